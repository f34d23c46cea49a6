// Owns the compression ratio (Shaib et al. 2024, “Standardizing the measurement of text diversity”): how many times smaller a
// set's text becomes. What packs is handed in: the browser's own gzip there, Node's in tests.
import { shuffle } from '../random.ts';
import type { Estimate } from '../statistics/interval.ts';
import type { Corpus } from './corpus.ts';

/** Bytes of a text, plain and packed by gzip (DEFLATE, level 6, 32 kB window). */
export type Gzip = (text: string) => Promise<{ readonly plainBytes: number; readonly packedBytes: number }>;

/** Characters that the ratio is taken on; half a million, as for the published figures. */
export const characterBudget = 500_000;

/**
 * Plain ÷ packed bytes of `budget` characters of turns, one a line, conversations in a drawn order. n: characters. Not defined
 * where the set has fewer: short texts pack badly.
 */
export async function compressionRatio(
  corpus: Corpus,
  budget: number,
  seed: number,
  gzip: Gzip,
): Promise<Estimate> {
  const text = drawnText(corpus, budget, seed);
  if (text.length < budget || budget === 0) return { value: null, n: text.length, interval: null };
  const { plainBytes, packedBytes } = await gzip(text);
  return { value: plainBytes / packedBytes, n: text.length, interval: null };
}

function drawnText({ conversations }: Corpus, budget: number, seed: number): string {
  const lines: string[] = [];
  let length = 0;
  for (const { turns } of shuffle(conversations, seed))
    for (const { text } of turns) {
      if (length >= budget) return lines.join('\n').slice(0, budget);
      lines.push(text);
      length += text.length + 1;
    }
  return lines.join('\n').slice(0, budget);
}

/** Characters in all, as `compressionRatio` counts them. */
export const characterCount = ({ conversations }: Corpus): number =>
  conversations.reduce(
    (sum, { turns }) => turns.reduce((found, { text }) => found + text.length + 1, sum),
    0,
  ) - 1;
