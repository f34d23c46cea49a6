// Owns completing with llama.cpp. What crosses is the core's ask and answer; the OpenAI shape stays in here.
import { Wllama, type ChatCompletionChunk, type ChatCompletionParams } from '@wllama/wllama';
import type { Answer, Ask, Engine, Message, ModelBuild, Stop } from '../../core/ports.ts';
import { Broken, troubleOf } from '../../core/trouble.ts';
import { ChoiceReading } from '../choices.ts';
import type { Lifeline } from '../lifeline.ts';
import { Reading } from '../reading.ts';
import { speedsOf } from '../speeds.ts';
import { withSignal } from '../stop-signal.ts';
import { ThoughtFilter } from '../thought-filter.ts';
import { TokenCounter } from '../token-counter.ts';
import { Turnstile } from '../turnstile.ts';
import { wllamaVersion } from '../versions.ts';
import type { ErrorLog } from './error-log.ts';
import type { WllamaModel } from './model.ts';

export class WllamaEngine implements Engine {
  readonly build: ModelBuild;
  readonly contextTokens: number;
  readonly callsAtOnce = 1;
  readonly givesProbabilities = true;
  readonly #wllama: Wllama;
  readonly #lifeline: Lifeline;
  readonly #errors: ErrorLog;
  readonly #turnstile = new Turnstile();
  readonly #counter: TokenCounter;
  readonly #thinks: boolean;

  constructor(wllama: Wllama, model: WllamaModel, lifeline: Lifeline, errors: ErrorLog) {
    this.#wllama = wllama;
    this.#lifeline = lifeline;
    this.#errors = errors;
    this.#thinks = model.thinks ?? false;
    this.build = { engine: 'wllama', model: model.model, build: buildOf(model) };
    // llama.cpp rounds what it was asked for.
    this.contextTokens = wllama.getLoadedContextInfo().n_ctx;
    this.#counter = new TokenCounter(this, this.complete.bind(this));
  }

  complete(ask: Ask, onText: (piece: string) => void, stop: Stop): Promise<Answer> {
    return this.#turnstile.pass(() => this.#complete(ask, onText, stop));
  }

  countTokens(messages: readonly Message[]): Promise<number> {
    return this.#counter.count(messages);
  }

  async unload(): Promise<void> {
    this.#lifeline.lose('It was unloaded.');
    await this.#wllama.exit();
  }

  async #complete(ask: Ask, onText: (piece: string) => void, stop: Stop): Promise<Answer> {
    this.#lifeline.refuseWhenLost();
    const thoughts = this.#thinks ? new ThoughtFilter() : null;
    const reading = new ChunkReading(new Reading(onText, stop), new ChoiceReading(ask.choices), thoughts);
    if (stop.stopped) return reading.answer();
    try {
      await withSignal(stop, (signal) => this.#lifeline.hold(this.#read(ask, reading, signal)));
    } catch (thrown) {
      if (!isAbort(thrown)) throw this.#asBroken(thrown);
    }
    return reading.answer();
  }

  async #read(ask: Ask, reading: ChunkReading, abortSignal: AbortSignal): Promise<void> {
    const chunks = await this.#wllama.createChatCompletion({
      ...requestOf(ask),
      chat_template_kwargs: { ...sameEveryDay, ...(this.#thinks ? { enable_thinking: false } : {}) },
      stream: true,
      abortSignal,
    });
    for await (const chunk of chunks) reading.add(chunk);
    reading.finish();
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

/** The first of several files stands for all: it says of how many it is the first. */
const buildOf = ({ files: [file] }: WllamaModel): string =>
  [
    `wllama ${wllamaVersion}`,
    `llama.cpp ${Wllama.getLibllamaVersion()}`,
    ...(file?.hash ? [`weights ${file.hash.algorithm} ${file.hash.hex.slice(0, 12)}`] : []),
  ].join(', ');

/**
 * Templates of Llama 3.2 tell the model the day, which llama.cpp takes from the clock: tomorrow the same seed would write something
 * else. This is the day that those templates name where nobody tells them one.
 */
const sameEveryDay = { date_string: '26 Jul 2024' };

/** How far back the penalty on repetition looks: about one short conversation. */
const repetitionTokens = 256;

/** Enough that the tokens left out weigh nothing. llama.cpp weighs them before temperature, penalties and grammar. */
const likeliestTokens = 50;

/** Every sampler of llama.cpp that the core does not ask for is off; left out, some would be on. */
const requestOf = ({ messages, decoding, grammar, choices }: Ask): ChatCompletionParams => ({
  messages: [...messages],
  temperature: decoding.temperature,
  top_p: decoding.topP,
  top_k: decoding.topK,
  min_p: 0,
  penalty_repeat: decoding.repetitionPenalty,
  penalty_last_n: repetitionTokens,
  max_tokens: decoding.maxTokens,
  seed: decoding.seed,
  ...(grammar === undefined ? {} : { grammar }),
  ...(choices ? { logprobs: true, top_logprobs: likeliestTokens } : {}),
  // An answer must not depend on what was asked before.
  cache_prompt: false,
  timings_per_token: true,
});

/** What of llama.cpp's chunks makes an answer. The last count holds, wherever the stream breaks off. */
class ChunkReading {
  readonly #reading: Reading;
  readonly #choices: ChoiceReading;
  readonly #thoughts: ThoughtFilter | null;
  #byItself: 'stop' | 'length' = 'stop';
  #timings: ChatCompletionChunk['timings'];

  constructor(reading: Reading, choices: ChoiceReading, thoughts: ThoughtFilter | null) {
    this.#reading = reading;
    this.#choices = choices;
    this.#thoughts = thoughts;
  }

  add({ choices: [choice], timings }: ChatCompletionChunk): void {
    if (timings) this.#timings = timings;
    if (choice?.finish_reason === 'length') this.#byItself = 'length';
    const said = choice?.delta.content ?? '';
    const piece = this.#thoughts ? this.#thoughts.pass(said) : said;
    this.#choices.add(piece, choice?.logprobs?.content?.at(-1)?.top_logprobs);
    this.#reading.hear(piece);
  }

  finish(): void {
    this.#reading.hear(this.#thoughts?.finish() ?? '');
  }

  answer(): Answer {
    const timings = this.#timings;
    return {
      text: this.#reading.text,
      ended: this.#reading.ended(this.#byItself),
      promptTokens: timings ? timings.cache_n + timings.prompt_n : 0,
      answerTokens: timings?.predicted_n ?? 0,
      ignored: [],
      ...this.#choices.found,
      ...speedsOf(timings?.prompt_per_second, timings?.predicted_per_second),
    };
  }
}
