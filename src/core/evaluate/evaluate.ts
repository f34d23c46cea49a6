// Owns what is measured of sets side by side: the same figures of each, at budgets that all of them reach, so that they compare.
import type { Turn } from '../conversation/conversation.ts';
import type { Attribute } from '../persona/profile.ts';
import { derive, sample } from '../random.ts';
import type { Estimate } from '../statistics/interval.ts';
import { characterBudget, characterCount, compressionRatio, type Gzip } from './compression.ts';
import { copyRate, meanCopyRate } from './copying.ts';
import { corpusOf, totalWords, type Corpus, type Measurable } from './corpus.ts';
import { demographicRows, type DemographicRow } from './demographics.ts';
import { distinctNgrams, mtld, wordBudget } from './distinct.ts';
import { judgedIn, worthIn, type Examined } from './examined.ts';
import { categoryCoverage, corpusFigures, faultShares } from './figures.ts';
import { counted, metric, type Metric } from './metric.ts';
import { isToMean, type Embed } from './meaning-twins.ts';
import { nextUtterance } from './next-utterance.ts';
import { profileExtraction } from './profile-extraction.ts';
import { safetyCounts, type SafetyCount } from './safety.ts';
import { selfBleu } from './self-bleu.ts';
import { findTwins, type ShownTwins } from './twins.ts';
import { vendiScore } from './vendi.ts';

/** On how much of each set the figures stand that only compare at one size. */
export interface Budgets {
  readonly words: number;
  readonly characters: number;
  /** Conversations for self-BLEU. */
  readonly sampled: number;
  /** Turns for the Vendi score. */
  readonly meant: number;
}

export interface SetMeasures {
  readonly metrics: readonly Metric[];
  readonly faults: ReturnType<typeof faultShares>;
  readonly safety: readonly SafetyCount[];
  readonly demographics: readonly DemographicRow[];
  readonly twins: readonly ShownTwins[];
  /** Of twins by words, those that are not the best; without them each text stands once. */
  readonly spareIds: readonly string[];
}

export interface Evaluation {
  readonly budgets: Budgets;
  /** In the order of the sets. */
  readonly sets: readonly SetMeasures[];
}

export interface EvaluationWish {
  readonly seed: number;
  /** Next-utterance prediction and profile extraction: seconds to minutes a set. */
  readonly accuracy: boolean;
  readonly categoryOf: (attribute: Attribute) => string | undefined;
  readonly categories: readonly string[];
  readonly exemplarTurns: (id: string) => readonly Turn[] | undefined;
  readonly gzip: Gzip;
  /** Vectors of unit length, one a text; null: no Vendi score. */
  readonly embed: Embed | null;
}

/** A set with less is too small to be compared by these measures, and does not lower the budgets of the others. */
const least = { words: 300, characters: 1500, sampled: 4, meant: 4 } as const;
const most: Budgets = { words: wordBudget, characters: characterBudget, sampled: 100, meant: 200 };
/** Conversations that accuracy is measured on. */
const examinedAtMost = 1000;

/** `onProgress` hears the share done, 0 … 1. Each set is an array of its own conversations. */
export async function evaluateSets(
  sets: readonly (readonly Examined[])[],
  wish: EvaluationWish,
  onProgress: (share: number) => void,
): Promise<Evaluation> {
  const kept = sets.map((set) => set.filter(({ isKept }) => isKept));
  const corpora = kept.map(corpusOf);
  const budgets = budgetsOf(corpora);
  const measured: SetMeasures[] = [];
  for (const [place, corpus] of corpora.entries()) {
    const tell = (share: number) => onProgress((place + share) / corpora.length);
    tell(0);
    measured.push(await measuresOf(corpus, kept[place] ?? [], sets[place] ?? [], budgets, wish, tell));
  }
  return { budgets, sets: measured };
}

function budgetsOf(corpora: readonly Corpus[]): Budgets {
  const smallest = (field: keyof Budgets, sizeOf: (corpus: Corpus) => number): number => {
    const sizes = corpora.map(sizeOf).filter((size) => size >= least[field]);
    return Math.min(most[field], ...sizes);
  };
  return {
    words: smallest('words', totalWords),
    characters: smallest('characters', characterCount),
    sampled: smallest('sampled', ({ words }) => words.filter(({ length }) => length > 0).length),
    meant: smallest('meant', (corpus) => corpus.conversations.filter(hasTurnToMean).length),
  };
}

async function measuresOf(
  corpus: Corpus,
  kept: readonly Examined[],
  all: readonly Examined[],
  budgets: Budgets,
  wish: EvaluationWish,
  tell: (share: number) => void,
): Promise<SetMeasures> {
  const { seed } = wish;
  const twins = await findTwins(corpus, wish.embed, worthIn(kept), seed);
  tell(0.2);
  const metrics = [
    ...(await diversityOf(corpus, budgets, wish)),
    metric('category-coverage', categoryCoverage(kept, wish.categories, wish.categoryOf)),
    metric('near-duplicates', twins.share),
    metric('copied-from-exemplars', copied(kept, wish)),
  ];
  tell(0.4);
  const meaning = wish.embed === null ? [] : [await vendiOf(kept, budgets.meant, wish.embed, seed)];
  tell(0.6);
  const accuracy = wish.accuracy ? accuracyOf(kept, seed, (share) => tell(0.6 + 0.4 * share)) : [];
  return {
    metrics: [...metrics, ...meaning, ...accuracy],
    faults: faultShares(kept),
    safety: safetyCounts(
      kept,
      kept.flatMap(({ verdicts }) => verdicts),
    ),
    demographics: demographicRows(all, judgedIn(all)),
    twins: twins.shown,
    spareIds: twins.spareIds,
  };
}

/** How varied the words are, within the same budget for every set. */
async function diversityOf(
  corpus: Corpus,
  { words, characters, sampled }: Budgets,
  { seed, gzip }: EvaluationWish,
): Promise<readonly Metric[]> {
  const isTooSmall = corpus.words.filter(({ length }) => length > 0).length < sampled;
  return [
    ...corpusFigures(corpus),
    ...([1, 2, 3] as const).map((length) =>
      metric(`distinct-${length}`, distinctNgrams(corpus, length, words, seed)),
    ),
    metric('self-bleu-4', isTooSmall ? nothing : selfBleu(corpus, sampled, seed)),
    metric('mtld', mtld(corpus)),
    metric('compression-ratio', await compressionRatio(corpus, characters, seed, gzip)),
  ];
}

const nothing: Estimate = { value: null, n: 0, interval: null };

const copied = (kept: readonly Examined[], { exemplarTurns }: EvaluationWish): Estimate =>
  meanCopyRate(
    kept.map(({ turns, exemplarIds }) =>
      copyRate(
        turns,
        exemplarIds.flatMap((id) => [exemplarTurns(id) ?? []]),
      ),
    ),
  );

function accuracyOf(
  kept: readonly Examined[],
  seed: number,
  tell: (share: number) => void,
): readonly Metric[] {
  const examined = sample(kept, examinedAtMost, derive(seed, 'examined'));
  return [...nextUtterance(examined, seed, tell), ...profileExtraction(examined, seed)];
}

const hasTurnToMean = ({ turns }: Measurable): boolean => turns.some(isToMean);

/** On one turn of five words or more, drawn from each of `count` drawn conversations. */
async function vendiOf(
  kept: readonly Examined[],
  count: number,
  embed: Embed,
  seed: number,
): Promise<Metric> {
  const drawn = sample(kept.filter(hasTurnToMean), count, derive(seed, 'vendi'));
  if (drawn.length < count || count < 2) return counted('vendi', null, drawn.length);
  const texts = drawn.flatMap(({ id, turns }) =>
    sample(turns.filter(isToMean), 1, derive(seed, 'vendi', id)).map(({ text }) => text),
  );
  const { vectors, dimensions } = await embed(texts);
  return metric('vendi', vendiScore(vectors, dimensions));
}
