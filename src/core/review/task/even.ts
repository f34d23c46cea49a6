// Owns bringing two conversations to the same looks before a blind test, so that nothing but what is said tells them apart
// (method.md, section 5): one casing, one spacing, one punctuation of tokens, as many turns, the same speaker first.
import type { Turn } from '../../conversation/conversation.ts';

/** Texts in lower case, since one of the two may have no capitals; spaces as print has them, since one may be cut into tokens. */
export const evenText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/…/g, '...')
    .replace(/[–—]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/ (['’])(?: ?)(s|m|t|d|re|ve|ll)\b/g, "'$2")
    .replace(/\b(\w+) n't\b/g, "$1n't")
    .replace(/ ([.,!?;:)\]])/g, '$1')
    .replace(/([([]) /g, '$1')
    .trim();

/** Whoever speaks first is speaker 1; at most `turns` turns. */
export function evenTurns(turns: readonly Turn[], most: number): Turn[] {
  const first = turns[0]?.speaker ?? 1;
  return turns
    .slice(0, most)
    .map(({ speaker, text }) => ({ speaker: speaker === first ? 1 : 2, text: evenText(text) }));
}

/** Both as long as the shorter, and no longer than `most`. */
export function evened(
  one: readonly Turn[],
  other: readonly Turn[],
  most: number,
): readonly [readonly Turn[], readonly Turn[]] {
  const turns = Math.min(one.length, other.length, most);
  return [evenTurns(one, turns), evenTurns(other, turns)];
}
