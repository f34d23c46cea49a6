// Owns the copy rate (method.md, section 5): how much of what was written stands word for word in the exemplars that the
// generator was shown. The method feeds on itself, and this is where that shows first.
import type { Turn } from '../conversation/conversation.ts';
import { meanOf, type Estimate } from '../statistics/interval.ts';
import { wordsIn } from './corpus.ts';

const runLength = 5;

/**
 * Share of a conversation's runs of five words that stand in one of the exemplars, 0 … 1. null without exemplars, or where no turn
 * has five words.
 */
export function copyRate(turns: readonly Turn[], exemplars: readonly (readonly Turn[])[]): number | null {
  const written = runsIn(turns);
  if (written.length === 0 || exemplars.length === 0) return null;
  const shown = new Set(exemplars.flatMap((exemplar) => runsIn(exemplar)));
  return written.filter((run) => shown.has(run)).length / written.length;
}

/** Mean of the copy rates that are defined. n: conversations with exemplars. */
export const meanCopyRate = (rates: readonly (number | null)[]): Estimate =>
  meanOf(rates.filter((rate): rate is number => rate !== null));

/** Within turns: what follows a greeting is the same in any two conversations. */
const runsIn = (turns: readonly Turn[]): readonly string[] =>
  turns.flatMap(({ text }) => {
    const words = wordsIn(text);
    return words
      .slice(0, Math.max(0, words.length - runLength + 1))
      .map((_, start) => words.slice(start, start + runLength).join(' '));
  });
