// The kernels of the model as they lie in the compiled library, each alone against a plain computation.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  KERNEL_TIMEOUT_MILLISECONDS,
  expectClose,
  noise,
  openKernelRunner,
  reads,
  readsWhole,
  writes,
  zeros,
} from './kernel-runner.ts';
import type { KernelRunner, Numbers } from './kernel-runner.ts';

const WIDTH = 256;
const HEADS = 4;
const HEAD_WIDTH = 64;
const FEED_FORWARD = 576;
const CONTEXT_TOKENS = 1024;

let runner: KernelRunner;
beforeAll(async () => {
  runner = await openKernelRunner();
}, KERNEL_TIMEOUT_MILLISECONDS);
afterAll(() => runner.close());

const run: KernelRunner['run'] = (...given) => runner.run(...given);

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

describe('multiplication', { timeout: KERNEL_TIMEOUT_MILLISECONDS }, () => {
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

describe('the layers around it', { timeout: KERNEL_TIMEOUT_MILLISECONDS }, () => {
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
      [
        writes(zeros(WIDTH)),
        writes(room),
        writes(room),
        reads(input),
        ...weights.map(reads),
        reads(rotations),
      ],
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

  test('the embeddings of a text are summed as far as its mask goes, at the place of its first token', async () => {
    const table = noise(10 * WIDTH, 13);
    const [tokens, mask] = [
      [7, 3, 0, 2, 2, 5],
      [1, 1, 0, 1, 1, 1],
    ];
    const buffers = [writes(zeros(6 * WIDTH)), readsWhole(tokens), readsWhole(mask), reads(table)];
    const [result] = await run('pool', buffers, [2, 3], [2]);
    for (const [text, summed] of [
      [7, 3],
      [2, 2, 5],
    ].entries()) {
      const expected = Array.from({ length: WIDTH }, (_, at) =>
        summed.reduce((sum, token) => sum + table[token * WIDTH + at]!, 0),
      );
      expectClose(result!.slice(text * 3 * WIDTH, (text * 3 + 1) * WIDTH), expected, 1e-5);
    }
  });
});
