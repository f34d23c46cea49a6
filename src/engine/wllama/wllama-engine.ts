// Owns completing with llama.cpp. What crosses is the core's ask and answer; the OpenAI shape stays in here.
import { Wllama, type ChatCompletionChunk, type ChatCompletionParams } from '@wllama/wllama';
import type { Answer, Ask, Engine, ModelBuild, Stop } from '../../core/ports.ts';
import { Broken, troubleOf } from '../../core/trouble.ts';
import type { Lifeline } from '../lifeline.ts';
import { speedsOf } from '../speeds.ts';
import { withSignal } from '../stop-signal.ts';
import { Turnstile } from '../turnstile.ts';
import { wllamaVersion } from '../versions.ts';
import type { ErrorLog } from './error-log.ts';
import type { WllamaModel } from './model.ts';

type OnText = (piece: string) => void;

export class WllamaEngine implements Engine {
  readonly build: ModelBuild;
  readonly contextTokens: number;
  readonly #wllama: Wllama;
  readonly #lifeline: Lifeline;
  readonly #errors: ErrorLog;
  readonly #turnstile = new Turnstile();

  constructor(wllama: Wllama, model: WllamaModel, lifeline: Lifeline, errors: ErrorLog) {
    this.#wllama = wllama;
    this.#lifeline = lifeline;
    this.#errors = errors;
    this.build = { engine: 'wllama', model: model.model, build: buildOf(model) };
    // llama.cpp rounds what it was asked for.
    this.contextTokens = wllama.getLoadedContextInfo().n_ctx;
  }

  complete(ask: Ask, onText: OnText, stop: Stop): Promise<Answer> {
    return this.#turnstile.pass(() => this.#complete(ask, onText, stop));
  }

  async unload(): Promise<void> {
    this.#lifeline.lose('It was unloaded.');
    await this.#wllama.exit();
  }

  async #complete(ask: Ask, onText: OnText, stop: Stop): Promise<Answer> {
    this.#lifeline.refuseWhenLost();
    const reading = new Reading(onText, stop);
    if (stop.stopped) return reading.answer();
    try {
      await withSignal(stop, (signal) => this.#lifeline.hold(this.#read(ask, reading, signal)));
    } catch (thrown) {
      if (!isAbort(thrown)) throw this.#asBroken(thrown);
    }
    return reading.answer();
  }

  async #read(ask: Ask, reading: Reading, abortSignal: AbortSignal): Promise<void> {
    const chunks = await this.#wllama.createChatCompletion({ ...requestOf(ask), stream: true, abortSignal });
    for await (const chunk of chunks) reading.add(chunk);
  }

  #asBroken(thrown: unknown): Broken {
    if (thrown instanceof Broken) return thrown;
    const promptTokens = this.#errors.takeOverflow();
    const { contextTokens } = this;
    if (promptTokens !== undefined) {
      return new Broken({ kind: 'context-overflow', promptTokens, contextTokens }, { cause: thrown });
    }
    // A refusal of llama.cpp has a type; everything else means that the program has crashed, and stays so.
    if (thrown instanceof Error && 'type' in thrown) return new Broken(troubleOf(thrown), { cause: thrown });
    return this.#lifeline.lose(thrown instanceof Error ? thrown.message : String(thrown), thrown);
  }
}

const isAbort = (thrown: unknown): boolean => thrown instanceof Error && thrown.name === 'AbortError';

const buildOf = ({ file }: WllamaModel): string =>
  [
    `wllama ${wllamaVersion}`,
    `llama.cpp ${Wllama.getLibllamaVersion()}`,
    ...(file.hash ? [`weights ${file.hash.algorithm} ${file.hash.hex.slice(0, 12)}`] : []),
  ].join(', ');

/** Every sampler of llama.cpp that the core does not ask for is off; left out, some would be on. */
const requestOf = ({ messages, decoding, grammar }: Ask): ChatCompletionParams => ({
  messages: [...messages],
  temperature: decoding.temperature,
  top_p: decoding.topP,
  top_k: decoding.topK,
  min_p: 0,
  max_tokens: decoding.maxTokens,
  seed: decoding.seed,
  ...(grammar === undefined ? {} : { grammar }),
  // An answer must not depend on what was asked before.
  cache_prompt: false,
  timings_per_token: true,
});

/** One answer as it comes. Deaf once stopped: what arrives after that was never asked for. */
class Reading {
  readonly #onText: OnText;
  readonly #stop: Stop;
  #text = '';
  #ended: Answer['ended'] = 'stop';
  #timings: ChatCompletionChunk['timings'];

  constructor(onText: OnText, stop: Stop) {
    this.#onText = onText;
    this.#stop = stop;
  }

  add({ choices: [choice], timings }: ChatCompletionChunk): void {
    if (this.#stop.stopped) return;
    if (timings) this.#timings = timings;
    if (choice?.finish_reason === 'length') this.#ended = 'length';
    const piece = choice?.delta.content ?? '';
    if (piece === '') return;
    this.#text += piece;
    this.#onText(piece);
  }

  answer(): Answer {
    const timings = this.#timings;
    return {
      text: this.#text,
      ended: this.#stop.stopped ? 'stopped' : this.#ended,
      promptTokens: timings ? timings.cache_n + timings.prompt_n : 0,
      answerTokens: timings?.predicted_n ?? 0,
      ignored: [],
      ...speedsOf(timings?.prompt_per_second, timings?.predicted_per_second),
    };
  }
}
