import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { evaluateSets, type EvaluationWish } from '../../../src/core/evaluate/evaluate.ts';
import type { Examined } from '../../../src/core/evaluate/examined.ts';
import type { MetricId } from '../../../src/core/evaluate/metric.ts';
import { shuffle } from '../../../src/core/random.ts';
import { talkOf } from './conversations.ts';

const vocabulary = Array.from({ length: 300 }, (_, index) => `word${index}`);

const examined = (seed: number, more: Partial<Examined> = {}): Examined => {
  const words = shuffle(vocabulary, seed);
  const texts = Array.from({ length: 8 }, (_, turn) => words.slice(turn * 9, turn * 9 + 9).join(' '));
  return { ...talkOf(`c${seed}`, texts), isKept: true, exemplarIds: [], verdicts: [], ...more };
};
const many = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => examined(from + index));

const wish: EvaluationWish = {
  seed: 1,
  accuracy: false,
  categories: ['animals'],
  categoryOf: ({ text }) => (text.includes('bees') ? 'animals' : undefined),
  exemplarTurns: () => undefined,
  gzip: async (text) => ({ plainBytes: text.length, packedBytes: gzipSync(text).length }),
  embed: null,
};
const valueIn = (evaluation: Awaited<ReturnType<typeof evaluateSets>>, set: number, id: MetricId) =>
  evaluation.sets[set]?.metrics.find((found) => found.id === id);
const silent = () => undefined;

describe('sets side by side', () => {
  it('are measured on what the smallest of them has', async () => {
    const found = await evaluateSets([many(1, 40), many(100, 12)], wish, silent);
    expect(found.budgets).toMatchObject({ words: 12 * 72, sampled: 12 });
    for (const set of [0, 1]) {
      expect(valueIn(found, set, 'distinct-2')).toMatchObject({ n: 12 * 72 });
      expect(valueIn(found, set, 'self-bleu-4')).toMatchObject({ n: 12 });
    }
  });

  it('do not suffer from one that is too small to be compared', async () => {
    const found = await evaluateSets([many(1, 40), many(100, 2), []], wish, silent);
    expect(found.budgets.words).toBe(40 * 72);
    expect(valueIn(found, 0, 'distinct-1')?.value).not.toBeNull();
    for (const set of [1, 2])
      for (const id of ['distinct-1', 'self-bleu-4', 'compression-ratio'] as const)
        expect(valueIn(found, set, id)?.value).toBeNull();
  });

  it('give the same figures again', async () => {
    const sets = [many(1, 20), many(50, 20)];
    expect(await evaluateSets(sets, wish, silent)).toEqual(await evaluateSets(sets, wish, silent));
  });

  it('count what was kept, and look at all candidates for fairness', async () => {
    const lost = {
      ...examined(7, { isKept: false }),
      turns: [{ speaker: 1 as const, text: 'To the mosque.' }],
    };
    const found = await evaluateSets([[...many(20, 5), lost]], wish, silent);
    expect(valueIn(found, 0, 'conversations')?.value).toBe(5);
    const rows = found.sets[0]?.demographics ?? [];
    expect(rows.find(({ group }) => group === null)).toMatchObject({ kept: { value: 5 / 6, n: 6 } });
    expect(rows.find(({ group }) => group === 'muslims')).toMatchObject({ kept: { value: 0, n: 1 } });
  });

  it('show near-duplicates with what they share, and how much was copied from exemplars', async () => {
    const original = examined(3);
    const twin = { ...original, id: 'twin', exemplarIds: [original.id] };
    const exemplarTurns = (id: string) => (id === original.id ? original.turns : undefined);
    const found = await evaluateSets([[original, twin, ...many(30, 4)]], { ...wish, exemplarTurns }, silent);
    expect(found.sets[0]?.twins).toMatchObject([
      { firstId: 'c3', secondId: 'twin', by: 'words', likeness: 1 },
    ]);
    expect(found.sets[0]?.spareIds).toEqual(['twin']);
    expect(found.sets[0]?.twins[0]?.shared[0]).toBe(
      original.turns.map(({ text }) => text).sort((a, b) => b.length - a.length)[0],
    );
    expect(valueIn(found, 0, 'near-duplicates')?.value).toBeCloseTo(1 / 6, 12);
    expect(valueIn(found, 0, 'copied-from-exemplars')).toMatchObject({ value: 1, n: 1 });
  });

  it('take accuracy and meaning where they are asked for, and say how far they are', async () => {
    const told: number[] = [];
    const embed = async (texts: readonly string[]) => ({
      vectors: Float32Array.from(texts.flatMap((_, place) => [place % 2, 1 - (place % 2)])),
      dimensions: 2,
    });
    const found = await evaluateSets([many(1, 30)], { ...wish, accuracy: true, embed }, (share) =>
      told.push(share),
    );
    expect(valueIn(found, 0, 'vendi')).toMatchObject({ n: 30 });
    expect(valueIn(found, 0, 'vendi')?.value).toBeCloseTo(2, 6);
    expect(valueIn(found, 0, 'next-none')?.n).toBe(6 * 7);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBeLessThanOrEqual(1);
  });

  it('read quality and toxicity from the verdicts', async () => {
    const about = (id: string) => [id] as const;
    const judged = examined(9, {
      verdicts: [
        {
          about: about('c9'),
          expert: 'quality scores',
          finding: { kind: 'scores', scores: { depth: 2, coherency: 4 } },
        },
        {
          about: about('c9'),
          expert: 'toxicity',
          finding: { kind: 'filter', decision: 'pass', degree: 0.3 },
        },
      ],
    });
    const found = await evaluateSets([[judged]], wish, silent);
    expect(found.sets[0]?.demographics[0]).toMatchObject({
      quality: { value: 3, n: 1 },
      toxicity: { value: 0.3 },
    });
    expect(found.sets[0]?.safety.find(({ kind }) => kind === 'toxicity-medium')?.share.value).toBe(1);
  });
});
