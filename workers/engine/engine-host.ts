// Owns one engine worker, seen from the studio: an `Engine` like any other, with a watchdog outside of the worker that runs
// the model. What hangs or dies is ended and is lost for good; whoever needs the model loads it again.
import { proxy, wrap, type Remote } from 'comlink';
import type { Answer, Ask, Engine, LoadProgress, Message, Stop } from '../../src/core/ports.ts';
import type { CatalogueModel } from '../../src/engine/catalogue.ts';
import { estimateOf } from '../../src/core/tokens.ts';
import { Broken } from '../../src/core/trouble.ts';
import { Turnstile } from '../../src/engine/turnstile.ts';
import { brokenFrom } from '../plain-trouble.ts';
import type { Traffic } from '../gate/traffic.ts';
import type { EngineApi, LoadedModel, TrafficMessage } from './engine-api.ts';

export interface HostOptions {
  readonly model: CatalogueModel;
  readonly root: URL;
  readonly threads: number;
  readonly key?: string | null;
  readonly onTraffic?: (traffic: readonly Traffic[]) => void;
  readonly onProgress: (progress: LoadProgress) => void;
  readonly stop: Stop;
  /** Hears every answer with what was asked, to learn the model's habits. */
  readonly onAnswer?: (answer: Answer, ask: Ask) => void;
  /** Once the engine was lost, hangs, or was unloaded. */
  readonly onEnd?: () => void;
  readonly makeWorker?: () => Worker;
  readonly patience?: Patience;
}

/** Longest silences before a call counts as hung, in seconds. */
export interface Patience {
  readonly load: number;
  /** For a call: so much, and so much more for each token of its prompt. */
  readonly call: number;
  readonly perPromptToken: number;
  readonly stopping: number;
}

/** Reading a prompt on a slow CPU takes up to half a second a token. */
const usualPatience: Patience = { load: 120, call: 60, perPromptToken: 0.5, stopping: 20 };

/** A server may let a call wait behind those of others; how long is too long its adapter knows. */
const patienceWithServers: Patience = { ...usualPatience, call: 1800 };

const patienceWith = ({ files }: CatalogueModel): Patience =>
  files.kind === 'endpoint' ? patienceWithServers : usualPatience;

const newEngineWorker = (): Worker =>
  new Worker(new URL('../engine.worker.ts', import.meta.url), { type: 'module', name: 'engine' });

/** Throws `Broken`: what the adapter says, `stopped`, or `load-failed` when the worker dies or gives no sign. */
export async function loadHosted(options: HostOptions): Promise<EngineHost> {
  const { root, threads, key = null, onProgress, stop, patience = patienceWith(options.model) } = options;
  const { model } = options.model.choice;
  const worker = (options.makeWorker ?? newEngineWorker)();
  worker.addEventListener('message', ({ data }: MessageEvent<Partial<TrafficMessage>>) => {
    if (data.traffic) options.onTraffic?.(data.traffic);
  });
  const line = new Line(worker, model, options.onEnd);
  const forget = stop.onStop(() => line.end(new Broken({ kind: 'stopped' })));
  let settled = false;
  const heard = proxy((progress: LoadProgress) => {
    // It travels by a port of its own, and may come after what the load gave: that would seem to be loading for ever.
    if (settled) return;
    line.signOfLife();
    onProgress(progress);
  });
  try {
    const around = { rootAddress: root.href, threads, key };
    const call = line.remote.load(options.model, around, heard);
    const loaded = await line.watched(call, patience.load);
    return new EngineHost(line, loaded, patience, options.onAnswer);
  } catch (thrown) {
    line.end(new Broken({ kind: 'gone', what: 'model' }));
    throw asLoadFailure(thrown, model);
  } finally {
    settled = true;
    forget();
  }
}

function asLoadFailure(thrown: unknown, model: string): Broken {
  const broken = thrown instanceof Broken ? thrown : brokenFrom(thrown);
  const { trouble } = broken;
  if (trouble.kind === 'engine-hung') {
    const detail = `it gave no sign for ${trouble.seconds} seconds.`;
    return new Broken({ kind: 'load-failed', model, detail }, { cause: thrown });
  }
  if (trouble.kind === 'engine-lost' || trouble.kind === 'unexpected')
    return new Broken({ kind: 'load-failed', model, detail: trouble.detail }, { cause: thrown });
  return broken;
}

export class EngineHost implements Engine {
  readonly build: LoadedModel['build'];
  readonly contextTokens: number;
  readonly callsAtOnce: number;
  readonly givesProbabilities: boolean;
  readonly #line: Line;
  readonly #patience: Patience;
  readonly #onAnswer: HostOptions['onAnswer'];
  readonly #turnstile: Turnstile;
  #calls = 0;

  constructor(
    line: Line,
    { build, contextTokens, callsAtOnce, givesProbabilities }: LoadedModel,
    patience: Patience,
    onAnswer?: HostOptions['onAnswer'],
  ) {
    this.#line = line;
    this.build = build;
    this.contextTokens = contextTokens;
    this.callsAtOnce = callsAtOnce;
    this.#turnstile = new Turnstile(callsAtOnce);
    this.givesProbabilities = givesProbabilities;
    this.#patience = patience;
    this.#onAnswer = onAnswer;
  }

  /** True once the worker has been ended: every further call throws. */
  get lost(): boolean {
    return this.#line.ended;
  }

  complete(ask: Ask, onText: (piece: string) => void, stop: Stop): Promise<Answer> {
    return this.#turnstile.pass(() => this.#complete(ask, onText, stop));
  }

  async #complete(ask: Ask, onText: (piece: string) => void, stop: Stop): Promise<Answer> {
    const call = (this.#calls += 1);
    let settled = false;
    const heard = proxy((piece: string) => {
      this.#line.signOfLife();
      // Text and answer travel by different ports: what comes after the answer is in it already.
      if (!settled) onText(piece);
    });
    const forget = stop.onStop(() => {
      this.#line.allowSilence(this.#patience.stopping);
      void this.#line.remote.stop(call).catch(() => undefined);
    });
    const silence = this.#patience.call + this.#patience.perPromptToken * estimateOf(ask.messages);
    try {
      const answer = await this.#line.watched(this.#line.remote.complete(call, ask, heard), silence);
      this.#onAnswer?.(answer, ask);
      return answer;
    } finally {
      settled = true;
      forget();
    }
  }

  countTokens(messages: readonly Message[]): Promise<number | null> {
    return this.#turnstile.pass(() =>
      this.#line.watched(this.#line.remote.countTokens(messages), this.#patience.call),
    );
  }

  async unload(): Promise<void> {
    if (this.lost) return;
    await this.#line.watched(this.#line.remote.unload(), this.#patience.stopping).catch(() => undefined);
    this.#line.end(new Broken({ kind: 'engine-lost', model: this.build.model, detail: 'it was unloaded.' }));
  }
}

/** As a sentence, without what browsers put before every message. */
function said(message: string): string {
  const words = message.replace(/^Uncaught (Error: )?/, '') || 'its worker died.';
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

/** The wire to one worker: comlink calls never settle when a worker dies, so each is raced with its end. */
class Line {
  readonly remote: Remote<EngineApi>;
  readonly #worker: Worker;
  readonly #model: string;
  readonly #end: Promise<never>;
  readonly #onEnd: (() => void) | undefined;
  #fail: (broken: Broken) => void = () => undefined;
  #watchdog: ReturnType<typeof setTimeout> | undefined;
  #silenceSeconds = 0;
  #underWay = 0;
  ended = false;

  constructor(worker: Worker, model: string, onEnd?: () => void) {
    this.#worker = worker;
    this.#model = model;
    this.#onEnd = onEnd;
    this.remote = wrap<EngineApi>(worker);
    this.#end = new Promise((_, reject) => (this.#fail = reject));
    this.#end.catch(() => undefined);
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.end(new Broken({ kind: 'engine-lost', model, detail: said(event.message) }));
    });
  }

  /** Settles with the call, or throws when the worker ends or stays silent for too long. */
  async watched<Result>(call: Promise<Result>, silenceSeconds: number): Promise<Result> {
    this.#underWay += 1;
    this.allowSilence(silenceSeconds);
    try {
      return await Promise.race([call, this.#end]);
    } catch (thrown) {
      const broken = thrown instanceof Broken ? thrown : brokenFrom(thrown);
      // Its worker lives, and would say so of every further call: only a new one gets a GPU again.
      if (broken.trouble.kind === 'engine-lost') this.end(broken);
      throw broken;
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0) clearTimeout(this.#watchdog);
    }
  }

  /** Begins to wait anew, from now on at most this long. */
  allowSilence(seconds: number): void {
    this.#silenceSeconds = seconds;
    this.signOfLife();
  }

  signOfLife(): void {
    clearTimeout(this.#watchdog);
    if (this.ended) return;
    const seconds = this.#silenceSeconds;
    const bark = () =>
      this.end(new Broken({ kind: 'engine-hung', model: this.#model, seconds: Math.round(seconds) }));
    this.#watchdog = setTimeout(bark, seconds * 1000);
  }

  end(why: Broken): void {
    if (this.ended) return;
    this.ended = true;
    clearTimeout(this.#watchdog);
    this.#worker.terminate();
    this.#fail(why);
    this.#onEnd?.();
  }
}
