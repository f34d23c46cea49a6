// Owns the corpus figures (method.md, section 5): how much there is, how long it is, how it opens, what it covers, and the share
// with each fault.
import { faultKinds, type FaultKind } from '../conversation/fault.ts';
import { bareTextOf } from '../conversation/words.ts';
import type { Attribute } from '../persona/profile.ts';
import { meanOf, shareOf, type Estimate } from '../statistics/interval.ts';
import { totalWords, type Corpus, type Measurable } from './corpus.ts';
import { counted, metric, type Metric } from './metric.ts';
import { ratioOf } from './ratio.ts';

/** The figures that need nothing but the conversations. */
export function corpusFigures(corpus: Corpus): readonly Metric[] {
  const { conversations, words } = corpus;
  const spoken = conversations.filter(({ turns }) => turns.length > 0);
  const attributes = attributesOf(conversations);
  const profiles = conversations.flatMap(({ pair }) =>
    pair.profiles.map((profile) => profile.attributes.length),
  );
  const withMark = (mark: string): Estimate =>
    ratioOf(
      spoken.map(({ turns }) => ({
        part: turns.filter(({ text }) => text.includes(mark)).length,
        whole: turns.length,
      })),
    );
  const wordsPerTurn = conversations.map(({ turns }, place) => ({
    part: words[place]?.length ?? 0,
    whole: turns.length,
  }));
  return [
    counted('conversations', conversations.length, conversations.length),
    metric('turns-per-conversation', meanOf(spoken.map(({ turns }) => turns.length))),
    metric('words-per-turn', ratioOf(wordsPerTurn)),
    counted('words', totalWords(corpus), conversations.length),
    counted('attributes', new Set(attributes.map(({ text }) => text)).size, attributes.length),
    metric('attributes-per-profile', meanOf(profiles)),
    metric('turns-with-question', withMark('?')),
    metric('turns-with-exclamation', withMark('!')),
    metric('distinct-openings', distinctOpenings(spoken)),
  ];
}

export const attributesOf = (conversations: readonly Measurable[]): readonly Attribute[] =>
  conversations.flatMap(({ pair }) => pair.profiles.flatMap(({ attributes }) => attributes));

/** Different first turns ÷ conversations, punctuation and case aside. n: conversations with turns. */
function distinctOpenings(spoken: readonly Measurable[]): Estimate {
  if (spoken.length === 0) return { value: null, n: 0, interval: null };
  const openings = new Set(spoken.map(({ turns }) => bareTextOf(turns[0]?.text ?? '')));
  return { value: openings.size / spoken.length, n: spoken.length, interval: null };
}

/**
 * Share of `categories` that at least one attribute of the set's profiles has. n: categories. Attributes of imported sets have
 * none of their own: `categoryOf` looks them up by text. Not defined without categories, nor where no attribute of the set has
 * one.
 */
export function categoryCoverage(
  conversations: readonly Measurable[],
  categories: readonly string[],
  categoryOf: (attribute: Attribute) => string | undefined,
): Estimate {
  const met = new Set(attributesOf(conversations).flatMap((attribute) => categoryOf(attribute) ?? []));
  const covered = categories.filter((category) => met.has(category)).length;
  if (covered === 0) return { value: null, n: categories.length, interval: null };
  return { value: covered / categories.length, n: categories.length, interval: null };
}

/** Of each kind of fault, the share of conversations that have it, with Wilson's interval; also those that none has. */
export function faultShares(
  conversations: readonly Measurable[],
): readonly { readonly kind: FaultKind; readonly share: Estimate }[] {
  const having = new Map<FaultKind, number>();
  for (const { faults } of conversations)
    for (const kind of new Set(faults.map((fault) => fault.kind)))
      having.set(kind, (having.get(kind) ?? 0) + 1);
  return faultKinds.map((kind) => ({ kind, share: shareOf(having.get(kind) ?? 0, conversations.length) }));
}
