import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../../src/core/conversation/conversation.ts';
import { asksCritic, filterQuestion } from '../../../src/core/critic/filters.ts';
import {
  comparisonQuestion,
  joinOrders,
  majority,
  scoresQuestion,
} from '../../../src/core/critic/quality.ts';
import {
  dimensions,
  filterNames,
  type Choice,
  type FilterName,
  type Verdict,
} from '../../../src/core/critic/verdict.ts';
import { first } from './first-version.ts';

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

const limits = { toxicityAtMost: 0.5 };
const inOneCall = { limits, reason: 'first', together: true } as const;
const apart = (name: FilterName, about = conversation) =>
  filterQuestion([first(name)], about, { limits, reason: 'first', together: false });
const { prompt: faithfulnessPrompt, read: readFaithfulness } = apart('faithfulness');

describe('faithfulness', () => {
  test('reads one mark per profile sentence, with the turn that shows it', () => {
    const answer =
      'reason: Both are true to life.\n1a: supported in turn 1\n2a: contradicted in turn 2\n2b: not mentioned';
    expect(readFaithfulness(answer)).toEqual({
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
    const result = readFaithfulness(answer);
    expect(result.ok && result.value.finding).toMatchObject({ decision: 'pass' });
  });

  test.each([
    ['', '1a'],
    ['reason: yes\n1a: supported in turn 1\n2a: maybe\n2b: not mentioned', '2a'],
    ['reason: cut off\n1a: supported in turn 1\n2a: not mentioned', '2b'],
  ])('an answer that lacks a mark is unreadable and says which: %j', (answer, label) => {
    const result = readFaithfulness(answer);
    expect(!result.ok && result.problem).toContain(label);
  });

  test('the grammar lets only the owner’s turns be named as evidence', () => {
    const { grammar } = faithfulnessPrompt;
    expect(grammar).toContain('mark1 ::= "not mentioned" | ("supported" | "contradicted") " in turn " ("1")');
    expect(grammar).toContain('mark2 ::= "not mentioned" | ("supported" | "contradicted") " in turn " ("2")');
  });

  test('braces, quotes and markup in a conversation reach the critic unharmed', () => {
    const { messages } = faithfulnessPrompt;
    expect(messages.at(-1)?.content).toContain('[2] User 2: So did my {{ piano }} <b>"exam"</b>.');
  });
});

const withSuspect: Conversation = {
  ...conversation,
  faults: [{ kind: 'attribution-suspect', turn: 0, text: 'I play the piano.' }],
};
const withoutProfiles: Conversation = {
  ...conversation,
  pair: {
    id: 'none',
    profiles: [
      { id: 'one', attributes: [] },
      { id: 'two', attributes: [] },
    ],
  },
};

describe('the filters asked apart', () => {
  test.each<[FilterName, string, object]>([
    ['toxicity', 'toxicity: 12', { kind: 'filter', decision: 'pass', degree: 0.12 }],
    ['toxicity', 'toxicity: 50', { kind: 'filter', decision: 'pass', degree: 0.5 }],
    ['toxicity', 'toxicity: 51', { kind: 'filter', decision: 'drop', degree: 0.51 }],
    ['privacy', 'privacy: none', { kind: 'filter', decision: 'pass' }],
    ['privacy', 'privacy: found in turn 2', { kind: 'filter', decision: 'drop', turns: [1] }],
    ['bias', 'bias: found in turn 9', { kind: 'filter', decision: 'drop' }],
    ['attribution', 'claim 1: yes', { kind: 'filter', decision: 'drop', turns: [0] }],
    ['attribution', 'claim 1: no', { kind: 'filter', decision: 'pass', turns: [] }],
  ])('%s: %s', (name, answer, finding) => {
    const result = apart(name, withSuspect).read(`reason: so\n${answer}`);
    expect(result).toEqual({ ok: true, value: { finding, reason: 'so' } });
  });

  test.each<[FilterName, string]>([
    ['toxicity', 'toxicity: very'],
    ['toxicity', 'toxicity: 101'],
    ['privacy', 'privacy: perhaps'],
    ['attribution', 'claim 1: maybe'],
  ])('%s can’t be read from: %s', (name, answer) => {
    expect(apart(name, withSuspect).read(`reason: so\n${answer}`).ok).toBe(false);
  });

  test('attribution has nothing to ask without a suspect, and shows the suspected claim', () => {
    expect(asksCritic(first('attribution'), conversation)).toBe(false);
    expect(apart('attribution', withSuspect).prompt.messages[1]?.content).toContain(
      'claim 1, in turn 1: I play the piano.',
    );
  });

  test('what needs a profile and has none is not applicable, never a pass', () => {
    const result = filterQuestion(filterNames.map(first), withoutProfiles, inOneCall).read(
      'reason: so\ntoxicity: 0\nprivacy: none\nbias: none',
    );
    expect(result.ok && result.value.finding).toMatchObject({
      decision: 'pass',
      parts: {
        faithfulness: { kind: 'not applicable' },
        attribution: { kind: 'not applicable' },
        toxicity: { decision: 'pass' },
      },
    });
  });
});

describe('the filters asked together', () => {
  const { expert, prompt, read } = filterQuestion(filterNames.map(first), withSuspect, inOneCall);
  const answer =
    'reason: fine\n1a: supported in turn 1\n2a: supported in turn 2\n2b: not mentioned\nclaim 1: no\ntoxicity: 3\nprivacy: none\nbias: found in turn 2';

  test('are an expert of their own, whose prompt has profiles and turns once', () => {
    expect(expert.id).toBe('filters');
    expect(prompt.messages[1]?.content.split('[1] User 1:').length).toBe(2);
    expect(prompt.messages[1]?.content.split('Profile of User 1:').length).toBe(2);
  });

  test('find apart what each would find, and drop when one does', () => {
    const result = read(answer);
    expect(result.ok && result.value.finding).toMatchObject({
      kind: 'filters',
      decision: 'drop',
      parts: {
        faithfulness: { decision: 'pass' },
        attribution: { decision: 'pass', turns: [] },
        toxicity: { degree: 0.03 },
        privacy: { decision: 'pass' },
        bias: { decision: 'drop', turns: [1] },
      },
    });
  });

  test('put the reason last where the plan says so', () => {
    const asked = filterQuestion([first('privacy')], conversation, {
      limits,
      reason: 'last',
      together: false,
    });
    expect(asked.prompt.grammar).toMatch(/^root ::= "privacy: " found "\\nreason: " reason/);
  });
});

const answerWith = (choices: string) =>
  `reason: so\n${dimensions.map((dimension, index) => `${dimension}: ${choices[index]}`).join('\n')}`;

const verdictWith = (choices: string): Verdict => {
  const { read } = comparisonQuestion(dimensions.map(first), conversation, conversation, 'first');
  const result = read(answerWith(choices));
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
    expect(majority(joinOrders([verdictWith(forward)], [verdictWith(backward)]))).toBe(expected);
  });

  test('an order that could not be read ties', () => {
    const unreadable: Verdict = { ...verdictWith('AAAAA'), finding: { kind: 'unreadable', answer: '' } };
    expect(majority(joinOrders([unreadable], [verdictWith('BBBBB')]))).toBe('tie');
  });

  test('an answer without one of the five is unreadable', () => {
    const { read } = comparisonQuestion(dimensions.map(first), conversation, conversation, 'first');
    expect(read('reason: x\ndepth: A\ncoherency: B').ok).toBe(false);
  });

  test('asked apart, the five experts of a comparison count like the group', () => {
    const one = (dimension: (typeof dimensions)[number], answer: string): Verdict => {
      const { expert, read } = comparisonQuestion([first(dimension)], conversation, conversation, 'last');
      const result = read(`${dimension}: ${answer}\nreason: so`);
      if (!result.ok) throw new Error(result.problem);
      return { owner: 's', id: dimension, expert: expert.id, version: 1, about: ['x', 'y'], ...result.value };
    };
    const forward = dimensions.map((dimension) => one(dimension, 'A'));
    const backward = dimensions.map((dimension, index) => one(dimension, index < 3 ? 'B' : 'A'));
    expect(joinOrders(forward, backward)).toEqual({
      depth: 'first',
      coherency: 'first',
      consistency: 'first',
      diversity: 'tie',
      likability: 'tie',
    });
  });

  test('scores go from 1 to 5, and nothing else is read as one', () => {
    const { read } = scoresQuestion([first('depth score')], conversation, 'first');
    expect(read('reason: so\ndepth: 4')).toMatchObject({ value: { finding: { scores: { depth: 4 } } } });
    expect(read('reason: so\ndepth: 6').ok).toBe(false);
    expect(read('reason: so\ndepth: 45').ok).toBe(false);
  });
});
