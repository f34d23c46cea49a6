// Owns what is shown of near-duplicates: how many there are, and of the nearest ones what both say.
import type { Estimate } from '../statistics/interval.ts';
import type { Corpus, Measurable } from './corpus.ts';
import { duplicateShare, nearDuplicates } from './near-duplicates.ts';
import { sharedSpans } from './shared-spans.ts';

export interface ShownTwins {
  readonly firstId: string;
  readonly secondId: string;
  /** Shared runs of four words ÷ all (Jaccard). */
  readonly likeness: number;
  /** What both say, as the first says it: runs of five words or more, the longest first. */
  readonly shared: readonly string[];
}

const shownAtMost = 20;
const passagesShown = 3;

/** The nearest twins first. */
export function twinsShown(
  corpus: Corpus,
  seed: number,
): { readonly share: Estimate; readonly shown: readonly ShownTwins[] } {
  const twins = nearDuplicates(corpus, seed);
  const nearest = [...twins].sort((one, other) => other.likeness - one.likeness).slice(0, shownAtMost);
  const shown = nearest.flatMap(({ first, second, likeness }) => {
    const [one, other] = [corpus.conversations[first], corpus.conversations[second]];
    return one && other
      ? [{ firstId: one.id, secondId: other.id, likeness, shared: passagesOf(one, other) }]
      : [];
  });
  return { share: duplicateShare(twins, corpus.conversations.length), shown };
}

const passagesOf = (one: Measurable, other: Measurable): readonly string[] =>
  sharedSpans(one.turns, other.turns)
    .first.map(({ turn, span }) => one.turns[turn]?.text.slice(...span) ?? '')
    .sort((a, b) => b.length - a.length)
    .slice(0, passagesShown);
