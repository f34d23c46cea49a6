import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isKept, overruledStep } from '../../../../src/core/persona/expansion/step.ts';
import { expansionChanges } from '../../../../src/core/persona/expansion/changes.ts';
import { expansionPlan } from '../../../../src/core/persona/expansion/plan.ts';
import { writtenQuestions } from '../../../../src/core/persona/expansion/written-questions.ts';
import { bareTextOf } from '../../../../src/core/conversation/words.ts';
import type { Answer, Ask, Engine } from '../../../../src/core/ports.ts';
import { ScriptedEngine } from '../../../../src/engine/scripted/scripted-engine.ts';
import { Stopper } from '../../../../workers/stopper.ts';
import { attributes, begin, planWith, remains, sit } from './harness.ts';

async function whole(plan = planWith()) {
  const { the, store } = await begin(plan);
  const events = await sit(the, store);
  const steps = await store.page('expansionStep', the.id);
  return { the, store, events, steps, text: await remains(the, store) };
}

/** Answers with the given texts in turn, then with the last again. */
function saying(...texts: readonly string[]): Engine & { readonly asks: Ask[] } {
  const asks: Ask[] = [];
  return {
    asks,
    build: { engine: 'test', model: 'fixed', build: '1' },
    contextTokens: 4096,
    givesProbabilities: false,
    callsAtOnce: 1,
    countTokens: () => Promise.resolve(1),
    complete: (ask) => {
      const text = texts[Math.min(asks.length, texts.length - 1)] ?? '';
      asks.push(ask);
      const answer: Answer = { text, ended: 'stop', promptTokens: 1, answerTokens: 1, ignored: [] };
      return Promise.resolve(answer);
    },
    unload: () => Promise.resolve(),
  };
}

describe('an expansion', () => {
  it('asks each category, then bootstraps, then puts every question as often as the plan says', async () => {
    const { store, the, steps } = await whole();
    const questions = await store.page('question', the.id);
    const count = (kind: string) => steps.filter((step) => step.kind === kind).length;
    expect(count('induction')).toBe(3);
    expect(count('bootstrapping')).toBe(4);
    expect(count('attribute')).toBe(questions.length * 3);
    expect(questions.length).toBeGreaterThan(3);
  });

  it('asks about the largest categories first, and of those as many as the plan says', async () => {
    const { steps } = await whole(planWith({ categories: 2 }));
    const asked = steps.flatMap((step) => (step.kind === 'induction' ? [step.category] : []));
    expect(asked).toEqual(['pets', 'work']);
  });

  it('shows as many attributes of a category as the plan says, each once', async () => {
    const { steps } = await whole();
    for (const step of steps) {
      if (step.kind !== 'induction') continue;
      const own = attributes.filter(({ category }) => category === step.category).map(({ id }) => id);
      expect(step.shown).toHaveLength(Math.min(3, own.length));
      expect(new Set(step.shown).size).toBe(step.shown.length);
      for (const id of step.shown) expect(own).toContain(id);
    }
  });

  it('keeps no question twice, and names the one that a dropped question repeats', async () => {
    const { the, store } = await begin(planWith({ bootstrappingSteps: 1, askings: 1 }));
    const generator = saying(
      'Which pets do you have?',
      'which pets do you have?',
      'What is your work?',
      'What do you sing?\nWhat is your work?\nWhat do you sing?',
      'I sing.',
    );
    await sit(the, store, { generator });
    const questions = await store.page('question', the.id);
    expect(questions.map(({ text }) => text)).toEqual([
      'Which pets do you have?',
      'What is your work?',
      'What do you sing?',
    ]);
    const [, second, , more] = await store.page('expansionStep', the.id);
    expect(second).toMatchObject({ written: [{ duplicateOf: 'Which pets do you have?' }] });
    expect(more).toMatchObject({
      written: [
        { duplicateOf: null },
        { duplicateOf: 'What is your work?' },
        { duplicateOf: 'What do you sing?' },
      ],
    });
  });

  it.each([
    ['I drive a night bus!', { kind: 'repeats', like: 'I drive a night bus.' }],
    ['I have two gods.', { kind: 'near', like: 'I have two dogs.' }],
    ['Well, no.', { kind: 'form' }],
    ['My uncle juggles knives.', null],
  ])('decides on “%s”: %o', async (text, rejection) => {
    const { the, store } = await begin(planWith({ categories: 1, bootstrappingSteps: 0, askings: 1 }));
    await sit(the, store, { generator: saying('What do you do?', text) });
    const step = (await store.page('expansionStep', the.id)).at(-1);
    if (rejection) expect(step).toMatchObject({ rejection });
    else expect(step).toMatchObject({ rejection: null, attribute: { text } });
    const kept = await store.page('attribute', 'project');
    expect(kept.map((attribute) => attribute.text)).toEqual(rejection ? [] : [text]);
  });

  it('rejects what repeats or is near an attribute that it has just kept', async () => {
    const { the, store } = await begin(planWith({ categories: 1, bootstrappingSteps: 0, askings: 3 }));
    const generator = saying(
      'What do you do?',
      'My uncle juggles knives.',
      'My uncle juggles knives!',
      'My uncles juggle knives.',
    );
    await sit(the, store, { generator });
    const steps = await store.page('expansionStep', the.id);
    expect(steps.map((step) => (step.kind === 'attribute' ? (step.rejection?.kind ?? 'kept') : ''))).toEqual([
      ...['', 'kept', 'repeats', 'near'],
    ]);
  });

  it('says who is asked: as many attributes as the plan says, old and new', async () => {
    const { steps } = await whole(planWith({ askings: 6, nearAbove: 1 }));
    const shown = steps.flatMap((step) => (step.kind === 'attribute' ? step.shown : []));
    expect(steps.every((step) => step.kind !== 'attribute' || step.shown.length === 5)).toBe(true);
    expect(shown.some((id) => id.startsWith('expansion-01-'))).toBe(true);
    expect(shown.some((id) => /^a\d$/.test(id))).toBe(true);
  });

  it('asks again with another seed when an answer cannot be read, and keeps what stays unreadable as such', async () => {
    const { the, store } = await begin(planWith({ categories: 1, bootstrappingSteps: 0, askings: 1 }));
    const generator = saying('Which pets do you have?', '%%% ###');
    await sit(the, store, { generator });
    const seeds = generator.asks.map(({ decoding }) => decoding.seed);
    expect(seeds).toHaveLength(4);
    expect(new Set(seeds).size).toBe(4);
    expect((await store.page('expansionStep', the.id)).at(-1)).toMatchObject({
      attribute: null,
      unreadable: { answer: '%%% ###' },
    });
  });

  it('carries the licences of what it was shown and of the model along', async () => {
    const { store } = await whole();
    const [kept] = await store.page('attribute', 'project');
    expect(kept?.source).toEqual({ name: 'Persona expansion by Scripted', licence: 'CC0-1.0, Apache-2.0' });
  });

  it('waits for a person before the first attribute where the plan says so, and goes on when they have looked', async () => {
    const { the, store } = await begin(planWith({ looksThrough: true }));
    const before = await sit(the, store);
    expect(before.at(-1)).toEqual({ kind: 'waits' });
    expect(await store.page('attribute', 'project')).toEqual([]);
    const after = await sit({ ...the, lookedThrough: true }, store);
    expect(after.length).toBeGreaterThan(0);
    expect(await remains(the, store)).toBe((await whole(planWith({ looksThrough: false }))).text);
  });

  it('neither asks nor shows a question that a person took out, and drops its duplicates still', async () => {
    const { the, store } = await begin(planWith({ looksThrough: true, bootstrappingSteps: 1, askings: 1 }));
    await sit(the, store, {
      generator: saying('Which pets do you have?', 'What is your work?', 'What do you sing?'),
      events: 3,
    });
    const [first] = await store.page('question', the.id);
    if (first)
      await store.write(expansionChanges(the, { kind: 'question', question: { ...first, removed: true } }));
    const generator = saying('Which pets do you have?', 'I sing.');
    await sit({ ...the, lookedThrough: true }, store, { generator });
    const steps = await store.page('expansionStep', the.id);
    expect([...(steps[3]?.shown ?? [])].sort()).toEqual(['1-0002-01', '1-0003-01']);
    expect(steps[3]).toMatchObject({ written: [{ duplicateOf: 'Which pets do you have?' }] });
    expect(steps.slice(4).map((step) => (step.kind === 'attribute' ? step.questionId : ''))).toEqual([
      '1-0002-01',
      '1-0003-01',
    ]);
  });
});

describe('an expansion that is cut off and goes on', () => {
  it('leaves the same bytes wherever it was cut off, any number of times', async () => {
    const { text, events } = await whole();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: events.length }), { maxLength: 6 }),
        async (cuts) => {
          const { the, store } = await begin();
          for (const cut of cuts) await sit(the, store, { events: cut });
          await sit(the, store);
          expect(await remains(the, store)).toBe(text);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('leaves the same bytes when it is stopped in the middle of an answer', async () => {
    const { text } = await whole();
    for (const pieces of [1, 5, 17, 60, 200]) {
      const { the, store } = await begin();
      const stop = new Stopper();
      let heard = 0;
      const watch = () => void ((heard += 1) === pieces && stop.pull());
      await sit(the, store, { stop, watch });
      expect(stop.stopped).toBe(true);
      await sit(the, store);
      expect(await remains(the, store), `stopped at piece ${pieces}`).toBe(text);
    }
  });

  it('asks the model nothing twice', async () => {
    const { events } = await whole();
    const { the, store } = await begin();
    let calls = 0;
    const counting = () => {
      const engine = new ScriptedEngine();
      const complete = engine.complete.bind(engine);
      engine.complete = (...given) => {
        calls += 1;
        return complete(...given);
      };
      return engine;
    };
    for (let sittings = 0; sittings <= events.length; sittings += 1)
      await sit(the, store, { generator: counting(), events: 1 });
    expect(calls).toBe(events.length);
  });
});

describe('a person who overrules', () => {
  it('has a rejected attribute among the project’s, and out again', async () => {
    const { the, store } = await begin(planWith({ categories: 1, bootstrappingSteps: 0, askings: 1 }));
    await sit(the, store, { generator: saying('What do you do?', 'I have two gods.') });
    const step = (await store.page('expansionStep', the.id)).at(-1);
    if (step?.kind !== 'attribute') throw new Error('The last step gave no attribute.');
    expect(isKept(step)).toBe(false);
    const kept = overruledStep(step);
    await store.write(expansionChanges(the, { kind: 'overruled', step: kept }));
    expect((await store.page('attribute', 'project')).map(({ text }) => bareTextOf(text))).toEqual([
      'i have two gods',
    ]);
    await store.write(expansionChanges(the, { kind: 'overruled', step: overruledStep(kept) }));
    expect(await store.page('attribute', 'project')).toEqual([]);
    expect(overruledStep(kept)).toEqual(step);
  });

  it('cannot keep what could not be read', async () => {
    const { the, store } = await begin(planWith({ categories: 1, bootstrappingSteps: 0, askings: 1 }));
    await sit(the, store, { generator: saying('What do you do?', '%%%') });
    const step = (await store.page('expansionStep', the.id)).at(-1);
    if (step?.kind !== 'attribute') throw new Error('The last step gave no attribute.');
    expect(overruledStep(step)).toBe(step);
  });
});

describe('an expansion by a model that finds no questions', () => {
  it('puts those that the plan brings along, in the form of that model, and asks for no others', async () => {
    const mini = expansionPlan('Quick', { engine: 'test', model: 'fixed' }, 'mini');
    const { the, store } = await begin({ ...mini, looksThrough: false, askings: 1 });
    const generator = saying('I sing.', 'I sail on Sundays.');
    await sit(the, store, { generator });
    const questions = await store.page('question', the.id);
    expect(questions.map(({ text }) => text)).toEqual(writtenQuestions);
    const steps = await store.page('expansionStep', the.id);
    expect(steps.map(({ kind }) => kind)).toEqual(questions.map(() => 'attribute'));
    expect(generator.asks[0]?.messages[0]?.content).toMatch(
      /^Profile: .+\nQuestion: What do you do for a living\?\nAnswer:$/,
    );
    const kept = steps.flatMap((step) =>
      step.kind === 'attribute' && isKept(step) ? [step.attribute?.text] : [],
    );
    expect(kept).toEqual(['I sing.', 'I sail on Sundays.']);
  });

  it('can wait for a person to look through the questions before the first is put', async () => {
    const mini = expansionPlan('Quick', { engine: 'test', model: 'fixed' }, 'mini');
    const { the, store } = await begin(mini);
    const events = await sit(the, store, { generator: saying('I sing.') });
    expect(events.map(({ kind }) => kind)).toEqual(['waits']);
  });
});
