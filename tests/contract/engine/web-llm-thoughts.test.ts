// What the adapter asks of web-llm for models that reason, on a stand-in that counts as web-llm 0.2.86 does: told not to
// think, it begins the answer with an empty block of thought, and that block's tokens count towards `max_tokens`.
import type { ChatCompletionRequestStreaming, MLCEngine } from '@mlc-ai/web-llm';
import { expect, test } from 'vitest';
import { Lifeline } from '../../../src/engine/lifeline.ts';
import { WebLlmEngine } from '../../../src/engine/webllm/web-llm-engine.ts';
import { asking, hear } from './hearing.ts';

const emptyThought = ['<think>', '\n\n', '</think>', '\n\n'];
const said = ['Yes', ',', ' I', ' do', ' like', ' dogs'];

function standIn(): MLCEngine {
  async function* create({ extra_body, max_tokens }: ChatCompletionRequestStreaming) {
    const written = extra_body?.enable_thinking === false ? [...emptyThought] : [];
    let told = 0;
    let finish_reason = 'stop';
    for (const token of said) {
      written.push(token);
      const content = written.slice(told).join('');
      told = written.length;
      yield await Promise.resolve({ choices: [{ delta: { content } }] });
      if (written.length < (max_tokens ?? Infinity)) continue;
      finish_reason = 'length';
      break;
    }
    yield { choices: [{ delta: {}, finish_reason }] };
  }
  const chat = {
    completions: { create: (ask: ChatCompletionRequestStreaming) => Promise.resolve(create(ask)) },
  };
  return { chat, resetChat: () => Promise.resolve() } as unknown as MLCEngine;
}

test.each([
  ['that reasons', true],
  ['that does not', false],
])('gives a model %s all the tokens that an answer may have, and no more', async (_which, thinks) => {
  const model = {
    ...{ model: 'Qwen3-4B-q4f16_1-MLC', contextTokens: 4096, thinks, embedded: false, requiredFeatures: [] },
    ...{
      weightsUrl: 'https://huggingface.co/mlc-ai/x/resolve/main/',
      libraryUrl: 'https://example.test/x.wasm',
    },
  };
  const engine = new WebLlmEngine(standIn(), model, 'fingerprint', new Set(), new Lifeline(model.model));
  const { answer } = await hear(engine, asking('Do you like dogs?', { maxTokens: 3 }));
  expect(answer).toMatchObject({ text: 'Yes, I', ended: 'length' });
  const whole = await hear(engine, asking('Do you like dogs?', { maxTokens: 20 }));
  expect(whole.answer).toMatchObject({ text: 'Yes, I do like dogs', ended: 'stop' });
});
