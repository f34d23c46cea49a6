// Owns completing with the model that a browser brings along, by its Prompt API. Each call is a session of its own, since an
// answer must not depend on what was asked before. It takes no seed and tells no probabilities; what it leaves out is said.
import type { Answer, Ask, Decoding, Engine, Message, ModelBuild, Stop } from '../../core/ports.ts';
import { Broken, troubleOf } from '../../core/trouble.ts';
import { Lifeline } from '../lifeline.ts';
import { Reading } from '../reading.ts';
import { Turnstile } from '../turnstile.ts';
import {
  expected,
  measured,
  usageOf,
  windowOf,
  type LanguageModelApi,
  type LanguageModelSession,
} from './api.ts';
import { regularOf } from './regular.ts';

export interface LanguageModelOptions {
  /** What the browser calls itself, for the build: the model's own version it does not tell. */
  readonly browser: string;
  readonly stop: Stop;
  /** 0 … 1 of what the browser fetches. */
  onFetched(share: number): void;
}

export const browserModel = 'language-model';

/** A share that the browser tells of its download comes in this many steps. */
export async function loadLanguageModel(
  api: LanguageModelApi,
  { browser, stop, onFetched }: LanguageModelOptions,
): Promise<Engine> {
  const stopping = new AbortController();
  const forget = stop.onStop(() => stopping.abort());
  try {
    const session = await api.create({
      ...expected,
      signal: stopping.signal,
      monitor: (monitor) =>
        monitor.addEventListener('downloadprogress', (event) =>
          onFetched((event as Event & { readonly loaded: number }).loaded),
        ),
    });
    const contextTokens = windowOf(session);
    session.destroy();
    const samples = typeof api.params === 'function';
    return new LanguageModelEngine(api, { contextTokens, browser, samples });
  } catch (thrown) {
    if (stop.stopped) throw new Broken({ kind: 'stopped' }, { cause: thrown });
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    throw new Broken({ kind: 'load-failed', model: browserModel, detail }, { cause: thrown });
  } finally {
    forget();
  }
}

interface Facts {
  readonly contextTokens: number;
  readonly browser: string;
  /** Whether it takes temperature and topK. */
  readonly samples: boolean;
}

class LanguageModelEngine implements Engine {
  readonly build: ModelBuild;
  readonly contextTokens: number;
  readonly callsAtOnce = 1;
  readonly givesProbabilities = false;
  readonly #api: LanguageModelApi;
  readonly #samples: boolean;
  readonly #lifeline = new Lifeline(browserModel);
  readonly #turnstile = new Turnstile();
  readonly #unloading = new AbortController();

  constructor(api: LanguageModelApi, { contextTokens, browser, samples }: Facts) {
    this.#api = api;
    this.#samples = samples;
    this.contextTokens = contextTokens;
    this.build = { engine: 'language-model', model: browserModel, build: `Prompt API of ${browser}` };
  }

  complete(ask: Ask, onText: (piece: string) => void, stop: Stop): Promise<Answer> {
    return this.#turnstile.pass(() => this.#complete(ask, onText, stop));
  }

  countTokens(messages: readonly Message[]): Promise<number> {
    return this.#turnstile.pass(async () => {
      this.#lifeline.refuseWhenLost();
      const session = await this.#session(messages, undefined, this.#unloading.signal);
      try {
        return await promptTokensOf(session, messages);
      } finally {
        session.destroy();
      }
    });
  }

  unload(): Promise<void> {
    this.#lifeline.lose('It was unloaded.');
    this.#unloading.abort();
    return Promise.resolve();
  }

  async #complete(ask: Ask, onText: (piece: string) => void, stop: Stop): Promise<Answer> {
    this.#lifeline.refuseWhenLost();
    const reading = new Reading(onText, stop);
    const { ignored, none } = this.#answerless(ask.decoding);
    if (stop.stopped) return { ...none, text: '', ended: 'stopped' };
    const stopping = new AbortController();
    const forget = stop.onStop(() => stopping.abort());
    const signal = AbortSignal.any([stopping.signal, this.#unloading.signal]);
    let counts = { promptTokens: 0, answerTokens: 0, full: false };
    try {
      counts = await this.#lifeline.hold(this.#read(ask, reading, signal));
    } catch (thrown) {
      if (!stop.stopped) throw this.#asBroken(thrown);
    } finally {
      forget();
    }
    const { promptTokens, answerTokens, full } = counts;
    const ended = reading.ended(full ? 'length' : 'stop');
    return { text: reading.text, ended, promptTokens, answerTokens, ignored };
  }

  #answerless(decoding: Decoding) {
    const ignored = ignoredOf(decoding, this.#samples);
    return { ignored, none: { promptTokens: 0, answerTokens: 0, ignored } };
  }

  async #session(
    messages: readonly Message[],
    decoding: Decoding | undefined,
    signal: AbortSignal,
  ): Promise<LanguageModelSession> {
    const sampling =
      this.#samples && decoding ? { temperature: decoding.temperature, topK: decoding.topK || 40 } : {};
    return this.#api.create({ ...expected, ...sampling, initialPrompts: messages.slice(0, -1), signal });
  }

  async #read({ messages, decoding, grammar }: Ask, reading: Reading, signal: AbortSignal) {
    const session = await this.#session(messages, decoding, signal);
    try {
      const promptTokens = await this.#roomFor(session, messages);
      const most = Math.min(decoding.maxTokens, this.contextTokens - promptTokens);
      const form = grammar === undefined ? {} : { responseConstraint: regularOf(grammar) };
      const pieces = session.promptStreaming(messages.at(-1)?.content ?? '', {
        ...form,
        ...(grammar === undefined ? {} : { omitResponseConstraintInput: true }),
        signal,
      });
      const full = await this.#hear(session, pieces.getReader(), reading, most);
      const answerTokens = reading.text === '' ? 0 : await measured(session, reading.text);
      return { promptTokens, answerTokens, full };
    } finally {
      session.destroy();
    }
  }

  /** Whether it wrote until there was no more room: the API has no field for that, so it is counted here. */
  async #hear(
    session: LanguageModelSession,
    pieces: ReadableStreamDefaultReader<string>,
    reading: Reading,
    most: number,
  ): Promise<boolean> {
    for (let heard = 1; ; heard += 1) {
      const { done, value } = await pieces.read();
      if (done) return false;
      reading.hear(value);
      // A piece is mostly a token; where it is more, the length of the text gives it away.
      const mayBeFull = heard >= most || reading.text.length >= 2 * most;
      if (mayBeFull && (await measured(session, reading.text)) >= most) {
        await pieces.cancel().catch(() => undefined);
        return true;
      }
    }
  }

  /** The API would forget the beginning of what does not fit. */
  async #roomFor(session: LanguageModelSession, messages: readonly Message[]): Promise<number> {
    const promptTokens = await promptTokensOf(session, messages);
    const { contextTokens } = this;
    if (promptTokens >= contextTokens)
      throw new Broken({ kind: 'context-overflow', promptTokens, contextTokens });
    return promptTokens;
  }

  #asBroken(thrown: unknown): Broken {
    if (thrown instanceof Broken) return thrown;
    const { requested, quota } = overflowOf(thrown);
    if (typeof requested === 'number') {
      const contextTokens = quota ?? this.contextTokens;
      return new Broken(
        { kind: 'context-overflow', promptTokens: requested, contextTokens },
        { cause: thrown },
      );
    }
    const gone = thrown instanceof DOMException && thrown.name === 'InvalidStateError';
    if (gone) return this.#lifeline.lose(thrown.message, thrown);
    return new Broken(troubleOf(thrown), { cause: thrown });
  }
}

const promptTokensOf = async (session: LanguageModelSession, messages: readonly Message[]): Promise<number> =>
  usageOf(session) + (await measured(session, messages.at(-1)?.content ?? ''));

interface Overflow {
  readonly requested?: number | null;
  readonly quota?: number | null;
}

/** QuotaExceededError says by how much a prompt was too long, where it says so: both may be null. */
const overflowOf = (thrown: unknown): Overflow =>
  thrown instanceof Error && thrown.name === 'QuotaExceededError' ? (thrown as Overflow) : {};

function ignoredOf(decoding: Decoding, samples: boolean): readonly (keyof Decoding)[] {
  return [
    ...(samples ? [] : (['temperature'] as const)),
    ...(decoding.topP === 1 ? [] : (['topP'] as const)),
    ...(samples || decoding.topK === 0 ? [] : (['topK'] as const)),
    ...(decoding.repetitionPenalty === 1 ? [] : (['repetitionPenalty'] as const)),
    'seed',
  ];
}
