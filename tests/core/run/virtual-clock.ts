// A clock that goes on when everybody waits for it, and engines that take as long by it as their speed says.
import type { Ask, Stop } from '../../../src/core/ports.ts';
import { Turnstile } from '../../../src/engine/turnstile.ts';
import { Counting, mild } from './counting-engine.ts';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

export class VirtualClock {
  now = 0;
  readonly #sleepers: Sleeper[] = [];

  sleep(seconds: number): Promise<void> {
    return new Promise((wake) => this.#sleepers.push({ until: this.now + seconds, wake }));
  }

  /** The seconds that the work took by this clock. */
  async until(work: Promise<unknown>): Promise<number> {
    const begun = this.now;
    let ended = false;
    void work.finally(() => (ended = true));
    while (!ended) {
      await everybodyWaits();
      const next = this.#sleepers.sort((a, b) => a.until - b.until).shift();
      if (!next) continue;
      this.now = next.until;
      next.wake();
    }
    await work;
    return this.now - begun;
  }
}

/** Nothing here needs real time: what can go on has gone on when the queue of microtasks is empty. */
const everybodyWaits = () => new Promise((resolve) => setTimeout(resolve, 0));

export class Timed extends Counting {
  override readonly callsAtOnce: number;
  readonly #clock: VirtualClock;
  readonly #speeds: { readonly prefill: number; readonly decode: number };
  readonly #turnstile: Turnstile;

  constructor(
    clock: VirtualClock,
    speeds: { readonly prefill: number; readonly decode: number },
    callsAtOnce: number,
  ) {
    super(mild);
    this.callsAtOnce = callsAtOnce;
    this.#clock = clock;
    this.#speeds = speeds;
    this.#turnstile = new Turnstile(callsAtOnce);
  }

  override complete(ask: Ask, onText: (piece: string) => void, stop: Stop) {
    return this.#turnstile.pass(async () => {
      const answer = await super.complete(ask, onText, stop);
      const { prefill, decode } = this.#speeds;
      await this.#clock.sleep(answer.promptTokens / prefill + answer.answerTokens / decode);
      return answer;
    });
  }
}
