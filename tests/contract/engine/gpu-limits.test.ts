// What a GPU must allow, as tables: before anything is fetched, and when the list of weights is known.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { largestTensorOf } from '../../../src/engine/webllm/largest-tensor.ts';
import { shortLimitOf, type GpuLimits } from '../../../src/engine/webllm/limits.ts';

const mebibyte = 2 ** 20;
/** As SwiftShader and most graphics cards have them. */
const ample: GpuLimits = {
  maxBufferSize: 2048 * mebibyte,
  maxStorageBufferBindingSize: 2048 * mebibyte,
  maxComputeWorkgroupStorageSize: 32 * 1024,
  maxStorageBuffersPerShaderStage: 10,
};

describe('A GPU', () => {
  test.each<[string, Partial<GpuLimits>, number]>([
    ['that allows more than web-llm asks for', {}, 0],
    ['whose largest binding is just what a model needs', {}, 1024 * mebibyte],
    [
      'that allows the least',
      { maxBufferSize: 256 * mebibyte, maxStorageBufferBindingSize: 128 * mebibyte },
      0,
    ],
    [
      'that allows the least for a model that needs no more',
      { maxStorageBufferBindingSize: 128 * mebibyte },
      128 * mebibyte,
    ],
  ])('%s runs the model', (_which, limits, largest) => {
    expect(shortLimitOf({ ...ample, ...limits }, largest)).toBeNull();
  });

  test.each<[string, Partial<GpuLimits>, number, ReturnType<typeof shortLimitOf>]>([
    [
      'has fewer buffers at a time than web-llm binds',
      { maxStorageBuffersPerShaderStage: 8 },
      0,
      { limit: 'maxStorageBuffersPerShaderStage', needed: 10, has: 8 },
    ],
    [
      'has less memory for a workgroup',
      { maxComputeWorkgroupStorageSize: 16_384 },
      0,
      { limit: 'maxComputeWorkgroupStorageSize', needed: 32_768, has: 16_384 },
    ],
    [
      'binds less than the least',
      { maxStorageBufferBindingSize: 64 * mebibyte },
      0,
      { limit: 'maxStorageBufferBindingSize', needed: 128 * mebibyte, has: 64 * mebibyte },
    ],
    [
      'binds the least, where a model needs more',
      { maxStorageBufferBindingSize: 128 * mebibyte },
      250 * mebibyte,
      { limit: 'maxStorageBufferBindingSize', needed: 250 * mebibyte, has: 128 * mebibyte },
    ],
    [
      'could bind enough, but not the GiB without which web-llm asks for the least',
      { maxStorageBufferBindingSize: 512 * mebibyte },
      250 * mebibyte,
      { limit: 'maxStorageBufferBindingSize', needed: 250 * mebibyte, has: 128 * mebibyte },
    ],
    [
      'has buffers that are too small',
      { maxBufferSize: 512 * mebibyte },
      300 * mebibyte,
      { limit: 'maxBufferSize', needed: 300 * mebibyte, has: 256 * mebibyte },
    ],
    [
      'allows all that it can, where a tensor is larger than web-llm ever asks for',
      {},
      1025 * mebibyte,
      { limit: 'maxBufferSize', needed: 1025 * mebibyte, has: 1024 * mebibyte },
    ],
  ])('that %s does not', (_which, limits, largest, short) => {
    expect(shortLimitOf({ ...ample, ...limits }, largest)).toEqual(short);
  });
});

describe('The largest tensor of a list of weights', () => {
  const tensor = (shape: readonly number[], dtype: string) => ({ shape, dtype, nbytes: 1, format: 'raw' });
  test.each<[string, unknown, number]>([
    [
      'is that of the most bytes, whichever file it lies in',
      [[tensor([10, 10], 'uint32')], [tensor([150], 'float16'), tensor([101], 'float32')]],
      404,
    ],
    ['counts its elements as they lie in memory', [[tensor([3], 'float16')]], 6],
    ['is of no bytes where a list names none', [[]], 0],
  ])('%s', (_what, files, bytes) => {
    const records = (files as readonly unknown[]).map((tensors) => ({ dataPath: 'a.bin', records: tensors }));
    expect(largestTensorOf({ records })).toBe(bytes);
  });

  test.each([[null], ['a page'], [{ records: [{ dataPath: 'a.bin', nbytes: 9 }] }]])(
    'is of no bytes where the list says nothing of it: %j',
    (list) => {
      expect(largestTensorOf(list)).toBe(0);
    },
  );

  test('of the embedded model is its vocabulary, in full precision', () => {
    const path = new URL('../../../public/models/parley-mini/resolve/1/tensor-cache.json', import.meta.url);
    expect(largestTensorOf(JSON.parse(readFileSync(path, 'utf8')))).toBe(3072 * 256 * 4);
  });
});
