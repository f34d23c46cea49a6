import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../../src/core/conversation/conversation.ts';
import { faithfulnessPrompt, readFaithfulness } from '../../../src/core/critic/faithfulness.ts';
import { joinOrders, majority, readQuality } from '../../../src/core/critic/quality.ts';
import { dimensions, type Choice, type Verdict } from '../../../src/core/critic/verdict.ts';

const source = { name: 'test', licence: 'CC0-1.0' };
const conversation: Conversation = {
  owner: 'set',
  id: 'c1',
  pair: {
    id: 'p',
    profiles: [
      { id: 'one', attributes: [{ id: 'a', text: 'I have two dogs.', source }] },
      {
        id: 'two',
        attributes: [
          { id: 'b', text: 'I play the piano.', source },
          { id: 'c', text: 'I am a student.', source },
        ],
      },
    ],
  },
  turns: [
    { speaker: 1, text: 'My dogs kept me up.' },
    { speaker: 2, text: 'So did my {{ piano }} <b>"exam"</b>.' },
  ],
  faults: [],
  raw: '',
  origin: { kind: 'written', note: 'test', source },
};

describe('faithfulness', () => {
  test('reads one mark per profile sentence, with the turn that shows it', () => {
    const answer =
      'reason: Both are true to life.\n1a: supported in turn 1\n2a: contradicted in turn 2\n2b: not mentioned';
    expect(readFaithfulness(answer, conversation)).toEqual({
      ok: true,
      value: {
        finding: {
          kind: 'faithfulness',
          decision: 'drop',
          marks: [
            { speaker: 1, attribute: 0, mark: 'supported', turn: 0 },
            { speaker: 2, attribute: 0, mark: 'contradicted', turn: 1 },
            { speaker: 2, attribute: 1, mark: 'not mentioned' },
          ],
        },
        reason: 'Both are true to life.',
      },
    });
  });

  test('omission is no contradiction', () => {
    const answer = 'reason: Small talk.\n1a: not mentioned\n2a: not mentioned\n2b: not mentioned';
    const result = readFaithfulness(answer, conversation);
    expect(result.ok && result.value.finding).toMatchObject({ decision: 'pass' });
  });

  test.each([
    ['', '1a'],
    ['reason: yes\n1a: supported in turn 1\n2a: maybe\n2b: not mentioned', '2a'],
    ['reason: cut off\n1a: supported in turn 1\n2a: not mentioned', '2b'],
  ])('an answer that lacks a mark is unreadable and says which: %j', (answer, label) => {
    const result = readFaithfulness(answer, conversation);
    expect(!result.ok && result.problem).toContain(label);
  });

  test('the grammar lets only the owner’s turns be named as evidence', () => {
    const { grammar } = faithfulnessPrompt(conversation);
    expect(grammar).toContain('mark1 ::= "not mentioned" | ("supported" | "contradicted") " in turn " ("1")');
    expect(grammar).toContain('mark2 ::= "not mentioned" | ("supported" | "contradicted") " in turn " ("2")');
  });

  test('braces, quotes and markup in a conversation reach the critic unharmed', () => {
    const { messages } = faithfulnessPrompt(conversation);
    expect(messages.at(-1)?.content).toContain('[2] User 2: So did my {{ piano }} <b>"exam"</b>.');
  });
});

const answerWith = (choices: string) =>
  `reason: so\n${dimensions.map((dimension, index) => `${dimension}: ${choices[index]}`).join('\n')}`;

const verdictWith = (choices: string): Verdict => {
  const result = readQuality(answerWith(choices));
  if (!result.ok) throw new Error(result.problem);
  return { owner: 's', id: 'v', expert: 'quality', version: 1, about: ['x', 'y'], ...result.value };
};

describe('quality', () => {
  test.each<[string, string, Choice]>([
    // forward (A is the first), backward (A is the second), what counts for the first
    ['AAAAA', 'BBBBB', 'first'],
    ['BBBBB', 'AAAAA', 'second'],
    // Always says A: nothing survives the swap.
    ['AAAAA', 'AAAAA', 'tie'],
    // Two survive for the first, one for the second, two fall to position.
    ['AABAA', 'BBAAA', 'first'],
    ['AABBA', 'BBAAA', 'tie'],
  ])('forward %s and backward %s give %s', (forward, backward, expected) => {
    expect(majority(joinOrders(verdictWith(forward), verdictWith(backward)))).toBe(expected);
  });

  test('an order that could not be read ties', () => {
    const unreadable: Verdict = { ...verdictWith('AAAAA'), finding: { kind: 'unreadable', answer: '' } };
    expect(majority(joinOrders(unreadable, verdictWith('BBBBB')))).toBe('tie');
  });

  test('an answer without one of the five is unreadable', () => {
    expect(readQuality('reason: x\ndepth: A\ncoherency: B').ok).toBe(false);
  });
});
