// Owns profile extraction (method.md, section 5): can a speaker's attributes be told from others by what the speaker says?
import type { Speaker } from '../conversation/conversation.ts';
import { derive, shuffle } from '../random.ts';
import { meanOf } from '../statistics/interval.ts';
import { attributesOf } from './figures.ts';
import type { Measurable } from './corpus.ts';
import { metric, type Metric } from './metric.ts';
import { cosine, learnTfIdf, type SparseVector, type TfIdf } from './tf-idf.ts';

const distractors = 25;

/**
 * A speaker's attributes are ranked among 25 drawn from other profiles by their largest tf-idf cosine to one of the speaker's
 * turns; the ranking is cut at the number of true ones, where precision, recall and F are one and the same. Where scores are equal
 * at the cut, true ones are shared out among the equals. Speakers whose profile is empty or who say nothing are left out, and all
 * where there are fewer than 25 other attributes. The mean over conversations, a figure for each speaker; n: conversations.
 */
export function profileExtraction(conversations: readonly Measurable[], seed: number): readonly Metric[] {
  const tfIdf = learnTfIdf(conversations.flatMap(({ turns }) => turns.map(({ text }) => text)));
  const texts = [...new Set(attributesOf(conversations).map(({ text }) => text))];
  const vectors = new Map(texts.map((text) => [text, tfIdf.vectorOf(text)]));
  const scoresOf = (speaker: Speaker): readonly number[] =>
    conversations.flatMap((conversation) => {
      const drawn = drawnAttributes(conversation, speaker, texts, seed);
      const said = turnsOf(conversation, speaker, tfIdf);
      const own = conversation.pair.profiles[speaker === 1 ? 0 : 1].attributes.map(({ text }) => text);
      if (drawn === null || said.length === 0 || own.length === 0) return [];
      const score = (text: string) => largestCosine(vectors.get(text), said);
      return [shareFound(own.map(score), drawn.map(score))];
    });
  return [metric('extraction-1', meanOf(scoresOf(1))), metric('extraction-2', meanOf(scoresOf(2)))];
}

const turnsOf = ({ turns }: Measurable, speaker: Speaker, tfIdf: TfIdf): readonly SparseVector[] =>
  turns.filter((turn) => turn.speaker === speaker).map(({ text }) => tfIdf.vectorOf(text));

/** None that either of the two speakers has; null where there are not 25. */
function drawnAttributes(
  { id, pair }: Measurable,
  speaker: Speaker,
  texts: readonly string[],
  seed: number,
): readonly string[] | null {
  const known = new Set(pair.profiles.flatMap(({ attributes }) => attributes.map(({ text }) => text)));
  const drawn: string[] = [];
  for (const text of shuffle(texts, derive(seed, 'distractors', id, speaker))) {
    if (drawn.length === distractors) break;
    if (!known.has(text)) drawn.push(text);
  }
  return drawn.length === distractors ? drawn : null;
}

const largestCosine = (vector: SparseVector | undefined, said: readonly SparseVector[]): number =>
  vector === undefined ? 0 : said.reduce((most, turn) => Math.max(most, cosine(vector, turn)), 0);

/** Share of the true ones among the first as many; of those with the score at the cut, the share that fits in. */
function shareFound(own: readonly number[], others: readonly number[]): number {
  const cut = [...own, ...others].sort((one, other) => other - one)[own.length - 1] ?? 0;
  const above = own.filter((score) => score > cut).length;
  const room = own.length - above - others.filter((score) => score > cut).length;
  const ownAtCut = own.filter((score) => score === cut).length;
  const atCut = ownAtCut + others.filter((score) => score === cut).length;
  return (above + (room * ownAtCut) / atCut) / own.length;
}
