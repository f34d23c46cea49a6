// Owns the three things that core asks of the outside: an engine that completes text, an embedder that places texts by their
// meaning, and a store that keeps items.
// Adapters live in src/engine and src/store; each port has one contract test that runs on every adapter.
import type { Items, Kind } from './items.ts';

export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/**
 * `topK` 0 means off. `repetitionPenalty` divides the odds of tokens that stand in the last text (CTRL, Keskar et al. 2019);
 * 1 means off, and how far back it looks is the engine's. `seed` is 1 … 2³¹−2.
 */
export interface Decoding {
  readonly temperature: number;
  readonly topP: number;
  readonly topK: number;
  readonly repetitionPenalty: number;
  readonly maxTokens: number;
  readonly seed: number;
}

/** What was asked of the engine, and the fields that it had to leave out because it lacks them. */
export interface DecodingApplied {
  readonly asked: Decoding;
  readonly ignored: readonly (keyof Decoding)[];
}

export interface Ask {
  readonly messages: readonly Message[];
  readonly decoding: Decoding;
  /** EBNF in the dialect that llama.cpp and XGrammar share; the start rule is `root`. */
  readonly grammar?: string;
  /** Asks for probabilities beside the text. Needs temperature 1 and a repetition penalty of 1: they shift what is measured. */
  readonly choices?: AskedChoices;
}

/** A place in the answer, and the choices to be weighed there. */
export interface AskedChoices {
  /** Each begins with a letter of its own, so that its first token tells it from the others. */
  readonly texts: readonly string[];
  /** The place is the first token after this text; '' is the first token of the answer. */
  readonly after: string;
}

/**
 * How likely the model held a choice to be: all tokens that begin it count, in any case and with white space before them.
 * 0 … 1. What is missing to 1 fell on something else; an engine may tell of the likeliest tokens alone (web-llm: 5).
 */
export interface ChoiceProbability {
  readonly text: string;
  readonly probability: number;
}

export interface Answer {
  readonly text: string;
  /** stop: the model ended · length: ran into maxTokens or the context · stopped: `stop` was heard. */
  readonly ended: 'stop' | 'length' | 'stopped';
  readonly promptTokens: number;
  readonly answerTokens: number;
  readonly ignored: readonly (keyof Decoding)[];
  /** In the order asked for; absent where the engine gives none, or the answer never came to the place. */
  readonly choices?: readonly ChoiceProbability[];
  /** Tokens per second, where the engine measures them. */
  readonly prefillTokensPerSecond?: number;
  readonly decodeTokensPerSecond?: number;
}

/** What exactly wrote or judged: enough to know whether another machine runs the same. */
export interface ModelBuild {
  readonly engine: string;
  readonly model: string;
  /** Version of the engine and of the weights. */
  readonly build: string;
}

/** A wish to stop, heard by whoever holds it. */
export interface Stop {
  readonly stopped: boolean;
  /** Calls `act` once when stopped (at once, if it already is); returns a way to forget it. */
  onStop(act: () => void): () => void;
}

/**
 * One loaded model. It takes `callsAtOnce` calls at a time; one more waits for another to end.
 * Throws `Broken` (see trouble.ts): `context-overflow` before writing anything when the prompt leaves no room,
 * `engine-lost` when the device or worker is gone.
 */
export interface Engine {
  readonly build: ModelBuild;
  readonly contextTokens: number;
  readonly callsAtOnce: number;
  /** Whether `choices` can be asked for. */
  readonly givesProbabilities: boolean;
  complete(ask: Ask, onText: (piece: string) => void, stop: Stop): Promise<Answer>;
  /** What `promptTokens` of an answer to these would be, with the chat's template; null where the engine cannot tell. */
  countTokens(messages: readonly Message[]): Promise<number | null>;
  unload(): Promise<void>;
}

/**
 * A loaded model that gives each text a vector of unit length; the cosine of two says how near they are in meaning.
 * Which cosine is near differs from one embedder to another. Throws `Broken`: `stopped`, `engine-lost`.
 */
export interface Embedder {
  readonly build: ModelBuild;
  readonly dimensions: number;
  /** One vector a text, one after the other. `onProgress` hears how many texts are done. */
  embed(texts: readonly string[], onProgress: (done: number) => void, stop: Stop): Promise<Float32Array>;
  unload(): void;
}

export interface LoadProgress {
  /** checking: comparing what is here already with its hash. */
  readonly stage: 'fetching' | 'checking' | 'loading';
  readonly bytes: number;
  /** 0 when not known. */
  readonly totalBytes: number;
}

export type Change = { [K in Kind]: { readonly put: K; readonly item: Items[K] } }[Kind] | Removal;
export interface Removal {
  readonly remove: Kind;
  readonly owner: string;
  readonly id: string;
}

/** Items of a kind are kept under (owner, id); `page` goes through one owner's in the order of their ids. */
export interface Store {
  /**
   * All of the changes or none. Throws `Broken`: `quota-full`, `store-lost`. `relaxed`: sooner done, and lost where the power
   * fails before a later write that is not; for what can be read again.
   */
  write(changes: readonly Change[], manner?: { readonly durability: 'strict' | 'relaxed' }): Promise<void>;
  read<K extends Kind>(kind: K, owner: string, id: string): Promise<Items[K] | undefined>;
  page<K extends Kind>(
    kind: K,
    owner: string,
    options?: { after?: string; limit?: number },
  ): Promise<Items[K][]>;
  count(kind: Kind, owner: string): Promise<number>;
  /** Removes every item of one kind and owner. */
  clear(kind: Kind, owner: string): Promise<void>;
  close(): void;
}
