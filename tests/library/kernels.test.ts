// The kernels as they lie in the compiled library, each alone on software WebGPU against a plain computation.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPage } from './browser.ts';
import type { OpenPage } from './browser.ts';
import { LibraryHost, text } from './host.ts';

const VOCABULARY = 3072;
const WIDTH = 256;
const HEADS = 4;
const HEAD_WIDTH = 64;
const FEED_FORWARD = 576;
const CONTEXT_TOKENS = 1024;
const RULED_OUT = -3e38;
const TIMEOUT_MILLISECONDS = 60_000;

type Numbers = readonly number[];

interface KernelBuffer {
  readonly kind: 'float' | 'integer';
  readonly writes: boolean;
  readonly numbers: Numbers;
}

interface KernelRun {
  readonly name: string;
  readonly source: string;
  readonly buffers: readonly KernelBuffer[];
  readonly scalars: Numbers;
  readonly groups: Numbers;
}

declare global {
  var runKernel: (run: KernelRun) => Promise<Numbers[]>;
}

const host = new LibraryHost();
let open: OpenPage;
beforeAll(async () => {
  open = await openPage('kernel-page.js', 'runKernel');
}, TIMEOUT_MILLISECONDS);
afterAll(() => open.close());

const reads = (numbers: Numbers): KernelBuffer => ({ kind: 'float', writes: false, numbers });
const readsWhole = (numbers: Numbers): KernelBuffer => ({ kind: 'integer', writes: false, numbers });
const writes = (numbers: Numbers): KernelBuffer => ({ kind: 'float', writes: true, numbers });
const writesWhole = (numbers: Numbers): KernelBuffer => ({ kind: 'integer', writes: true, numbers });
const zeros = (length: number): number[] => Array<number>(length).fill(0);

async function run(
  name: string,
  buffers: KernelBuffer[],
  scalars: Numbers,
  groups: Numbers,
): Promise<Numbers[]> {
  const source = host.textOf(host.callModule('webgpu.get_shader', text(name)));
  const kernel = { name, source, buffers, scalars, groups };
  return open.page.evaluate((given) => globalThis.runKernel(given), kernel);
}

/** Repeatable numbers between -1 and 1, rounded to float32. */
function noise(length: number, seed: number): number[] {
  let state = seed >>> 0;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.fround(state / 2 ** 31 - 1);
  });
}

function expectClose(actual: Numbers, expected: Numbers, tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  const furthest = Math.max(...actual.map((value, index) => Math.abs(value - expected[index]!)));
  expect(furthest).toBeLessThan(tolerance);
}

const sumOf = (length: number, term: (index: number) => number): number =>
  Array.from({ length }, (_, index) => term(index)).reduce((sum, value) => sum + value, 0);

const dotOfRows = (left: Numbers, leftRow: number, right: Numbers, rightRow: number, depth: number): number =>
  sumOf(depth, (index) => left[leftRow * depth + index]! * right[rightRow * depth + index]!);

function product(input: Numbers, weight: Numbers, rows: number, columns: number, depth: number): number[] {
  return Array.from({ length: rows * columns }, (_, place) =>
    dotOfRows(input, Math.floor(place / columns), weight, place % columns, depth),
  );
}

const silu = (value: number): number => value / (1 + Math.exp(-value));

describe('multiplication', { timeout: TIMEOUT_MILLISECONDS }, () => {
  test.each([
    ['multiply', 2, 0],
    ['multiply', 17, 0],
    ['multiply', 33, 1],
    ['multiply_one', 1, 0],
    ['multiply_one', 1, 1],
  ])('%s of %i rows agrees with the plain product (added to the target: %i)', async (name, rows, add) => {
    const [columns, depth] = [128, 192];
    const [input, weight, before] = [
      noise(rows * depth, 1),
      noise(columns * depth, 2),
      noise(rows * columns, 3),
    ];
    const groups = name === 'multiply' ? [columns / 64, Math.ceil(rows / 16)] : [columns / 64];
    const buffers = [writes(before), reads(input), reads(weight)];
    const [result] = await run(name, buffers, [rows, columns, depth, add], groups);
    const expected = product(input, weight, rows, columns, depth).map(
      (value, place) => value + add * before[place]!,
    );
    expectClose(result!, expected, 1e-4);
  });

  test.each([
    ['gate', 5],
    ['gate', 16],
    ['gate_one', 1],
  ])('%s of %i rows agrees with the plain gated product', async (name, rows) => {
    const [input, gate, up] = [
      noise(rows * WIDTH, 1),
      noise(FEED_FORWARD * WIDTH, 2),
      noise(FEED_FORWARD * WIDTH, 3),
    ];
    const groups = name === 'gate' ? [FEED_FORWARD / 64, Math.ceil(rows / 16)] : [FEED_FORWARD / 64];
    const buffers = [writes(zeros(rows * FEED_FORWARD)), reads(input), reads(gate), reads(up)];
    const [result] = await run(name, buffers, [rows], groups);
    const ups = product(input, up, rows, FEED_FORWARD, WIDTH);
    const expected = product(input, gate, rows, FEED_FORWARD, WIDTH).map(
      (value, place) => silu(value) * ups[place]!,
    );
    expectClose(result!, expected, 1e-3);
  });
});

describe('the layers around it', { timeout: TIMEOUT_MILLISECONDS }, () => {
  test('a row is divided by its root mean square, from the first row asked for', async () => {
    const [stream, weight] = [noise(3 * WIDTH, 4), noise(WIDTH, 5)];
    const buffers = [writes(zeros(2 * WIDTH)), reads(stream), reads(weight)];
    const [result] = await run('normalize_rows', buffers, [2, 1], [1]);
    const expected = [1, 2].flatMap((row) => {
      const scale = 1 / Math.sqrt(dotOfRows(stream, row, stream, row, WIDTH) / WIDTH + 1e-5);
      return weight.map((factor, index) => stream[row * WIDTH + index]! * scale * factor);
    });
    expectClose(result!, expected, 1e-4);
  });

  test('a row attends to itself and to what came before, never to what comes after', async () => {
    const [first, rows] = [70, 3];
    const tokens = first + rows;
    const [queries, keys, values] = [
      noise(rows * WIDTH, 6),
      noise(tokens * WIDTH, 7),
      noise(tokens * WIDTH, 8),
    ];
    const later = Array<number>(WIDTH).fill(1e6);
    const buffers = [
      writes(zeros(rows * WIDTH)),
      reads(queries),
      reads([...keys, ...later]),
      reads([...values, ...later]),
    ];
    const [result] = await run('attend', buffers, [first, 0], [HEADS, rows]);
    const expected = Array.from({ length: rows * WIDTH }, (_, place) => {
      const [row, column] = [Math.floor(place / WIDTH), place % WIDTH];
      const start = column - (column % HEAD_WIDTH);
      const weights = Array.from({ length: first + row + 1 }, (_, token) =>
        Math.exp(
          sumOf(
            HEAD_WIDTH,
            (index) => queries[row * WIDTH + start + index]! * keys[token * WIDTH + start + index]!,
          ) / Math.sqrt(HEAD_WIDTH),
        ),
      );
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return sumOf(weights.length, (token) => (weights[token]! / total) * values[token * WIDTH + column]!);
    });
    expectClose(result!, expected, 1e-4);
  });

  test('keys are turned and values filed at their positions in their layer', async () => {
    const [first, rows, layerStart] = [5, 2, CONTEXT_TOKENS];
    const [queries, keys, values] = [
      noise(rows * WIDTH, 9),
      noise(rows * WIDTH, 10),
      noise(rows * WIDTH, 11),
    ];
    const rotations = Array.from({ length: CONTEXT_TOKENS * HEAD_WIDTH }, (_, place) =>
      place % 2 === 0 ? 0 : 1,
    );
    const room = zeros((layerStart + first + rows) * WIDTH);
    const buffers = [
      writes(queries),
      reads(keys),
      reads(values),
      writes(room),
      writes(room),
      reads(rotations),
    ];
    const [turned, filedKeys, filedValues] = await run(
      'rotate',
      buffers,
      [rows, first, layerStart],
      [(rows * WIDTH) / 128],
    );
    // With cosine 0 and sine 1 every pair (x, y) becomes (-y, x).
    const quarterTurn = (row: Numbers) =>
      row.map((_, index) => (index % 2 === 0 ? -row[index + 1]! : row[index - 1]!));
    const filed = (layerStart + first) * WIDTH;
    expect(turned).toEqual(quarterTurn(queries));
    expect(filedKeys!.slice(filed)).toEqual(quarterTurn(keys));
    expect(filedValues!.slice(filed)).toEqual(values);
    expect(filedKeys!.slice(0, filed).every((value) => value === 0)).toBe(true);
  });

  test('a single row is projected, turned and filed as many rows are', async () => {
    const [position, layerStart] = [3, 2];
    const input = noise(WIDTH, 16);
    const weights = [17, 18, 19].map((seed) => noise(WIDTH * WIDTH, seed));
    const rotations = noise((position + 1) * HEAD_WIDTH, 20);
    const room = zeros((layerStart + position + 1) * WIDTH);
    const projected = weights.map((weight) => product(input, weight, 1, WIDTH, WIDTH));
    const one = await run(
      'project_one',
      [writes(zeros(WIDTH)), writes(room), writes(room), reads(input), ...weights.map(reads), reads(rotations)],
      [position, layerStart],
      [WIDTH / 64],
    );
    const [queries, keys, values] = projected;
    const apart = await run(
      'rotate',
      [writes(queries!), reads(keys!), reads(values!), writes(room), writes(room), reads(rotations)],
      [1, position, layerStart],
      [2],
    );
    for (const [place, expected] of apart.entries()) expectClose(one[place]!, expected, 1e-4);
  });

  test('tokens are looked up in the embedding', async () => {
    const table = noise(10 * WIDTH, 12);
    const buffers = [writes(zeros(2 * WIDTH)), readsWhole([7, 3]), reads(table)];
    const [result] = await run('embed', buffers, [2], [2]);
    expect(result).toEqual([7, 3].flatMap((token) => table.slice(token * WIDTH, (token + 1) * WIDTH)));
  });
});

describe('sampling', { timeout: TIMEOUT_MILLISECONDS }, () => {
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
