// What is made of the settings of a person's own model in MLC form.
import { expect, test } from 'vitest';
import { readMlc } from '../../../src/engine/own/look.ts';

const list = JSON.stringify({ records: [{ dataPath: 'params_shard_0.bin', nbytes: 10 }] });
const settings = (windows: object) =>
  JSON.stringify({ model_type: 'mistral', quantization: 'q4f16_1', ...windows });

test.each([
  [{ context_window_size: 2048 }, 2048],
  [{ context_window_size: 131_072 }, 4096],
  [{}, 4096],
  [{ context_window_size: -1, sliding_window_size: 1024 }, 1024],
  [{ context_window_size: 2048, sliding_window_size: -1 }, 2048],
])('of %j it takes a context of %i tokens', (windows, contextTokens) => {
  const found = readMlc(settings(windows), list, 'My-Mistral-MLC', null);
  expect(found).toMatchObject({ kind: 'mlc', contextTokens });
});

test('settings that name no window at all are said to be unreadable', () => {
  const found = readMlc(settings({ context_window_size: -1 }), list, 'My-Mistral-MLC', null);
  expect(found).toEqual({
    kind: 'problem',
    problem: { kind: 'unreadable', file: 'mlc-chat-config.json' },
  });
});
