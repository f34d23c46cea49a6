// Whether a model fits a machine, and why not, as a table.
import { describe, expect, it } from 'vitest';
import { findModel, type CatalogueModel } from '../../src/engine/catalogue.ts';
import { otherWebLlmModels } from '../../src/engine/catalogue-web-llm-others.ts';
import type { GpuLimits } from '../../src/engine/webllm/limits.ts';
import { fitOf } from '../../workers/studio/models/rows.ts';
import type { Machine, ModelRow } from '../../workers/studio-api/models.ts';

const ample: GpuLimits = {
  maxBufferSize: 2 ** 31,
  maxStorageBufferBindingSize: 2 ** 31,
  maxComputeWorkgroupStorageSize: 2 ** 15,
  maxStorageBuffersPerShaderStage: 10,
};
const card = { kind: 'present', description: 'a card', features: ['shader-f16'], software: false } as const;
const machine = (
  webgpu: Partial<Extract<Machine['webgpu'], { kind: 'present' }>> = {},
  gigabytes: Machine['memoryGigabytes'] = 8,
): Machine => ({
  webgpu: { ...card, limits: ample, ...webgpu },
  threads: 8,
  crossOriginIsolated: true,
  memoryGigabytes: gigabytes,
  storage: null,
});
const with128 = { ...ample, maxStorageBufferBindingSize: 2 ** 27 };

const model = (engine: string, name: string): CatalogueModel =>
  findModel({ engine, model: name }) ?? expect.fail(`The catalogue lacks ${name}.`);
const mini = model('webllm', 'parley-mini');
const miniOnCpu = model('wllama', 'parley-mini');
const qwen = model('webllm', 'Qwen3-1.7B-q4f16_1-MLC');
const gemma =
  otherWebLlmModels.find(({ choice }) => choice.model === 'gemma-2b-it-q4f32_1-MLC') ??
  expect.fail('There is no Gemma.');

const no = (why: unknown) => ({ kind: 'no', why });
const short = (limit: keyof GpuLimits, needed: number, has: number) =>
  no({ kind: 'limit too small', limit, needed, has });

describe('A model', () => {
  it.each<[string, CatalogueModel, Machine, ModelRow['fits'] | ReturnType<typeof no>]>([
    ['fits a card that allows what it needs', gemma, machine(), { kind: 'yes' }],
    [
      'does not fit where one of its buffers is larger than a binding may be',
      gemma,
      machine({ limits: with128 }),
      short('maxStorageBufferBindingSize', 262_144_000, 2 ** 27),
    ],
    ['that says nothing of its buffers may fit there', qwen, machine({ limits: with128 }), { kind: 'yes' }],
    [
      'of any size does not fit where WebLLM gets no device',
      mini,
      machine({ limits: { ...ample, maxStorageBuffersPerShaderStage: 8 } }),
      short('maxStorageBuffersPerShaderStage', 10, 8),
    ],
    [
      'on the processor asks nothing of a GPU',
      miniOnCpu,
      machine({ limits: { ...ample, maxBufferSize: 1 } }),
      { kind: 'yes' },
    ],
    [
      'in half precision does not fit a card without it',
      qwen,
      machine({ features: [] }),
      no({ kind: 'feature missing', feature: 'shader-f16' }),
    ],
    ['that comes with the studio fits software too', mini, machine({ software: true }), { kind: 'yes' }],
    [
      'of any size would take hours in software',
      qwen,
      machine({ software: true }),
      no({ kind: 'software WebGPU' }),
    ],
    ['fits into the memory that was named', gemma, machine({}, 2), { kind: 'yes' }],
    [
      'does not fit into less',
      model('webllm', 'Qwen3-4B-q4f16_1-MLC'),
      machine({}, 2),
      no({ kind: 'too large', megabytes: 3431.59, gigabytes: 2 }),
    ],
    [
      'on the processor does not fit where it needs more than WebAssembly gives, however much was named',
      { ...miniOnCpu, memoryMegabytes: 5000 },
      machine({}, 16),
      no({ kind: 'beyond the engine', megabytes: 5000, most: 4096 }),
    ],
    [
      'may fit where no memory was named',
      qwen,
      machine({}, null),
      { kind: 'unknown', why: { kind: 'memory not named' } },
    ],
  ])('%s', (_what, one, on, fits) => {
    expect(fitOf(one, on)).toEqual(fits);
  });
});
