// Owns what of a server's chunks makes an answer. Whatever a server sends is outside data: what is missing is reckoned, and
// what cannot be read is an error, never a guess.
import { z } from 'zod';
import type { Answer, Ask } from '../../core/ports.ts';
import { estimateOf } from '../../core/tokens.ts';
import type { Endpoint } from '../catalogue.ts';
import { ChoiceReading } from '../choices.ts';
import type { Reading } from '../reading.ts';
import { speedsOf } from '../speeds.ts';
import { ThoughtFilter } from '../thought-filter.ts';
import { linesOf, type AnswerSchema } from './answer-schema.ts';
import { ignoredBy } from './request.ts';

const likeliest = z.array(z.object({ token: z.string(), logprob: z.number() }));
const logprobs = z
  .object({ content: z.array(z.object({ top_logprobs: likeliest.optional() })).nullish() })
  .nullish();
const said = z.object({ content: z.string().nullish() }).nullish();
const chunkShape = z.object({
  choices: z
    .array(z.object({ delta: said, message: said, finish_reason: z.string().nullish(), logprobs }))
    .optional(),
  usage: z.object({ prompt_tokens: z.int(), completion_tokens: z.int().nullish() }).nullish(),
  error: z.union([z.string(), z.object({ message: z.string() })]).nullish(),
  // An error in the midst of a stream, as older servers send it.
  object: z.string().nullish(),
  message: z.string().nullish(),
});

export class ChatReading {
  readonly #ask: Ask;
  readonly #reading: Reading;
  readonly #dialect: Endpoint['dialect'];
  readonly #schema: AnswerSchema | null;
  readonly #choices: ChoiceReading;
  readonly #thoughts = new ThoughtFilter();
  #held = '';
  #chunks = 0;
  #byItself: 'stop' | 'length' = 'stop';
  #usage: { prompt_tokens: number; completion_tokens?: number | null | undefined } | null = null;
  #ended = false;
  readonly #asked = performance.now();
  #first = 0;
  #last = 0;
  done = false;

  constructor(ask: Ask, reading: Reading, { dialect }: Endpoint, schema: AnswerSchema | null) {
    this.#ask = ask;
    this.#reading = reading;
    this.#dialect = dialect;
    this.#schema = schema;
    this.#choices = new ChoiceReading(ask.choices);
  }

  /** The data of one event. */
  add(data: string): void {
    if (this.done) return;
    if (data.trim() === '[DONE]') return this.#finish();
    const chunk = chunkShape.parse(JSON.parse(data));
    const { choices: [choice] = [], usage } = chunk;
    refuseError(chunk);
    if (usage) this.#usage = usage;
    if (choice?.finish_reason === 'length') this.#byItself = 'length';
    if (choice?.finish_reason) this.#ended = true;
    const piece = (choice?.delta ?? choice?.message)?.content ?? '';
    if (piece !== '') {
      this.#chunks += 1;
      this.#last = performance.now();
      this.#first ||= this.#last;
    }
    this.#hear(this.#thoughts.pass(piece), choice?.logprobs?.content?.at(-1)?.top_logprobs);
    // The counts come in a chunk of their own, after the end.
    if (this.#ended && this.#usage) this.#finish();
  }

  /** The whole answer at once, of a server that does not stream. */
  addWhole(text: string): void {
    this.add(text);
    this.#finish();
  }

  #hear(piece: string, top?: z.infer<typeof likeliest>): void {
    this.#choices.add(piece, top);
    // An answer in JSON is no text for a person; its lines are, once it is whole.
    if (this.#schema) this.#held += piece;
    else this.#reading.hear(piece);
  }

  #finish(): void {
    if (this.done) return;
    this.done = true;
    this.#hear(this.#thoughts.finish());
    if (this.#schema) this.#reading.hear(linesOf(this.#held, this.#schema));
  }

  answer(): Answer {
    const promptTokens = this.#usage?.prompt_tokens ?? estimateOf(this.#ask.messages);
    // A chunk is a token with most servers, and no less than one with the others.
    const answerTokens = this.#usage?.completion_tokens ?? this.#chunks;
    const seconds = (from: number, to: number): number => (to - from) / 1000;
    return {
      text: this.#reading.text,
      ended: this.#reading.ended(this.#byItself),
      promptTokens,
      answerTokens,
      // As seen from here, with the way there and back and the wait for a place.
      ...speedsOf(
        promptTokens / seconds(this.#asked, this.#first),
        (answerTokens - 1) / seconds(this.#first, this.#last),
      ),
      ignored: ignoredBy(this.#dialect, this.#ask.decoding),
      ...this.#choices.found,
    };
  }
}

/** `abort` and `error`: SGLang and others end a call so that they could not finish; what came of it is no answer. */
function refuseError({ choices: [choice] = [], error, object, message }: z.infer<typeof chunkShape>): void {
  if (error !== undefined && error !== null)
    throw new Error(typeof error === 'string' ? error : error.message);
  if (object === 'error') throw new Error(message ?? 'The server reported an error.');
  if (choice?.finish_reason === 'abort' || choice?.finish_reason === 'error')
    throw new Error('The server gave the call up before its answer had ended.');
}
