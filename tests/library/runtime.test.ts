// The compiled library's own memory, values and weights, called in Node as web-llm's runtime calls them.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { CPU, GPU, LibraryHost, bytes, integer, object, text } from './host.ts';
import { bfloat16 } from './reference.ts';

let host: LibraryHost;
beforeEach(() => {
  host = new LibraryHost();
});

const float32 = (data: Uint8Array) => [...new Float32Array(data.slice().buffer)];

function contentOf(tensor: Parameters<typeof object>[0]): Uint8Array {
  const copy = host.make('tvmjs.runtime.TensorCopyToBytes', object(tensor));
  const content = host.bytesOf(copy);
  host.release(copy);
  return content;
}

describe('memory', () => {
  test('blocks are aligned, writable to their end and never overlap', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 40 }), (sizes) => {
        const blocks = sizes.map((size) => ({ size, start: host.exports.TVMWasmAllocSpace(size) }));
        blocks.forEach(({ start, size }, index) => host.memory.fill(index + 1, start, start + size));
        for (const [index, { start, size }] of blocks.entries()) {
          expect(start % 8).toBe(0);
          expect(host.memory.slice(start, start + size).every((byte) => byte === index + 1)).toBe(true);
        }
        for (const { start } of blocks) host.exports.TVMWasmFreeSpace(start);
      }),
    );
  });

  test('freed memory is used again, so that a long run does not grow', () => {
    const churn = () => {
      for (let round = 0; round < 200; round++) {
        const tensor = host.tensor([256, 256], 'float32', CPU);
        host.release(tensor);
      }
    };
    churn();
    const settled = host.exports.memory.buffer.byteLength;
    churn();
    expect(host.exports.memory.buffer.byteLength).toBe(settled);
  });

  test('a GPU tensor gives its memory back with its last reference, a view keeping it until then', () => {
    const tensor = host.tensor([2, 3], 'float32', GPU);
    const shape = host.make('ffi.Shape', integer(6));
    const view = host.make(
      'runtime.TVMTensorCreateView',
      object(tensor),
      object(shape),
      text('float32'),
      integer(0),
    );
    host.release(tensor);
    expect(host.gpu.buffers.size).toBe(1);
    host.release(view);
    expect(host.gpu.buffers.size).toBe(0);
  });
});

describe('tensors', () => {
  test('bytes survive the way to the GPU and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (given) => {
        const [here, there, back] = [CPU, GPU, CPU].map((device) => host.tensor([4], 'int32', device));
        host.call('tvmjs.runtime.TensorCopyFromBytes', object(here!), bytes(given));
        host.call('runtime.TVMTensorCopyFromTo', object(here!), object(there!));
        host.call('runtime.TVMTensorCopyFromTo', object(there!), object(back!));
        expect(contentOf(back!)).toEqual(given);
        for (const tensor of [here, there, back]) host.release(tensor!);
      }),
    );
  });

  test('embeddings are joined one below the other', () => {
    const parts = [1, 2].map((rows) => host.tensor([rows, 2], 'float32', GPU));
    [...host.gpu.buffers.values()].forEach((buffer, index) => buffer.fill(index + 1));
    const whole = host.make('tvmjs.runtime.ConcatEmbeddings', ...parts.map(object));
    const joined = [...host.gpu.buffers.values()].at(-1)!;
    expect([...joined]).toEqual([...Array<number>(8).fill(1), ...Array<number>(16).fill(2)]);
    host.release(whole);
  });

  test.each([
    ['a data type it does not hold', () => host.tensor([2], 'float64', CPU), /no tensors of float64/],
    [
      'bytes that do not fill a tensor',
      () =>
        host.call(
          'tvmjs.runtime.TensorCopyFromBytes',
          object(host.tensor([2], 'int32', CPU)),
          bytes(new Uint8Array(3)),
        ),
      /8 bytes was given 3/,
    ],
    [
      'an array item that is not there',
      () => host.call('ffi.ArrayGetItem', object(host.make('ffi.Array')), integer(0)),
      /Item 0/,
    ],
    [
      'a GPU without room',
      () => ((host.gpu.bytesLeft = 10), host.tensor([64], 'float32', GPU)),
      /GPU is full/,
    ],
    [
      'a function of larger libraries',
      () => host.call('vm.builtin.sample_top_p_from_prob'),
      /lacks the function/,
    ],
  ])('refuse %s with a sentence', (_what, attempt, sentence) => {
    expect(attempt).toThrow(sentence);
  });
});

describe('weights', () => {
  const load = (name: string, shape: readonly number[], record: Uint8Array, format: string) => {
    const tensor = host.tensor(shape, 'float32', CPU);
    host.call('tvmjs.array.decode_storage', object(tensor), bytes(record), text(format), text('float32'));
    host.call('vm.builtin.tensor_cache.update', text(name), object(tensor), integer(0));
    return tensor;
  };

  test('every bfloat16 widens to the float32 that it abbreviates', () => {
    const every = Uint16Array.from({ length: 65536 }, (_, bits) => bits);
    const tensor = load('every', [65536], new Uint8Array(every.buffer), 'f32-to-bf16');
    expect(float32(contentOf(tensor))).toEqual([...every].map(bfloat16));
  });

  test('raw float32 is taken as it is', () => {
    const tensor = load('raw', [3], new Uint8Array(Float32Array.of(1.5, -2, 3e-9).buffer), 'raw');
    expect(float32(contentOf(tensor))).toEqual([...Float32Array.of(1.5, -2, 3e-9)]);
  });

  test('a record that does not fill its tensor is refused', () => {
    expect(() => load('short', [4], new Uint8Array(6), 'f32-to-bf16')).toThrow(/does not fill its tensor/);
  });

  test('parameters come in the order asked for, and a missing one is named', () => {
    const loaded = ['a', 'b'].map((name) => load(name, [1], new Uint8Array(4), 'raw'));
    const names = host.make('ffi.Array', text('b'), text('a'));
    const module = host.make('vm.builtin.param_module_from_cache_by_name', object(names));
    const packed = host.make('ffi.ModuleGetFunction', object(module), text('get_params'), integer(0));
    const parameters = host.invoke(packed.address);
    expect(typeof parameters).toBe('object');
    const first = host.call('ffi.ArrayGetItem', object(parameters as (typeof loaded)[0]), integer(0));
    expect(first).toEqual(loaded[1]);
    const wrong = host.make('ffi.Array', text('c'));
    expect(() => host.call('vm.builtin.param_module_from_cache_by_name', object(wrong))).toThrow(
      /parameter "c"/,
    );
  });

  test('an updated parameter replaces the one before, and clearing forgets all', () => {
    load('a', [1], new Uint8Array(4), 'raw');
    const second = load('a', [1], new Uint8Array(4), 'raw');
    expect(host.call('vm.builtin.tensor_cache.get', text('a'))).toEqual(second);
    host.call('vm.builtin.tensor_cache.clear');
    expect(host.call('vm.builtin.tensor_cache.get', text('a'))).toBeUndefined();
  });
});

describe('the cache of keys and values', () => {
  const begin = (cache: Parameters<typeof object>[0], tokens: number) => {
    const sequences = host.make('ffi.Shape', integer(0));
    const lengths = host.make('ffi.Shape', integer(tokens));
    host.call('vm.builtin.kv_state_begin_forward', object(cache), object(sequences), object(lengths));
  };
  const create = () => host.callModule('create_tir_paged_kv_cache') as Parameters<typeof object>[0];

  test('it holds a context of tokens, refuses one more, and holds them again once cleared', () => {
    const cache = create();
    begin(cache, 512);
    begin(cache, 512);
    expect(() => begin(cache, 1)).toThrow(/The context holds 1024 tokens and 1025 were asked for/);
    host.call('vm.builtin.kv_state_clear', object(cache));
    begin(cache, 1);
  });

  test('more tokens at once than a chunk are refused', () => {
    expect(() => begin(create(), 513)).toThrow(/513 tokens came at once/);
  });

  test('it gives back all GPU memory, also where the GPU is full half-way', () => {
    host.release(create());
    expect(host.gpu.buffers.size).toBe(0);
    host.gpu.bytesLeft = 8_000_000;
    expect(create).toThrow(/GPU is full/);
    expect(host.gpu.buffers.size).toBe(0);
  });
});

test('the metadata names every parameter of the weights with its shape', () => {
  const metadata = JSON.parse(host.textOf(host.callModule('_metadata'))) as {
    params: { name: string; shape: number[] }[];
  };
  const cache = JSON.parse(
    readFileSync(
      new URL('../../public/models/parley-mini/resolve/1/tensor-cache.json', import.meta.url),
      'utf8',
    ),
  ) as { records: { records: { name: string; shape: number[] }[] }[] };
  const stored = cache.records.flatMap((shard) => shard.records.map(({ name, shape }) => ({ name, shape })));
  expect(metadata.params.map(({ name, shape }) => ({ name, shape }))).toEqual(stored);
});
