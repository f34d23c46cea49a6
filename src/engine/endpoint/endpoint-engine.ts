// Owns completing with an OpenAI-compatible server. What crosses is the core's ask and answer. Nothing is promised of its
// repeatability: what stands behind an address is the server's affair.
import type { Answer, Ask, Engine, ModelBuild, Stop } from '../../core/ports.ts';
import { Broken } from '../../core/trouble.ts';
import { Lifeline } from '../lifeline.ts';
import { withinTime } from '../patience.ts';
import { Reading } from '../reading.ts';
import { Turnstile } from '../turnstile.ts';
import { call, type Caller } from './calling.ts';
import { ChatReading } from './chat-reading.ts';
import { EventStream } from './event-stream.ts';
import { Names } from './names.ts';
import { answersInJson, chatRequest, type ChatRequest, type LimitName } from './request.ts';
import type { Endpoint } from '../catalogue.ts';

export interface EndpointOptions {
  readonly key: string | null;
  /** What the server is called by; without any, by its address. */
  readonly names?: Names;
  readonly firstWait?: number;
  /** Without a byte for so long, the connection counts as dropped. */
  readonly stallMilliseconds?: number;
}

/** A busy server may let a call wait long before its first token. */
const usualStall = 300_000;

export class EndpointEngine implements Engine {
  readonly build: ModelBuild;
  readonly contextTokens: number;
  readonly callsAtOnce: number;
  readonly givesProbabilities: boolean;
  readonly #endpoint: Endpoint;
  readonly #model: string;
  readonly #caller: Caller;
  readonly #stallMilliseconds: number;
  readonly #names: Names;
  readonly #turnstile: Turnstile;
  readonly #lifeline: Lifeline;
  readonly #unloading = new AbortController();
  #limitName: LimitName = 'max_tokens';

  constructor(
    endpoint: Endpoint,
    model: string,
    { stallMilliseconds = usualStall, names = new Names([endpoint.baseUrl]), ...how }: EndpointOptions,
  ) {
    this.#endpoint = endpoint;
    this.#model = model;
    this.#caller = { endpoint, ...how };
    this.#stallMilliseconds = stallMilliseconds;
    this.#names = names;
    this.#turnstile = new Turnstile(endpoint.callsAtOnce);
    this.#lifeline = new Lifeline(model);
    // Its name, not its address: a build stands in every export.
    this.build = { engine: 'endpoint', model, build: `OpenAI-compatible server “${endpoint.name}”` };
    this.contextTokens = endpoint.contextTokens;
    this.callsAtOnce = endpoint.callsAtOnce;
    this.givesProbabilities = endpoint.givesProbabilities && !answersInJson(endpoint.dialect);
  }

  complete(ask: Ask, onText: (piece: string) => void, stop: Stop): Promise<Answer> {
    return this.#turnstile.pass(() => this.#complete(ask, onText, stop));
  }

  countTokens(): Promise<null> {
    return Promise.resolve(null);
  }

  unload(): Promise<void> {
    this.#lifeline.lose('It was unloaded.');
    this.#unloading.abort();
    return Promise.resolve();
  }

  async #complete(ask: Ask, onText: (piece: string) => void, stop: Stop): Promise<Answer> {
    this.#lifeline.refuseWhenLost();
    const { schema } = this.#request(ask);
    const reading = new ChatReading(ask, new Reading(onText, stop), this.#endpoint, schema);
    if (stop.stopped) return reading.answer();
    const stopped = new AbortController();
    const forget = stop.onStop(() => stopped.abort());
    const signal = AbortSignal.any([stopped.signal, this.#unloading.signal]);
    try {
      await this.#lifeline.hold(this.#asked(ask, reading, signal));
    } catch (thrown) {
      if (!stop.stopped) throw this.#asBroken(thrown);
    } finally {
      forget();
    }
    return reading.answer();
  }

  #request(ask: Ask): ChatRequest {
    return chatRequest(ask, this.#endpoint, this.#model, this.#limitName);
  }

  /** A server that wants the limit by its newer name says so; it is called by that from then on. */
  async #asked(ask: Ask, reading: ChatReading, signal: AbortSignal): Promise<void> {
    const limitName = this.#limitName;
    try {
      await this.#read(this.#request(ask).body, reading, signal);
    } catch (thrown) {
      if (limitName !== 'max_tokens' || !wantsNewerLimit(thrown)) throw thrown;
      this.#limitName = 'max_completion_tokens';
      await this.#read(this.#request(ask).body, reading, signal);
    }
  }

  #read(body: string, reading: ChatReading, signal: AbortSignal): Promise<void> {
    return this.#names.through((baseUrl) => this.#readFrom(baseUrl, body, reading, signal));
  }

  async #readFrom(baseUrl: string, body: string, reading: ChatReading, signal: AbortSignal): Promise<void> {
    const answer = await call(this.#caller, `${baseUrl}/chat/completions`, signal, body);
    if (!answer.headers.get('content-type')?.includes('text/event-stream')) {
      // It does not stream.
      return reading.addWhole(await answer.text());
    }
    const events = new EventStream();
    for await (const bytes of this.#bytesOf(answer)) {
      for (const data of events.push(bytes)) reading.add(data);
      if (reading.done) return;
    }
    for (const data of events.finish()) reading.add(data);
    if (!reading.done) throw new Error('The connection was closed before the answer had ended.');
  }

  async *#bytesOf({ body }: Response): AsyncGenerator<Uint8Array> {
    const reader = body?.getReader();
    if (!reader) return;
    try {
      for (;;) {
        const { done, value } = await withinTime(reader.read(), this.#stallMilliseconds);
        if (done) return;
        yield value;
      }
    } finally {
      await reader.cancel().catch(() => undefined);
    }
  }

  /** A call that was cut off can be made again, so the world is not broken for good; the run decides how often. */
  #asBroken(thrown: unknown): Broken {
    if (thrown instanceof Broken) return thrown;
    const model = this.#model;
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    return new Broken({ kind: 'engine-lost', model, detail }, { cause: thrown });
  }
}

const wantsNewerLimit = (thrown: unknown): boolean =>
  thrown instanceof Broken &&
  thrown.trouble.kind === 'endpoint-refused' &&
  thrown.trouble.detail.includes('max_completion_tokens');
