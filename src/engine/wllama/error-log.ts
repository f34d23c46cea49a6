// Owns what wllama says of its errors: its rejections carry a sentence alone, its logger is given all there
// is.
import type { WllamaLogger } from '@wllama/wllama';

const silent = (): void => undefined;

export class ErrorLog implements WllamaLogger {
  readonly debug = silent;
  readonly log = silent;
  readonly warn = silent;
  #last: unknown;
  readonly #onCrash: (event: ErrorEvent) => void;

  /** `onCrash`: the worker itself failed, and wllama settles nothing that waits for it. */
  constructor(onCrash: (event: ErrorEvent) => void) {
    this.#onCrash = onCrash;
  }

  readonly error = (...said: unknown[]): void => {
    this.#last = said.at(-1);
    if (this.#last instanceof ErrorEvent) this.#onCrash(this.#last);
  };

  /** How long the prompt was that llama.cpp's server refused last, if that was why. Asked once. */
  takeOverflow(): number | undefined {
    const last = this.#last;
    this.#last = undefined;
    return isOverflow(last) ? last.n_prompt_tokens : undefined;
  }
}

const isOverflow = (said: unknown): said is { readonly n_prompt_tokens: number } =>
  typeof said === 'object' &&
  said !== null &&
  'n_prompt_tokens' in said &&
  typeof said.n_prompt_tokens === 'number';
