// The adapter of the browser's own model, on a double of its API: no browser of these tests has the real one.
import { describe, expect, test } from 'vitest';
import { loadLanguageModel } from '../../../src/engine/language-model/language-model-engine.ts';
import { regularOf } from '../../../src/engine/language-model/regular.ts';
import { contractOfEngine, type LoadOptions } from './engine-contract.ts';
import { asking, hear, request } from './hearing.ts';
import { languageModelDouble, type DoubleOptions } from './language-model-double.ts';
import { StopSwitch } from './stop-switch.ts';

const load =
  (options: DoubleOptions = {}) =>
  ({ stop, onProgress }: LoadOptions) =>
    loadLanguageModel(languageModelDouble(options), {
      browser: 'a double',
      stop,
      onFetched: (share) => onProgress({ stage: 'fetching', bytes: share, totalBytes: 1 }),
    });

contractOfEngine('language model', {
  load: load({ downloads: [0, 0.5, 1] }),
  counts: true,
  ignores: ['temperature', 'topK', 'seed'],
  alwaysIgnores: ['temperature', 'seed'],
  weighs: false,
  badLoads: [
    {
      because: 'when the browser has no model for this machine',
      load: load({ availability: 'unavailable' }),
      trouble: { kind: 'load-failed', model: 'language-model' },
    },
  ],
});

describe('The browser’s own model', () => {
  test('is given the messages before the last as the beginning of its session, and no sampling that pages lack', async () => {
    const api = languageModelDouble();
    const stop = new StopSwitch();
    const engine = await loadLanguageModel(api, { browser: 'a double', stop, onFetched: () => undefined });
    const messages = [
      { role: 'system', content: 'You write.' },
      { role: 'user', content: request },
    ] as const;
    await hear(engine, { ...asking(''), messages });
    const session = api.created.at(-1);
    expect(session?.initialPrompts).toEqual([messages[0]]);
    expect(Object.keys(session ?? {})).not.toContain('temperature');
    expect(engine.build.build).toBe('Prompt API of a double');
  });

  test('is told of temperature and top-k where it takes them', async () => {
    const double = languageModelDouble();
    const api = { ...double, params: () => Promise.resolve({ maxTopK: 128, maxTemperature: 2 }) };
    const stop = new StopSwitch();
    const engine = await loadLanguageModel(api, { browser: 'a double', stop, onFetched: () => undefined });
    const { answer } = await hear(engine, asking(request, { temperature: 0.7, topK: 5 }));
    expect(double.created.at(-1)).toMatchObject({ temperature: 0.7, topK: 5 });
    expect(answer.ignored).toEqual(['seed']);
  });

  test.each(['root ::= "a" root', 'root ::= other\nother ::= "(" root ")"'])(
    'is given no form that calls itself: %s',
    (form) => expect(() => regularOf(form)).toThrow('no regular one'),
  );
});
