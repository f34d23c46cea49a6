// Owns what is shown of near-duplicates: how many there are, and of the nearest ones what both say.
import type { Estimate } from '../statistics/interval.ts';
import type { Corpus, Measurable } from './corpus.ts';
import { duplicateShare, nearDuplicates, type Twins } from './near-duplicates.ts';
import { meaningTwins, type Embed } from './meaning-twins.ts';
import { sharedSpans } from './shared-spans.ts';

export interface ShownTwins {
  readonly firstId: string;
  readonly secondId: string;
  readonly by: 'words' | 'meaning';
  /** By words: shared runs of four words ÷ all (Jaccard); by meaning: cosine. */
  readonly likeness: number;
  /** What both say, as the first says it: runs of five words or more, the longest first. */
  readonly shared: readonly string[];
}

const shownAtMost = 20;
const passagesShown = 3;

export interface FoundTwins {
  /** By words. */
  readonly share: Estimate;
  /** The nearest twins first, those by words before those by meaning alone. */
  readonly shown: readonly ShownTwins[];
  /** What would go if of twins by words the better were kept. */
  readonly spareIds: readonly string[];
}

/** `embed` null: by words alone. `worth`: how good a conversation is; the higher is kept, and of equals the earlier. */
export async function findTwins(
  corpus: Corpus,
  embed: Embed | null,
  worth: (conversation: Measurable) => number,
  seed: number,
): Promise<FoundTwins> {
  const twins = nearDuplicates(corpus, seed);
  const known = new Set(twins.map(({ first, second }) => `${first} ${second}`));
  const meant = embed === null ? [] : await meaningTwins(corpus.conversations, embed, seed);
  const others = meant.filter(({ first, second }) => !known.has(`${first} ${second}`));
  return {
    share: duplicateShare(twins, corpus.conversations.length),
    shown: [...nearest(twins, 'words', corpus), ...nearest(others, 'meaning', corpus)],
    spareIds: spareIn(twins, corpus.conversations, worth),
  };
}

function nearest(
  twins: readonly Twins[],
  by: ShownTwins['by'],
  { conversations }: Corpus,
): readonly ShownTwins[] {
  const first = [...twins].sort((one, other) => other.likeness - one.likeness).slice(0, shownAtMost);
  return first.flatMap(({ first, second, likeness }) => {
    const [one, other] = [conversations[first], conversations[second]];
    if (!one || !other) return [];
    return [{ firstId: one.id, secondId: other.id, by, likeness, shared: passagesOf(one, other) }];
  });
}

/** Best first, each is kept unless a twin of it is. */
function spareIn(
  twins: readonly Twins[],
  conversations: readonly Measurable[],
  worth: (conversation: Measurable) => number,
): readonly string[] {
  const neighbours = new Map<number, number[]>();
  for (const { first, second } of twins)
    for (const [place, other] of [
      [first, second],
      [second, first],
    ] as const)
      neighbours.set(place, [...(neighbours.get(place) ?? []), other]);
  const worthOf = (place: number) => {
    const conversation = conversations[place];
    return conversation ? worth(conversation) : 0;
  };
  const ranked = [...neighbours.keys()].sort((a, b) => worthOf(b) - worthOf(a) || a - b);
  const kept = new Set<number>();
  for (const place of ranked)
    if (!(neighbours.get(place) ?? []).some((other) => kept.has(other))) kept.add(place);
  return ranked.flatMap((place) => (kept.has(place) ? [] : (conversations[place]?.id ?? [])));
}

const passagesOf = (one: Measurable, other: Measurable): readonly string[] =>
  sharedSpans(one.turns, other.turns)
    .first.map(({ turn, span }) => one.turns[turn]?.text.slice(...span) ?? '')
    .sort((a, b) => b.length - a.length)
    .slice(0, passagesShown);
