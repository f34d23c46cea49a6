// Owns next-utterance prediction (method.md, section 5): can the turn that truly followed be told from 19 others, and does
// knowing a profile help? Whoever speaks from their own profile is easier to predict with it.
import type { Speaker } from '../conversation/conversation.ts';
import { derive, sample, shuffle } from '../random.ts';
import { bootstrapInterval, type Estimate } from '../statistics/interval.ts';
import type { Measurable } from './corpus.ts';
import { metric, type Metric } from './metric.ts';
import { cosine, learnTfIdf, NearestVector, sameWithin, type SparseVector, type TfIdf } from './tf-idf.ts';

export const personaUses = ['none', 'self', 'their', 'both'] as const;
/** Whose profile is looked at: nobody's, that of who speaks next, that of the other, or both. */
export type PersonaUse = (typeof personaUses)[number];

const candidates = 20;
const trainingShare = 0.8;

/** One question: the last utterance, and 20 that may follow, of which the first is the one that did. */
export interface Question {
  readonly last: string;
  readonly choices: readonly string[];
  /** Attributes of who speaks next, and of the other. */
  readonly own: readonly string[];
  readonly others: readonly string[];
}

export interface Exam {
  readonly training: readonly Measurable[];
  /** The questions of one conversation stand together. */
  readonly groups: readonly (readonly Question[])[];
}

/** Eighty of a hundred conversations train, by seed; every turn of the others but the first is asked for. */
export function nextUtteranceExam(conversations: readonly Measurable[], seed: number): Exam {
  const spoken = shuffle(
    conversations.filter(({ turns }) => turns.length > 1),
    derive(seed, 'next-utterance'),
  );
  const training = spoken.slice(0, Math.floor(spoken.length * trainingShare));
  const asked = spoken.slice(training.length);
  const groups = asked.map((conversation) => questionsOf(conversation, asked, seed));
  return { training, groups: groups.filter((group) => group.length > 0) };
}

/** Whether the true one came first, a use of profiles each; a conversation's questions stand together. */
type Hits = Readonly<Record<PersonaUse, number>>;

/**
 * hit@1 of 20 candidates (the true one and 19 drawn from other conversations), by tf-idf retrieval: what followed the training
 * utterance most like the last one is taken; a candidate's score is its cosine to that, plus its largest cosine to an attribute
 * (`none`: the first term alone). Where several score highest, the hit is shared among them. Intervals, those of the gains
 * paired, are drawn again by conversation. n: questions.
 */
export function nextUtterance(
  conversations: readonly Measurable[],
  seed: number,
  onProgress: (share: number) => void = () => undefined,
): readonly Metric[] {
  const { training, groups } = nextUtteranceExam(conversations, seed);
  const follow = followers(training);
  const hits = groups.map((questions, place) => {
    onProgress(place / groups.length);
    return follow === null ? [] : questions.map((question) => hitsOf(question, follow));
  });
  return metricsOf(
    hits.filter((group) => group.length > 0),
    seed,
  );
}

interface Followers {
  readonly tfIdf: TfIdf;
  readonly nearest: NearestVector;
  /** What followed utterance i. */
  readonly answers: readonly SparseVector[];
}

/** null without training. */
function followers(training: readonly Measurable[]): Followers | null {
  const utterances = training.flatMap(({ turns }) => turns.map(({ text }) => text));
  const pairs = training.flatMap(({ turns }) =>
    turns.slice(1).map(({ text }, before) => [turns[before]?.text ?? '', text] as const),
  );
  if (pairs.length === 0) return null;
  const tfIdf = learnTfIdf(utterances);
  const asked = pairs.map(([utterance]) => tfIdf.vectorOf(utterance));
  return {
    tfIdf,
    nearest: new NearestVector(asked, tfIdf.vocabularySize),
    answers: pairs.map(([, answer]) => tfIdf.vectorOf(answer)),
  };
}

/** One for each turn but the first. None where the other conversations have too few different turns to draw from. */
function questionsOf(
  { id, turns, pair }: Measurable,
  asked: readonly Measurable[],
  seed: number,
): readonly Question[] {
  const elsewhere = asked.filter((other) => other.id !== id);
  return turns.slice(1).flatMap(({ speaker, text }, before) => {
    const wrong = drawnTurns(elsewhere, text, derive(seed, 'candidates', id, before));
    if (wrong.length < candidates - 1) return [];
    return [
      {
        last: turns[before]?.text ?? '',
        choices: [text, ...wrong],
        own: attributesOf(pair, speaker),
        others: attributesOf(pair, speaker === 1 ? 2 : 1),
      },
    ];
  });
}

export const attributesOf = ({ profiles }: Measurable['pair'], speaker: Speaker): readonly string[] =>
  profiles[speaker === 1 ? 0 : 1].attributes.map(({ text }) => text);

/** One turn from each of 19 drawn conversations; where there are fewer, several of each. None that is the true one's text. */
export function drawnTurns(elsewhere: readonly Measurable[], truth: string, seed: number): readonly string[] {
  const drawn: string[] = [];
  const round = sample(elsewhere, candidates - 1, seed);
  for (let place = 0; drawn.length < candidates - 1 && place < candidates * candidates; place += 1) {
    const turns = round[place % Math.max(1, round.length)]?.turns ?? [];
    const [turn] = sample(turns, 1, derive(seed, place));
    if (turn && turn.text !== truth && !drawn.includes(turn.text)) drawn.push(turn.text);
  }
  return drawn;
}

function hitsOf({ last, choices, own, others }: Question, { tfIdf, nearest, answers }: Followers): Hits {
  const vectors = choices.map(tfIdf.vectorOf);
  const expected = answers[nearest.nearestTo(tfIdf.vectorOf(last))];
  const first = vectors.map((vector) => (expected ? cosine(vector, expected) : 0));
  const nearestOf = (attributes: readonly string[]) => {
    const known = attributes.map(tfIdf.vectorOf);
    return vectors.map((vector) => known.reduce((most, each) => Math.max(most, cosine(vector, each)), 0));
  };
  const [self, their] = [nearestOf(own), nearestOf(others)];
  const hit = (second: (place: number) => number) =>
    hitShare(first.map((score, place) => score + second(place)));
  return {
    none: hit(() => 0),
    self: hit((place) => self[place] ?? 0),
    their: hit((place) => their[place] ?? 0),
    both: hit((place) => Math.max(self[place] ?? 0, their[place] ?? 0)),
  };
}

/** 1 where the first score is the highest, 1 ÷ k where it shares that with k − 1 others, else 0. */
export function hitShare(scores: readonly number[]): number {
  const most = Math.max(...scores) - sameWithin;
  return (scores[0] ?? 0) >= most ? 1 / scores.filter((score) => score >= most).length : 0;
}

function metricsOf(groups: readonly (readonly Hits[])[], seed: number): readonly Metric[] {
  const estimate = (valueOf: (hits: Hits) => number): Estimate => {
    const mean = (hits: readonly Hits[]) =>
      hits.length === 0 ? null : hits.reduce((sum, each) => sum + valueOf(each), 0) / hits.length;
    const all = groups.flat();
    return { value: mean(all), n: all.length, interval: bootstrapInterval(groups, mean, seed) };
  };
  return [
    ...personaUses.map((use) =>
      metric(
        `next-${use}`,
        estimate((hits) => hits[use]),
      ),
    ),
    metric(
      'next-self-gain',
      estimate(({ self, none }) => self - none),
    ),
    metric(
      'next-their-gain',
      estimate(({ their, none }) => their - none),
    ),
  ];
}
