// Owns completing with web-llm. What crosses is the core's ask and answer; the OpenAI shape stays in here.
import type { ChatCompletionChunk, ChatCompletionRequestStreaming, MLCEngine } from '@mlc-ai/web-llm';
import type { Answer, Ask, Decoding, Engine, Message, ModelBuild, Stop } from '../../core/ports.ts';
import { Broken, troubleOf } from '../../core/trouble.ts';
import { ChoiceReading } from '../choices.ts';
import type { Lifeline } from '../lifeline.ts';
import { Reading } from '../reading.ts';
import { speedsOf } from '../speeds.ts';
import { TokenCounter } from '../token-counter.ts';
import { Turnstile } from '../turnstile.ts';
import { webLlmVersion } from '../versions.ts';
import { escaped } from './chat-template.ts';
import type { WebLlmModel } from './model.ts';
import { ThoughtFilter } from '../thought-filter.ts';

export class WebLlmEngine implements Engine {
  readonly build: ModelBuild;
  readonly contextTokens: number;
  readonly callsAtOnce = 1;
  readonly givesProbabilities = true;
  readonly #webLlm: MLCEngine;
  readonly #model: WebLlmModel;
  readonly #filled: ReadonlySet<Message['role']>;
  readonly #lifeline: Lifeline;
  readonly #turnstile = new Turnstile();
  readonly #counter: TokenCounter;

  /** `filled`: see `filledRoles`. */
  constructor(
    webLlm: MLCEngine,
    model: WebLlmModel,
    fingerprint: string,
    filled: ReadonlySet<Message['role']>,
    lifeline: Lifeline,
  ) {
    this.#webLlm = webLlm;
    this.#model = model;
    this.#filled = filled;
    this.#lifeline = lifeline;
    const build = `web-llm ${webLlmVersion}, weights md5 ${fingerprint.slice(0, 12)}`;
    this.build = { engine: 'webllm', model: model.model, build };
    this.contextTokens = model.contextTokens;
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
    await this.#webLlm.unload();
  }

  async #complete(ask: Ask, onText: (piece: string) => void, stop: Stop): Promise<Answer> {
    this.#lifeline.refuseWhenLost();
    const reading = new ChunkReading(new Reading(onText, stop), ask);
    if (stop.stopped) return reading.answer();
    const forget = stop.onStop(() => this.#interrupt());
    try {
      await this.#lifeline.hold(this.#read(ask, reading, stop));
    } catch (thrown) {
      throw await this.#asBroken(thrown);
    } finally {
      forget();
    }
    return reading.answer();
  }

  async #read(ask: Ask, reading: ChunkReading, stop: Stop): Promise<void> {
    // An answer must not depend on what was asked before.
    await this.#webLlm.resetChat();
    const chunks = await this.#webLlm.chat.completions.create(
      requestOf({ ...ask, messages: escaped(ask.messages, this.#filled) }, this.#model),
    );
    // Read to the end even when stopped: only then is web-llm ready for the next.
    for await (const chunk of chunks) {
      reading.add(chunk);
      // An interrupt before the first chunk is forgotten, so it is said again.
      if (stop.stopped) this.#interrupt();
    }
    reading.finish();
  }

  #interrupt(): void {
    void this.#webLlm.interruptGenerate();
  }

  async #asBroken(thrown: unknown): Promise<Broken> {
    if (thrown instanceof Broken) return thrown;
    const name = thrown instanceof Error ? thrown.name : '';
    if (name === 'ContextWindowSizeExceededError') return this.#overflow(String(thrown), thrown);
    if (name === 'ModelNotLoadedError')
      return this.#lifeline.lose('web-llm has let go of the model.', thrown);
    const cause = await this.#lifeline.causeOf(thrown);
    return cause instanceof Broken ? cause : new Broken(troubleOf(thrown), { cause });
  }

  /** The count is in the sentence alone. */
  #overflow(sentence: string, cause: unknown): Broken {
    const { contextTokens } = this;
    const [, counted] = /number of prompt tokens: (\d+)/.exec(sentence) ?? [];
    const promptTokens = counted === undefined ? contextTokens + 1 : Number(counted);
    return new Broken({ kind: 'context-overflow', promptTokens, contextTokens }, { cause });
  }
}

const ignoredOf = ({ topK }: Decoding): readonly (keyof Decoding)[] => (topK === 0 ? [] : ['topK']);

/** `<think>`, a blank line, `</think>`, a blank line: web-llm writes them for a model that is not to think, and counts them as its answer. */
const emptyThoughtTokens = 4;

const requestOf = (
  { messages, decoding, grammar, choices }: Ask,
  { thinks }: WebLlmModel,
): ChatCompletionRequestStreaming => ({
  messages: [...messages],
  stream: true,
  stream_options: { include_usage: true },
  temperature: decoding.temperature,
  top_p: decoding.topP,
  repetition_penalty: decoding.repetitionPenalty,
  max_tokens: decoding.maxTokens + (thinks ? emptyThoughtTokens : 0),
  seed: decoding.seed,
  ...(grammar === undefined ? {} : { response_format: { type: 'grammar', grammar } }),
  // web-llm gives the likeliest five at most, and none unless it is told how many.
  ...(choices ? { logprobs: true, top_logprobs: 5 } : {}),
  ...(thinks ? { extra_body: { enable_thinking: false } } : {}),
});

/** What of web-llm's chunks makes an answer. */
class ChunkReading {
  readonly #reading: Reading;
  readonly #ignored: Answer['ignored'];
  readonly #choices: ChoiceReading;
  readonly #thoughts = new ThoughtFilter();
  #byItself: 'stop' | 'length' = 'stop';
  #usage: ChatCompletionChunk['usage'];

  constructor(reading: Reading, { decoding, choices }: Ask) {
    this.#reading = reading;
    this.#ignored = ignoredOf(decoding);
    this.#choices = new ChoiceReading(choices);
  }

  add({ choices: [choice], usage }: ChatCompletionChunk): void {
    if (usage) this.#usage = usage;
    if (choice?.finish_reason === 'length') this.#byItself = 'length';
    const piece = this.#thoughts.pass(choice?.delta.content ?? '');
    this.#choices.add(piece, choice?.logprobs?.content?.at(-1)?.top_logprobs);
    this.#reading.hear(piece);
  }

  finish(): void {
    this.#reading.hear(this.#thoughts.finish());
  }

  answer(): Answer {
    const usage = this.#usage;
    return {
      text: this.#reading.text,
      ended: this.#reading.ended(this.#byItself),
      promptTokens: usage?.prompt_tokens ?? 0,
      answerTokens: usage?.completion_tokens ?? 0,
      ignored: this.#ignored,
      ...this.#choices.found,
      ...speedsOf(usage?.extra.prefill_tokens_per_s, usage?.extra.decode_tokens_per_s),
    };
  }
}
