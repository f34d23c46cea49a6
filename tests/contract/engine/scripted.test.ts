import { describe, expect, test } from 'vitest';
import type { Ask } from '../../../src/core/ports.ts';
import { Broken } from '../../../src/core/trouble.ts';
import { ScriptedEngine, type ScriptedOptions } from '../../../src/engine/scripted/scripted-engine.ts';
import { contractOfEngine } from './engine-contract.ts';
import { StopSwitch } from './stop-switch.ts';

contractOfEngine('scripted', {
  load: () => Promise.resolve(new ScriptedEngine({ millisecondsPerPiece: 1, contextTokens: 256 })),
  counts: true,
  ignores: [],
  badLoads: [],
});

const ask: Ask = {
  messages: [{ role: 'user', content: 'Who is better?' }],
  decoding: { temperature: 0.7, topP: 1, topK: 0, repetitionPenalty: 1, maxTokens: 50, seed: 11 },
};

const complete = (engine: ScriptedEngine, stop = new StopSwitch()) =>
  engine.complete(ask, () => undefined, stop);

describe('The scripted engine, told to break,', () => {
  const failing = (kind: 'lost' | 'hung' | 'unreadable', options: ScriptedOptions = {}) =>
    new ScriptedEngine({ ...options, failures: [{ call: 2, kind }] });

  test('loses its device at the named call, and for good', async () => {
    const engine = failing('lost');
    await complete(engine);
    await expect(complete(engine)).rejects.toMatchObject({ trouble: { kind: 'engine-lost' } });
    await expect(complete(engine)).rejects.toBeInstanceOf(Broken);
  });

  test('says what nobody can read at the named call, and only there', async () => {
    const engine = failing('unreadable');
    const [first, second, third] = [await complete(engine), await complete(engine), await complete(engine)];
    expect(second.text).toBe('%%% ### ~~~');
    expect(first.text).not.toBe(second.text);
    expect(third.text).toBe(first.text);
  });

  test('hangs at the named call, deaf to stop, until it is ended from outside', async () => {
    const engine = failing('hung');
    await complete(engine);
    const stop = new StopSwitch();
    let settled = false;
    const hanging = complete(engine, stop).finally(() => {
      settled = true;
    });
    stop.stop();
    await new Promise((resume) => setTimeout(resume, 50));
    expect(settled).toBe(false);
    await engine.unload();
    await expect(hanging).rejects.toMatchObject({ trouble: { kind: 'engine-lost' } });
  });

  test('takes as long for each piece as it was told', async () => {
    const engine = new ScriptedEngine({ millisecondsPerPiece: 5 });
    const begun = performance.now();
    const { answerTokens } = await complete(engine);
    expect(performance.now() - begun).toBeGreaterThan(answerTokens * 4);
  });
});
