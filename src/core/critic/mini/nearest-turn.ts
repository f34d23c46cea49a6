// Owns where to look for what is said of an attribute: in the turn nearest to it in words. What shares too few words with every
// turn of its owner counts as not mentioned.
import type { Conversation, Speaker } from '../../conversation/conversation.ts';
import { contentWordsOf } from '../../conversation/words.ts';
import { labelled } from '../profile-labels.ts';

/** An attribute with the turn of its owner that shares most content words with it, the first of several; 0-based. */
export interface NearAttribute {
  readonly speaker: Speaker;
  readonly attribute: number;
  readonly text: string;
  /** null: no turn shares enough to speak of it. */
  readonly turn: number | null;
}

/** Of so many content words: half of them, and two where there are two. The trainer's rule is the same. */
export const neededWords = (count: number): number => Math.max(Math.min(2, count), Math.ceil(count / 2));

export function nearAttributes({ pair, turns }: Conversation): readonly NearAttribute[] {
  const said = turns.map(({ text }) => new Set(contentWordsOf(text)));
  return labelled(pair).map(({ speaker, attribute, text }) => {
    const words = [...new Set(contentWordsOf(text))];
    let [turn, most]: [number | null, number] = [null, 0];
    for (const [index, own] of said.entries()) {
      const shared = turns[index]?.speaker === speaker ? words.filter((word) => own.has(word)).length : 0;
      if (shared > most) [turn, most] = [index, shared];
    }
    return { speaker, attribute, text, turn: most >= neededWords(words.length) ? turn : null };
  });
}
