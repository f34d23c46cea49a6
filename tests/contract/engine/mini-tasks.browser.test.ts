// Parley-mini itself, on both engines, asked all that the studio asks of it: a conversation without and after an exemplar, an
// attribute for a question, and each question of a critic.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Conversation, Turn } from '../../../src/core/conversation/conversation.ts';
import type { FaultKind } from '../../../src/core/conversation/fault.ts';
import { faultsOf } from '../../../src/core/conversation/faults-of.ts';
import { readConversation } from '../../../src/core/conversation/read.ts';
import type { Question } from '../../../src/core/critic/expert.ts';
import { miniAttributionQuestion, miniComparisonQuestion } from '../../../src/core/critic/mini/question.ts';
import { dimensions } from '../../../src/core/critic/verdict.ts';
import { attributePrompt, hasAttributeForm } from '../../../src/core/persona/expansion/prompts.ts';
import { paperExpansion } from '../../../src/core/persona/expansion/plan.ts';
import type { Pair } from '../../../src/core/persona/profile.ts';
import type { Ask, Engine } from '../../../src/core/ports.ts';
import { generatorPrompt } from '../../../src/core/run/generator-prompt.ts';
import { presetPlan } from '../../../src/core/run/presets.ts';
import { loadEngine } from '../../../src/engine/load.ts';
import { StopSwitch } from './stop-switch.ts';

const root = new URL('/', location.href);
const source = { name: 'written for the tests', licence: 'CC0-1.0' };
const profileOf = (id: string, ...texts: string[]) => ({
  id,
  attributes: texts.map((text, place) => ({ id: `${id}${place}`, text, source })),
});
const pair: Pair = {
  id: 'pair',
  profiles: [
    profileOf('one', 'I have two dogs.', 'I work as a nurse.'),
    profileOf('two', 'I play the piano.', 'I am a student.'),
  ],
};
const conversationOf = (id: string, ...texts: string[]): Conversation => {
  const turns = texts.map((text, place): Turn => ({ speaker: place % 2 === 0 ? 1 : 2, text }));
  const faults = faultsOf({ turns, faults: [] }, pair, null);
  return {
    ...{ owner: 'set', id, pair, turns, faults, raw: '' },
    origin: { kind: 'written', note: '', source },
  };
};
const whole = conversationOf(
  'whole',
  'Hi! How are you?',
  'I am good, thanks. I just came home from class. I am a student.',
  'What do you study? I work as a nurse.',
  'I study music, and I play the piano every day.',
  'That sounds fun! My two dogs would love to listen.',
  'I love dogs. It was nice talking to you!',
);
const texts = whole.turns.map(({ text }) => text);
const looped = conversationOf('looped', ...texts.slice(0, 4), ...texts.slice(2, 4), ...texts.slice(2, 4));
const leaked = conversationOf(
  'leaked',
  'Hi! I am home at last. I play the piano every day.',
  'That sounds fun! How long have you been doing that?',
  'For ten years. What do you like to do?',
  'I like to go to the movies.',
);

/** What it says is another matter: it repeats itself now and then. */
const ofForm: readonly FaultKind[] = [
  ...(['unreadable', 'null-conversation', 'odd-label', 'narration', 'same-speaker-twice'] as const),
  ...(['token-limit', 'length'] as const),
];

const choices = [
  { engine: 'wllama', model: 'parley-mini' },
  { engine: 'webllm', model: 'parley-mini' },
] as const;

describe.each(choices)('Parley-mini on $engine', (choice) => {
  let engine: Engine;
  const plan = presetPlan('Quick', choice, choice, 'mini', 'mini');
  const answer = async (ask: Ask) => (await engine.complete(ask, () => undefined, new StopSwitch())).text;

  beforeAll(async () => {
    const options = { root, threads: 1, stop: new StopSwitch(), onProgress: () => undefined };
    engine = await loadEngine(choice, options);
  });
  afterAll(() => engine.unload());

  test.each([['without an exemplar', []] as const, ['after an exemplar', [whole]] as const])(
    'writes a conversation %s that can be read, alternates and keeps its length',
    async (_, exemplars) => {
      const { messages, grammar, maxTokens, exemplarIds } = generatorPrompt(plan, pair, 6, exemplars);
      expect(exemplarIds).toEqual(exemplars.map(({ id }) => id));
      const decoding = { ...plan.decoding, maxTokens, seed: 104_729 };
      const reading = readConversation(
        await answer({ messages, decoding, ...(grammar === undefined ? {} : { grammar }) }),
      );
      const faults = faultsOf(reading, pair, plan.turnsAllowed);
      expect(faults.filter(({ kind }) => ofForm.includes(kind))).toEqual([]);
      expect(reading.turns.length).toBeGreaterThanOrEqual(plan.turnsAsked.min);
      expect(reading.turns.length).toBeLessThanOrEqual(plan.turnsAsked.max);
    },
  );

  test('answers a question with a new attribute', async () => {
    const shown = ['I have two dogs.', 'I work as a nurse.'];
    const { messages, grammar, maxTokens, read } = attributePrompt(shown, 'Where do you live?', 'mini');
    const decoding = { ...paperExpansion.decoding, maxTokens, seed: 104_729 };
    const attribute = read(await answer({ messages, grammar, decoding }));
    expect(attribute.ok && hasAttributeForm(attribute.value)).toBe(true);
    expect(shown).not.toContain(attribute.ok && attribute.value);
  });

  const finding = async ({ prompt, read }: Question) => {
    const { messages, grammar } = prompt;
    const decoding = { temperature: 0, topP: 1, topK: 0, repetitionPenalty: 1, maxTokens: 80, seed: 1 };
    const answered = read(
      await answer({ messages, decoding, ...(grammar === undefined ? {} : { grammar }) }),
    );
    return answered.ok ? answered.value.finding : answered.problem;
  };

  test('sees that a speaker claims what the other’s profile says', async () => {
    expect(leaked.faults.map(({ kind, turn }) => ({ kind, turn }))).toContainEqual({
      kind: 'attribution-suspect',
      turn: 0,
    });
    const question = miniAttributionQuestion(leaked);
    expect(await finding(question)).toMatchObject({ kind: 'filter', decision: 'drop', turns: [0] });
  });

  test('says in every dimension which of two conversations is better', async () => {
    const compared = await finding(miniComparisonQuestion(dimensions, whole, looped));
    const choice: unknown = expect.stringMatching(/^(first|second)$/);
    expect(compared).toMatchObject({
      kind: 'comparison',
      choices: Object.fromEntries(dimensions.map((name) => [name, choice])),
    });
  });
});
