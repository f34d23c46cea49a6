import { describe, expect, it } from 'vitest';
import { catalogue, findModel } from '../../src/engine/catalogue.ts';
import type { LocalFile } from '../../workers/studio/models/local-files.ts';
import { propose } from '../../workers/studio/models/proposal.ts';
import { rowOf } from '../../workers/studio/models/rows.ts';
import type { Machine } from '../../workers/studio-api/models.ts';

const machine = (changes: Partial<Machine> = {}): Machine => ({
  webgpu: { kind: 'absent' },
  threads: 8,
  crossOriginIsolated: true,
  memoryGigabytes: null,
  storage: { usedBytes: 0, quotaBytes: 1e10, persisted: false },
  ...changes,
});
const limits = {
  maxBufferSize: 2 ** 31,
  maxStorageBufferBindingSize: 2 ** 31,
  maxComputeWorkgroupStorageSize: 2 ** 15,
  maxStorageBuffersPerShaderStage: 10,
};
const gpu = (features: readonly string[], software = false): Pick<Machine, 'webgpu'> => ({
  webgpu: { kind: 'present', description: 'a card', features, limits, software },
});
const smollm2 = (state: LocalFile['state'], bytesSoFar = 0): LocalFile => ({
  file: 'SmolLM2-135M-Instruct.Q4_1.gguf',
  bytes: 98_362_432,
  ...{ state, bytesSoFar },
});

function proposed(on: Machine, localFiles: readonly LocalFile[] = []) {
  const rows = catalogue.map((model) =>
    rowOf(model, {
      ...{
        machine: on,
        localFiles,
        cached: false,
        begun: false,
        own: null,
        browser: 'unavailable',
        recommended: true,
        state: null,
      },
      speeds: { prefill: null, decode: null },
    }),
  );
  return propose({ machine: on, rows, promptForm: (choice) => findModel(choice)?.promptForm ?? 'instruct' });
}

describe('the proposal', () => {
  it('is SmolLM2 in both roles on a processor where the set-up has brought it', () => {
    const { generator, critic, plan, downloadBytes, onCpu } = proposed(machine(), [smollm2('present')]);
    expect(generator).toEqual({ engine: 'wllama', model: 'smollm2-135m-instruct' });
    expect(critic).toEqual(generator);
    expect(plan).toMatchObject({ preset: 'Quick', promptForm: 'instruct' });
    expect(downloadBytes).toBe(0);
    expect(onCpu).toBeNull();
  });

  it.each([[[]], [[smollm2('absent')]], [[smollm2('fetching', 1000)]]] as const)(
    'is Parley-mini in both roles, asked in its own form, where nothing else is there: %j',
    (files) => {
      const { generator, critic, plan, why, nextStepUp } = proposed(machine(), files);
      expect(generator).toEqual({ engine: 'wllama', model: 'parley-mini' });
      expect(critic).toEqual(generator);
      expect(plan).toMatchObject({ promptForm: 'mini', panel: { form: 'mini' } });
      expect(why.kind).toBe('is embedded');
      expect(nextStepUp === null).toBe(files[0]?.state !== 'fetching');
    },
  );

  it('stays on the processor where WebGPU is only emulated', () => {
    expect(proposed(machine(gpu(['shader-f16'], true))).generator.engine).toBe('wllama');
  });

  it('is a model on the graphics card where there is one, with the processor beside the download', () => {
    const { generator, plan, downloadBytes, onCpu, why } = proposed(machine(gpu(['shader-f16'])));
    expect(generator.engine).toBe('webllm');
    expect(generator.model).toMatch(/q4f16_1/);
    expect(plan.preset).toBe('Studio');
    expect(downloadBytes).toBeGreaterThan(1e8);
    expect(onCpu?.generator.engine).toBe('wllama');
    expect(why).toMatchObject({ kind: 'smallest on the GPU', gigabytes: null });
  });

  it('takes the f32 form where the card lacks shader-f16', () => {
    const { generator } = proposed(machine({ ...gpu([]), memoryGigabytes: 4 }));
    expect(generator.model).toMatch(/q4f32_1/);
  });
});
