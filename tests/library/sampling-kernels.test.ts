// The kernels from logits to a token as they lie in the compiled library, each alone against a plain computation.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  KERNEL_TIMEOUT_MILLISECONDS,
  VOCABULARY,
  expectClose,
  noise,
  openKernelRunner,
  reads,
  readsWhole,
  writes,
  writesWhole,
  zeros,
} from './kernel-runner.ts';
import type { KernelRunner, Numbers } from './kernel-runner.ts';

const RULED_OUT = -3e38;

let runner: KernelRunner;
beforeAll(async () => {
  runner = await openKernelRunner();
}, KERNEL_TIMEOUT_MILLISECONDS);
afterAll(() => runner.close());

const run: KernelRunner['run'] = (...given) => runner.run(...given);

describe('sampling', { timeout: KERNEL_TIMEOUT_MILLISECONDS }, () => {
  const softmax = async (logits: Numbers, temperature: number) =>
    (await run('softmax', [writes(zeros(VOCABULARY)), reads(logits), reads([temperature])], [], [1]))[0]!;

  test.each([0.3, 1, 2])('softmax at temperature %f agrees with the plain one', async (temperature) => {
    const logits = noise(VOCABULARY, 13).map((value) => value * 10);
    const weights = logits.map((logit) => Math.exp((logit - 10) / temperature));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    expectClose(
      await softmax(logits, temperature),
      weights.map((weight) => weight / total),
      1e-5,
    );
  });

  test('at a temperature near nought the likeliest token takes all, however near the second is', async () => {
    const logits = zeros(VOCABULARY);
    logits[40] = 20;
    logits[41] = 19.9999;
    const probabilities = await softmax(logits, 1e-6);
    expect(probabilities[40]).toBe(1);
    expect(probabilities.filter((probability) => probability > 0)).toHaveLength(1);
  });

  test('a token that a grammar ruled out has no probability at all', async () => {
    const words = zeros(VOCABULARY / 32);
    words[1] = 0b101 << 29;
    const [logits] = await run(
      'mask',
      [writes(noise(VOCABULARY, 14)), readsWhole(words)],
      [],
      [VOCABULARY / 64],
    );
    const probabilities = await softmax(logits!, 2);
    expect(logits![0]).toBeLessThan(0.99 * RULED_OUT);
    expect(probabilities.flatMap((probability, token) => (probability > 0 ? [token] : []))).toEqual([61, 63]);
  });

  test('sorting orders by probability and equal ones by token', async () => {
    const probabilities = noise(VOCABULARY, 15).map((value) => Math.fround(Math.round(value * 200) / 200));
    const buffers = [writes(zeros(VOCABULARY)), writesWhole(zeros(VOCABULARY)), reads(probabilities)];
    const [sorted, tokens] = await run('sort', buffers, [], [1]);
    const expected = probabilities
      .map((probability, token) => ({ probability, token }))
      .sort((left, right) => right.probability - left.probability || left.token - right.token);
    expect(tokens).toEqual(expected.map(({ token }) => token));
    expect(sorted).toEqual(expected.map(({ probability }) => probability));
  });

  test.each([
    ['the first for a draw of nought', 0, 1, 100],
    ['the first up to its probability', 0.49, 1, 100],
    ['the second beyond it', 0.51, 1, 101],
    ['the last that has a probability for a draw near one', 0.99999, 1, 103],
    ['among the first two where top-p ends there', 0.99999, 0.7, 101],
    ['the first alone where it fills top-p', 0.99999, 0.4, 100],
    ['the first for the smallest top-p', 0.99999, 1e-5, 100],
  ])('it draws %s (draw %f, top-p %f)', async (_what, uniform, topP, expected) => {
    const sorted = [0.5, 0.25, 0.125, 0.125, ...zeros(VOCABULARY - 4)];
    const tokens = sorted.map((_, place) => 100 + place);
    const buffers = [writesWhole([-1]), reads(sorted), readsWhole(tokens), reads([uniform]), reads([topP])];
    expect(await run('draw', buffers, [], [1])).toEqual([[expected]]);
  });

  test('penalties lower what appeared, towards less likely on either side of nought', async () => {
    const buffers = [writes([2, -2, 5, 7]), readsWhole([0, 1]), readsWhole([1, 3]), reads([0.5, 0.25, 2])];
    const [logits] = await run('penalize', buffers, [2], [1]);
    expect(logits).toEqual([0.625, -6.5, 5, 7]);
  });

  test('a bias is added to the tokens named only', async () => {
    const buffers = [writes([1, 2, 3, 4]), readsWhole([3, 0]), reads([-1, 0.5])];
    expect(await run('bias', buffers, [2], [1])).toEqual([[1.5, 2, 3, 3]]);
  });
});
