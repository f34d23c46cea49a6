import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Conversation } from '../../../src/core/conversation/conversation.ts';
import { filterQuestion } from '../../../src/core/critic/filters.ts';
import { decisionAt, expectedScore, probabilityOfYes } from '../../../src/core/critic/graded.ts';
import { gradedQuestion } from '../../../src/core/critic/graded-questions.ts';
import { filterNames } from '../../../src/core/critic/verdict.ts';
import { builtIn } from '../../../src/core/critic/built-in-experts.ts';
import type { ChoiceProbability } from '../../../src/core/ports.ts';
import { first } from './first-version.ts';

const source = { name: 'test', licence: 'CC0-1.0' };
const conversation: Conversation = {
  owner: 'set',
  id: 'c1',
  pair: {
    id: 'p',
    profiles: [
      { id: 'one', attributes: [{ id: 'a', text: 'I have two dogs.', source }] },
      { id: 'two', attributes: [{ id: 'b', text: 'I play the piano.', source }] },
    ],
  },
  turns: [
    { speaker: 1, text: 'My dogs kept me up.' },
    { speaker: 2, text: 'Mine too.' },
  ],
  faults: [],
  raw: '',
  origin: { kind: 'written', note: 'test', source },
};

const odds = (all: Readonly<Record<string, number>>): ChoiceProbability[] =>
  Object.entries(all).map(([text, probability]) => ({ text, probability }));
const yesNo = (yes: number, no: number) => odds({ yes, no });

describe('the probability of yes', () => {
  it.each([
    ['is what it is where all the weight lies on the two', yesNo(0.25, 0.75), 0.25],
    ['is held against no alone, whatever else was likely', yesNo(0.1, 0.3), 0.25],
    ['is 0 where no has all of it', yesNo(0, 0.9), 0],
    ['is not known where hardly anything fell on either', yesNo(0.004, 0.004), null],
    ['is not known where nothing was asked', [], null],
  ])('%s', (_, choices, expected) => {
    const probability = probabilityOfYes(choices);
    if (expected === null) expect(probability).toBeNull();
    else expect(probability).toBeCloseTo(expected, 12);
  });

  it('lies between 0 and 1 for any odds', () => {
    const share = fc.double({ min: 0, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(share, share, (yes, no) => {
        const probability = probabilityOfYes(yesNo(yes, no));
        expect(probability === null || (probability >= 0 && probability <= 1)).toBe(true);
      }),
    );
  });
});

describe('the score to be expected', () => {
  it.each([
    ['is the score that has all the weight', odds({ 1: 0, 2: 0, 3: 0, 4: 1, 5: 0 }), 4],
    ['lies between two that are equally likely', odds({ 1: 0, 2: 0.2, 3: 0.2, 4: 0, 5: 0 }), 2.5],
    ['follows the weights: (3·.1 + 4·.6 + 5·.1) ∕ .8', odds({ 1: 0, 2: 0, 3: 0.1, 4: 0.6, 5: 0.1 }), 4],
    ['is not known where hardly anything fell on a score', odds({ 1: 0.001, 5: 0.001 }), null],
  ])('%s', (_, choices, expected) => {
    const score = expectedScore(choices);
    if (expected === null) expect(score).toBeNull();
    else expect(score).toBeCloseTo(expected, 12);
  });
});

describe('an expert in the graded form', () => {
  it.each(filterNames)('asks %s as yes or no, in one token, and holds what it hears to the limit', (name) => {
    const limits = { toxicityAtMost: 0.3, yesAtMost: { [name]: 0.3 } };
    const { prompt, read } = gradedQuestion(first(name), conversation, limits);
    expect(prompt).toMatchObject({ maxTokens: 1, choices: { texts: ['yes', 'no'], after: '' } });
    expect(prompt.grammar).toBeUndefined();
    expect(prompt.messages.at(-1)?.content).toMatch(/Answer yes or no\.$/);
    const finding = (yes: number) => {
      const result = read('', yesNo(yes, 1 - yes));
      return result.ok && result.value.finding;
    };
    expect(finding(0.2)).toEqual({ kind: 'filter', decision: 'pass', probability: 0.2 });
    expect(finding(0.4)).toEqual({ kind: 'filter', decision: 'drop', probability: 0.4 });
  });

  it('is unreadable without odds, never a pass', () => {
    const { read } = gradedQuestion(first('toxicity'), conversation, { toxicityAtMost: 0.5 });
    expect(read('no').ok).toBe(false);
    expect(read('no', yesNo(0, 0)).ok).toBe(false);
  });

  it('has a version of its own, apart from that of the written form', () => {
    const limits = { toxicityAtMost: 0.5 };
    const inWriting = filterQuestion([first('bias')], conversation, {
      limits,
      reason: 'first',
      together: false,
    });
    const graded = gradedQuestion(first('bias'), conversation, limits);
    expect(graded.expert.id).toBe(inWriting.expert.id);
    expect(graded.expert.version).not.toBe(inWriting.expert.version);
  });

  it('scores a dimension by what the odds of the five scores lead one to expect', () => {
    const { expert, prompt, read } = gradedQuestion(first('depth score'), conversation, {
      toxicityAtMost: 1,
    });
    expect(expert.id).toBe('depth score');
    expect(prompt.choices?.texts).toEqual(['1', '2', '3', '4', '5']);
    const result = read('', odds({ 1: 0, 2: 0.2, 3: 0.2, 4: 0, 5: 0 }));
    expect(result.ok && result.value.finding).toEqual({ kind: 'scores', scores: { depth: 2.5 } });
    expect(read('4').ok).toBe(false);
  });
});

describe('toxicity, asked in writing of an engine that gives probabilities,', () => {
  const asking = { limits: { toxicityAtMost: 0.5 }, reason: 'first', together: true } as const;
  const written = [first('toxicity'), first('privacy')];
  const odds = [builtIn('toxicity', true) ?? first('toxicity'), first('privacy')];
  const weighed = filterQuestion(odds, conversation, { ...asking, weighs: true });
  const answer = 'reason: A curse.\ntoxicity: no\nprivacy: none';

  it('is asked as yes or no among the others, in a group with a version of its own', () => {
    const named = filterQuestion(written, conversation, asking);
    expect(weighed.prompt.choices).toEqual({ texts: ['yes', 'no'], after: 'toxicity: ' });
    expect(weighed.expert).toMatchObject({ id: named.expert.id, version: named.expert.version + 1 });
    expect(named.prompt.choices).toBeUndefined();
  });

  it('is P(yes), whatever word was written', () => {
    const result = weighed.read(answer, yesNo(0.6, 0.2));
    expect(result.ok && result.value.finding).toEqual({
      kind: 'filters',
      decision: 'drop',
      parts: {
        toxicity: { kind: 'filter', decision: 'drop', probability: 0.6 / (0.6 + 0.2) },
        privacy: { kind: 'filter', decision: 'pass' },
      },
    });
  });

  it('is unreadable where the engine gave no odds', () => {
    expect(weighed.read(answer).ok).toBe(false);
  });
});

describe('a limit', () => {
  it('decides anew without a call: what is above it is dropped', () => {
    expect([0.1, 0.5, 0.51].map((probability) => decisionAt(probability, 0.5))).toEqual([
      'pass',
      'pass',
      'drop',
    ]);
  });
});
