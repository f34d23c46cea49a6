// Owns what web-llm needs to know of a model, and which of its addresses lie in which of the library's
// caches.

export interface WebLlmModel {
  readonly model: string;
  readonly contextTokens: number;
  /** Folder of the weights in MLC form, ending in a slash. */
  readonly weightsUrl: string;
  readonly libraryUrl: string;
  readonly requiredFeatures: readonly string[];
  /** Where it is known before the list of weights is read. */
  readonly largestBufferBytes?: number;
  /** It reasons before it answers unless told not to (Qwen3 and later). */
  readonly thinks: boolean;
  /** From our own origin: fetched anew at every load, so that no cache holds up an update of the studio. */
  readonly embedded: boolean;
  /** Where the files come from when that is not the address under which they are kept. */
  readonly from?: { readonly weightsUrl: string | null; readonly libraryUrl: string | null };
  /** The bytes of files that come from the person's disk; undefined for those that are fetched. */
  readonly source?: (url: string) => Blob | undefined;
}

/** web-llm's names for what it keeps; the weights' list and the tokenizer lie with the weights. */
export const webLlmCaches = {
  weights: 'webllm/model',
  library: 'webllm/wasm',
  configuration: 'webllm/config',
} as const;

export const addressesOf = ({ weightsUrl, libraryUrl }: Pick<WebLlmModel, 'weightsUrl' | 'libraryUrl'>) => ({
  weightsList: new URL('tensor-cache.json', weightsUrl).href,
  tokenizer: new URL('tokenizer.json', weightsUrl).href,
  library: libraryUrl,
  /** Fetched last: where it is in the cache, everything is. */
  configuration: new URL('mlc-chat-config.json', weightsUrl).href,
});
