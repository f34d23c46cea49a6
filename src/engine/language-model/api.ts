// Owns what is used of the Prompt API (https://webmachinelearning.github.io/prompt-api/): the model that some browsers bring
// along. It lives in the page alone. Names of the former form of the API are taken where the present ones are missing.

export type Availability = 'unavailable' | 'downloadable' | 'downloading' | 'available';

interface Prompt {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

interface Expected {
  readonly type: 'text';
  readonly languages: readonly string[];
}

export interface CreateOptions {
  readonly initialPrompts?: readonly Prompt[];
  readonly expectedInputs?: readonly Expected[];
  readonly expectedOutputs?: readonly Expected[];
  /** Both or neither, and in extensions alone: pages are not given them. */
  readonly temperature?: number;
  readonly topK?: number;
  readonly signal?: AbortSignal;
  readonly monitor?: (monitor: EventTarget) => void;
}

export interface PromptOptions {
  readonly responseConstraint?: RegExp | object;
  readonly omitResponseConstraintInput?: boolean;
  readonly signal?: AbortSignal;
}

export interface LanguageModelSession {
  promptStreaming(input: string, options?: PromptOptions): ReadableStream<string>;
  measureContextUsage?(input: string, options?: PromptOptions): Promise<number>;
  readonly contextUsage?: number;
  readonly contextWindow?: number;
  measureInputUsage?(input: string, options?: PromptOptions): Promise<number>;
  readonly inputUsage?: number;
  readonly inputQuota?: number;
  destroy(): void;
}

export interface LanguageModelApi {
  availability(options?: CreateOptions): Promise<Availability>;
  create(options?: CreateOptions): Promise<LanguageModelSession>;
  /** Where it is, temperature and topK can be given. */
  params?(): Promise<{ readonly maxTopK: number; readonly maxTemperature: number } | null>;
}

/** undefined where the browser has none, as in every worker. */
export const languageModelApi = (): LanguageModelApi | undefined =>
  (globalThis as { readonly LanguageModel?: LanguageModelApi }).LanguageModel;

const text = { type: 'text', languages: ['en'] } as const;
export const expected = { expectedInputs: [text], expectedOutputs: [text] } as const;

export const windowOf = ({ contextWindow, inputQuota }: LanguageModelSession): number =>
  contextWindow ?? inputQuota ?? 0;

export const usageOf = ({ contextUsage, inputUsage }: LanguageModelSession): number =>
  contextUsage ?? inputUsage ?? 0;

export async function measured(session: LanguageModelSession, input: string): Promise<number> {
  if (session.measureContextUsage) return session.measureContextUsage(input);
  return (await session.measureInputUsage?.(input)) ?? 0;
}
