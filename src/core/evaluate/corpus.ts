// Owns the form in which a set is measured: every word a number, all words of a set in one array, so that 20,000 conversations
// fit in tens of megabytes and n-grams are counted without making strings of them.
import type { Conversation, Turn } from '../conversation/conversation.ts';

/** What of a conversation is measured. */
export type Measurable = Pick<Conversation, 'id' | 'pair' | 'turns' | 'faults'>;

/**
 * Runs of letters, digits and underscores, joined by apostrophes (“don't”), in lower case: Python's `\w+(?:'\w+)*`. The
 * typographic apostrophe counts as the plain one.
 */
const wordPattern = /[\p{L}\p{N}_]+(?:'[\p{L}\p{N}_]+)*/gu;

export const wordsIn = (text: string): readonly string[] =>
  text.toLowerCase().replaceAll('’', "'").match(wordPattern) ?? [];

/** Numbers for words, from 0 in the order in which they are first met. */
export class Vocabulary {
  readonly #numbers = new Map<string, number>();

  numberOf(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(word, number);
    return number;
  }

  get size(): number {
    return this.#numbers.size;
  }
}

export interface Corpus {
  readonly conversations: readonly Measurable[];
  /** The words of conversation i, one after the other. */
  readonly words: readonly Uint32Array[];
  readonly vocabularySize: number;
}

export function corpusOf(conversations: readonly Measurable[]): Corpus {
  const vocabulary = new Vocabulary();
  const words = conversations.map(({ turns }) => wordNumbers(turns, vocabulary));
  return { conversations, words, vocabularySize: vocabulary.size };
}

/** Turns one after the other: an n-gram may reach from one turn into the next. */
function wordNumbers(turns: readonly Turn[], vocabulary: Vocabulary): Uint32Array {
  const numbers: number[] = [];
  for (const { text } of turns) for (const word of wordsIn(text)) numbers.push(vocabulary.numberOf(word));
  return Uint32Array.from(numbers);
}

export const totalWords = ({ words }: Corpus): number => words.reduce((sum, { length }) => sum + length, 0);
