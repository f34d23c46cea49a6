import { describe, expect, it } from 'vitest';
import type { ModelRow } from '../../workers/studio-api/models.ts';
import { catalogue } from '../../src/engine/catalogue.ts';
import {
  matches,
  ordered,
  pairFor,
  smallerThan,
  withoutGpu,
} from '../../src/ui/screens/models/model-list.ts';
import { pairsOnCpu, timeOf } from '../../src/ui/screens/models/pair-time.ts';
import { rowOf } from '../../workers/studio/models/rows.ts';

const limits = {
  maxBufferSize: 2 ** 31,
  maxStorageBufferBindingSize: 2 ** 31,
  maxComputeWorkgroupStorageSize: 2 ** 15,
  maxStorageBuffersPerShaderStage: 10,
};
const rowsWith = (memoryGigabytes: 2 | 4 | 8 | 16, features: readonly string[] = ['shader-f16']) =>
  catalogue.map((model): ModelRow =>
    rowOf(model, {
      machine: {
        webgpu: { kind: 'present', description: '', features, limits, software: false },
        ...{ threads: 8, crossOriginIsolated: true, memoryGigabytes },
        storage: { usedBytes: 0, quotaBytes: 1e10, persisted: false },
      },
      ...{
        localFiles: [],
        cached: false,
        begun: false,
        own: null,
        browser: 'unavailable',
        recommended: true,
        state: null,
      },
      speeds: { prefill: null, decode: model.choice.engine === 'wllama' ? 20 : null },
    }),
  );
const rows = rowsWith(16);

describe('the list of models', () => {
  it.each([
    ['qwen 4b', /Qwen3.* 4B/i],
    ['apache q4f32', /./],
    ['  SmolLM2  ', /SmolLM2/],
  ])('finds by every word of “%s”', (wanted, name) => {
    const found = rows.filter((row) => matches(row, wanted));
    expect(found.length).toBeGreaterThan(0);
    for (const row of found) expect(row.name).toMatch(name);
  });

  it('finds nothing by a word that stands nowhere', () => {
    expect(rows.some((row) => matches(row, 'qwen nowhere'))).toBe(false);
  });

  it('is sorted without a loss', () => {
    const memory = ordered(rows, 'memory').map(({ memoryMegabytes }) => memoryMegabytes);
    expect(memory).toEqual(memory.toSorted((a, b) => a - b));
    expect(memory.length).toBe(rows.length);
    expect(ordered(rows, 'speed')[0]?.engine).toBe('wllama');
    expect(ordered(rows, 'recommended')).toEqual(rows);
  });
});

describe('the pair of models recommended', () => {
  it.each([2, 4, 8, 16] as const)('for %i GB fits together, and is of two families', (gigabytes) => {
    const pair = pairFor(rowsWith(gigabytes), gigabytes);
    expect(pair).not.toBeNull();
    expect(pair?.megabytes).toBeLessThanOrEqual(gigabytes * 1024);
    expect(pair?.generator.family).not.toBe(pair?.critic.family);
    expect(pair?.generator.memoryMegabytes).toBeGreaterThanOrEqual(pair?.critic.memoryMegabytes ?? Infinity);
  });

  it('grows with the memory', () => {
    const sizes = ([2, 4, 8, 16] as const).map(
      (gigabytes) => pairFor(rowsWith(gigabytes), gigabytes)?.megabytes ?? 0,
    );
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
    expect(new Set(sizes).size).toBeGreaterThan(2);
  });

  it('needs no feature that the card lacks', () => {
    const pair = pairFor(rowsWith(8, []), 8);
    expect(pair?.generator.requiredFeatures).toEqual([]);
    expect(pair?.critic.requiredFeatures).toEqual([]);
  });
});

describe('the pair recommended for the processor', () => {
  const withSpeeds = (gigabytes: 2 | 4 | 8 | 16, of: string | null, decode = 40) =>
    rowsWith(gigabytes).map((row) => ({
      ...row,
      speeds:
        row.engine === 'wllama' && row.name === of
          ? { prefill: 4 * decode, decode }
          : { prefill: null, decode: null },
    }));

  it('for 2 GB is one model in both roles: with a cache for each, no two that can judge fit', () => {
    const pair = pairFor(rowsWith(2), 2, 'wllama') ?? expect.fail('There is none.');
    expect(pair.megabytes).toBeLessThanOrEqual(2048);
    expect(pair.generator).toBe(pair.critic);
  });

  it.each([4, 8, 16] as const)('for %i GB fits together, runs there, and is of two families', (gigabytes) => {
    const pair = pairFor(rowsWith(gigabytes), gigabytes, 'wllama') ?? expect.fail('There is none.');
    expect(pair.megabytes).toBeLessThanOrEqual(gigabytes * 1024);
    expect([pair.generator.engine, pair.critic.engine]).toEqual(['wllama', 'wllama']);
    expect(pair.generator.family).not.toBe(pair.critic.family);
  });

  it('has no time where nothing was measured, nor from a model that is too small to tell', () => {
    for (const of of [null, 'Parley-mini'])
      expect(pairsOnCpu(withSpeeds(8, of), 8)).toMatchObject({ best: { time: null }, quicker: null });
  });

  it('has the time of a model that was measured, in proportion to the bytes', () => {
    const rows = withSpeeds(16, 'SmolLM2 135M Instruct', 200);
    const named = (name: string) =>
      rows.find((row) => row.engine === 'wllama' && row.name === name) ?? expect.fail(name);
    const small = named('SmolLM2 135M Instruct');
    const alone = timeOf(rows, { generator: small, critic: small, megabytes: 0 });
    expect(alone).toEqual({ seconds: 900 / 800 + 400 / 200 + 1300 / 800 + 120 / 200, reckonedFrom: null });
    const large = named('Llama 3.2 3B Instruct');
    const reckoned = timeOf(rows, { generator: large, critic: large, megabytes: 0 });
    expect(reckoned?.reckonedFrom).toBe('SmolLM2 135M Instruct');
    expect(reckoned?.seconds).toBeCloseTo(
      ((alone?.seconds ?? 0) * large.downloadBytes) / small.downloadBytes,
      6,
    );
  });

  it('comes with a quicker one where it takes long, and alone where it does not', () => {
    expect(pairsOnCpu(withSpeeds(8, 'SmolLM2 135M Instruct', 2000), 8)?.quicker).toBeNull();
    const { best, quicker } =
      pairsOnCpu(withSpeeds(8, 'SmolLM2 135M Instruct', 40), 8) ?? expect.fail('There is none.');
    expect(best.time?.seconds).toBeGreaterThan(300);
    expect(quicker?.time?.seconds).toBeLessThan(0.8 * (best.time?.seconds ?? 0));
    expect(quicker?.pair.megabytes).toBeLessThan(best.pair.megabytes);
  });
});

describe('what a run can go on with when a model proved too much', () => {
  const big = (all: readonly ModelRow[]) =>
    all.find(({ model }) => model.startsWith('Llama-3.1-8B') && model.includes('q4f16')) ??
    expect.fail('There is no large model.');

  it('is the largest on the same engine that needs clearly less memory', () => {
    const instead = smallerThan(rows, big(rows));
    expect(instead?.engine).toBe('webllm');
    expect(instead?.memoryMegabytes).toBeLessThan(0.8 * big(rows).memoryMegabytes);
    const able = rows.filter(
      ({ engine, embedded, memoryMegabytes, roles }) =>
        engine === 'webllm' &&
        !embedded &&
        roles.length === 2 &&
        memoryMegabytes < 0.8 * big(rows).memoryMegabytes,
    );
    expect(instead?.memoryMegabytes).toBe(Math.max(...able.map(({ memoryMegabytes }) => memoryMegabytes)));
  });

  it('is one that is here before one to fetch', () => {
    const here = rows.map((row) => ({
      ...row,
      cached: row.name === 'Qwen3 0.6B' && row.engine === 'webllm',
    }));
    expect(smallerThan(here, big(here))?.name).toBe('Qwen3 0.6B');
  });

  it('is on the processor where the card has nothing smaller', () => {
    const only = rows.filter(({ engine, model }) => engine === 'wllama' || model === big(rows).model);
    const here = only.map((row) => ({ ...row, cached: row.name.startsWith('SmolLM2') }));
    expect(smallerThan(here, big(here))?.engine).toBe('wllama');
    expect(smallerThan([big(rows)], big(rows))).toBeNull();
  });
});

describe('what a run can go on with when the GPU has gone', () => {
  const named = (name: string) =>
    rows.find((row) => row.engine === 'webllm' && row.name === name) ?? expect.fail(`There is no ${name}.`);

  it.each(['Parley-mini', 'Qwen3 0.6B'])('is the same model on the processor, of %s', (name) => {
    expect(withoutGpu(rows, named(name))).toMatchObject({ engine: 'wllama', name });
  });

  it('is the largest on the processor that is here, else the smallest to fetch', () => {
    const others = rows.filter(({ name }) => name !== 'Qwen3 0.6B');
    const here = others.map((row) => ({ ...row, cached: row.name.startsWith('SmolLM2') }));
    const ofProcessor = others.filter(({ engine, embedded }) => engine === 'wllama' && !embedded);
    expect(withoutGpu(here, named('Qwen3 0.6B'))?.name).toMatch(/^SmolLM2/);
    expect(withoutGpu(others, named('Qwen3 0.6B'))?.memoryMegabytes).toBe(
      Math.min(...ofProcessor.map(({ memoryMegabytes }) => memoryMegabytes)),
    );
    expect(withoutGpu([named('Qwen3 0.6B')], named('Qwen3 0.6B'))).toBeNull();
  });
});
