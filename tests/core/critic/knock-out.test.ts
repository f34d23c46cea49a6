import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { knockOut } from '../../../src/core/critic/knock-out.ts';

/** Plays a whole knock-out where the alphabetically earlier id always wins. */
function play(ids: readonly string[], seed: number): { ranking: readonly string[]; matches: number } {
  const played = new Map<string, string>();
  for (;;) {
    const result = knockOut(ids, seed, (first, second) => played.get(`${first}|${second}`) ?? null);
    if (result.kind === 'decided') return { ranking: result.ranking, matches: played.size };
    played.set(
      `${result.first}|${result.second}`,
      result.first < result.second ? result.first : result.second,
    );
  }
}

describe('knockOut', () => {
  test.each([
    [1, 0],
    [2, 1],
    [3, 2],
    [4, 3],
    [5, 4],
    [8, 7],
  ])('%i candidates need %i matches', (count, matches) => {
    const ids = 'abcdefgh'.slice(0, count).split('');
    expect(play(ids, 5).matches).toBe(matches);
  });

  test('the best candidate wins and everyone is ranked once, whatever the seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 1e6 }), (count, seed) => {
        const ids = 'abcdefgh'.slice(0, count).split('');
        const { ranking } = play(ids, seed);
        expect(ranking[0]).toBe('a');
        expect([...ranking].sort()).toEqual(ids);
      }),
    );
  });

  test('the seed decides who has the bye: each of three has it for some seed', () => {
    const withBye = new Set(
      Array.from({ length: 50 }, (_, seed) => {
        const result = knockOut(['a', 'b', 'c'], seed + 1, () => null);
        return result.kind === 'match'
          ? ['a', 'b', 'c'].find((id) => id !== result.first && id !== result.second)
          : '';
      }),
    );
    expect([...withBye].sort()).toEqual(['a', 'b', 'c']);
  });
});
