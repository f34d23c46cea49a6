// Owns reading the probabilities of answer choices off the likeliest tokens at one place of an answer, as engines that speak
// OpenAI's dialect give them: piece by piece, each with what else could have stood there.
import type { AskedChoices, ChoiceProbability } from '../core/ports.ts';

/** `logprob` is the natural logarithm of the probability. */
export interface TokenProbability {
  readonly token: string;
  readonly logprob: number;
}

export class ChoiceReading {
  readonly #asked: AskedChoices | undefined;
  #text = '';
  #found: readonly ChoiceProbability[] | undefined;

  constructor(asked: AskedChoices | undefined) {
    this.#asked = asked;
  }

  /** A piece of the answer, and the likeliest tokens at the place of its last token. */
  add(piece: string, likeliest: readonly TokenProbability[] | undefined): void {
    if (!this.#asked || this.#found) return;
    const before = this.#text;
    this.#text += piece;
    if (likeliest && isPlace(this.#asked.after, before, this.#text)) {
      this.#found = choicesAmong(likeliest, this.#asked.texts);
    }
  }

  /** As a part of an answer. */
  get found(): { readonly choices?: readonly ChoiceProbability[] } {
    return this.#found ? { choices: this.#found } : {};
  }
}

/** White space belongs to the token behind it in one vocabulary and to the text before it in another. */
function isPlace(after: string, before: string, now: string): boolean {
  if (after === '') return before.trim() === '';
  const mark = after.trimEnd();
  const end = now.indexOf(mark) + mark.length;
  return now.includes(mark) && before.slice(end).trim() === '' && now.slice(end).trim() !== '';
}

export function choicesAmong(
  likeliest: readonly TokenProbability[],
  texts: readonly string[],
): readonly ChoiceProbability[] {
  return texts.map((text) => {
    const own = likeliest.filter(({ token }) => begins(text, token));
    const probability = own.reduce((sum, { logprob }) => sum + Math.exp(logprob), 0);
    return { text, probability: Math.min(1, probability) };
  });
}

function begins(text: string, token: string): boolean {
  const beginning = token.trimStart().toLowerCase();
  return beginning !== '' && text.toLowerCase().startsWith(beginning);
}
