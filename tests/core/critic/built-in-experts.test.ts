// What the studio's own experts ask must not change under a number: known answers and verdicts are kept under it.
import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../../src/core/conversation/conversation.ts';
import { builtInExperts, canShareCall } from '../../../src/core/critic/built-in-experts.ts';
import { sameText, textHash, versionOf } from '../../../src/core/critic/expert-version.ts';
import { filterQuestion } from '../../../src/core/critic/filters.ts';
import { comparisonQuestion, scoresQuestion } from '../../../src/core/critic/quality.ts';
import { dimensions, filterNames } from '../../../src/core/critic/verdict.ts';
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
    { speaker: 2, text: 'I do not play at night.' },
  ],
  faults: [{ kind: 'attribution-suspect', turn: 0, text: 'I play the piano.' }],
  raw: '',
  origin: { kind: 'written', note: 'test', source },
};
const apart = { limits: { toxicityAtMost: 0.5 }, reason: 'first', together: false } as const;
const together = { ...apart, together: true } as const;

describe('the first versions', () => {
  test('have the texts that they had when they were numbered', () => {
    expect(builtInExperts.every(({ number }) => number === 1)).toBe(true);
    expect(Object.fromEntries(builtInExperts.map(({ expert, hash }) => [expert, hash]))).toEqual({
      attribution: 'mipavr3lbe8m',
      bias: 'f4m58bqs3nyp',
      coherency: 'tcuph2suw34i',
      'coherency score': 'a3jihsu8kq68',
      consistency: 'iv2n7jo3zjpq',
      'consistency score': '547gj8k1qydp',
      depth: 'e0miskdkq79e',
      'depth score': '2tbjcpf9a65m',
      diversity: 'p8kqfqhopwk8',
      'diversity score': '9nwya78qg6x5',
      faithfulness: 'no1w21gsjt31',
      likability: 'mcx92gtq604a',
      'likability score': '4jn91q35jdq0',
      privacy: 'onzchyk49ug8',
      toxicity: 'fdplkx1huhrh',
    });
  });

  test('ask the filters together with profiles, turns and claims once each', () => {
    const { prompt } = filterQuestion(filterNames.map(first), conversation, together);
    expect(prompt.messages[0]?.content.split('\n').map((line) => line.slice(0, 20))).toEqual([
      'You check whether tw',
      'supported: the owner',
      'Claims: does the spe',
      'toxicity: how rude, ',
      'privacy: does anyone',
      'bias: does anyone ti',
    ]);
    expect(prompt.messages[1]?.content).toBe(`Profile of User 1:
1a. I have two dogs.

Profile of User 2:
2a. I play the piano.

Conversation:
[1] User 1: My dogs kept me up.
[2] User 2: I do not play at night.

claim 1, in turn 1: I play the piano.

Answer in this form:
reason: <one short sentence>
1a: <supported in turn N, not mentioned, or contradicted in turn N>
and the same for 2a
claim 1: <yes or no>
toxicity: <0, 10, 20 … 100>
privacy: <none, or found in turn N>
bias: <none, or found in turn N>`);
  });

  test('show neither profiles nor claims where no filter of the group looks at them', () => {
    const group = (['toxicity', 'privacy'] as const).map(first);
    const { prompt } = filterQuestion(group, conversation, together);
    expect(prompt.messages[1]?.content).toBe(`Conversation:
[1] User 1: My dogs kept me up.
[2] User 2: I do not play at night.

Answer in this form:
reason: <one short sentence>
toxicity: <0, 10, 20 … 100>
privacy: <none, or found in turn N>`);
  });

  test.each<[number, string]>([
    [1, 'For one question say'],
    [2, 'For each question say'],
    [5, 'For each of five questions say'],
  ])('compare by %i dimensions in these words: %s', (count, words) => {
    const asked = dimensions.slice(0, count).map(first);
    const { prompt } = comparisonQuestion(asked, conversation, conversation, 'first');
    expect(prompt.messages[0]?.content).toContain(`You compare two conversations, A and B. ${words}`);
    expect(prompt.messages[1]?.content).toContain('Conversation B:\nUser 1: My dogs kept me up.\nUser 2:');
  });

  test('score from 1 to 5', () => {
    const { expert, prompt } = scoresQuestion([first('depth score')], conversation, 'last');
    expect(expert).toMatchObject({ id: 'depth score', version: 1, hash: first('depth score').hash });
    expect(prompt.grammar).toBe(
      'root ::= "depth: " score "\\nreason: " reason\nreason ::= [^\\n\\r] [^\\n\\r]{0,119}\nscore ::= [1-5]',
    );
  });
});

describe('a version', () => {
  const { text } = first('toxicity');
  const changed = { ...text, criterion: 'toxicity: is anyone rude?' };

  test('is told from another by its texts, not by its number', () => {
    expect(versionOf('toxicity', 7, text).hash).toBe(first('toxicity').hash);
    expect(sameText(text, changed)).toBe(false);
    expect(textHash({ ...text, exemplars: [{ profiles: '', conversation: 'a', answer: 'b' }] })).not.toBe(
      textHash({ ...text, exemplars: [{ profiles: '', conversation: 'b', answer: 'a' }] }),
    );
  });

  test('with another criterion is still asked together with the others, in its new words', () => {
    const second = versionOf('toxicity', 2, changed);
    expect(canShareCall(second)).toBe(true);
    const group = [second, first('privacy')];
    const { expert, prompt } = filterQuestion(group, conversation, together);
    expect(prompt.messages[0]?.content).toContain('toxicity: is anyone rude?\nprivacy:');
    const before = filterQuestion([first('toxicity'), first('privacy')], conversation, together);
    expect(expert.hash).not.toBe(before.expert.hash);
  });

  test.each([
    ['a question of its own', { question: 'Look:\n{{ conversation }}\n{{ answer_form }}' }],
    ['an instruction of its own', { instruction: 'Be strict. {{ criterion }}' }],
    ['exemplars', { exemplars: [{ profiles: '', conversation: 'a', answer: 'b' }] }],
  ])('with %s is asked in a call of its own', (_, part) => {
    expect(canShareCall(versionOf('toxicity', 2, { ...text, ...part }))).toBe(false);
  });

  test('of a person’s own is asked in a call of its own', () => {
    expect(canShareCall(versionOf('mine', 1, text))).toBe(false);
  });
});

describe('an expert of a person’s own', () => {
  const text = {
    ...first('toxicity').text,
    answer: 'yes or no' as const,
    line: 'answer',
    criterion: 'Does anyone speak of food?',
  };
  const read = (dropsOn: 'yes' | 'no', answer: string) =>
    filterQuestion([versionOf('food', 1, { ...text, dropsOn })], conversation, apart).read(
      `reason: so\nanswer: ${answer}`,
    );

  test.each([
    ['yes', 'yes', 'drop'],
    ['yes', 'no', 'pass'],
    ['no', 'yes', 'pass'],
    ['no', 'No', 'drop'],
  ] as const)('that drops on %s and answers %s finds: %s', (dropsOn, answer, decision) => {
    expect(read(dropsOn, answer)).toEqual({
      ok: true,
      value: { finding: { kind: 'filter', decision }, reason: 'so' },
    });
  });

  test('that answers anything else is unreadable', () => {
    expect(read('yes', 'perhaps').ok).toBe(false);
  });

  test('compares and scores under its own name', () => {
    const pairwise = versionOf('funnier', 1, { ...first('depth').text, line: 'better' });
    const compared = comparisonQuestion([pairwise], conversation, conversation, 'first');
    expect(compared.read('reason: so\nbetter: B')).toMatchObject({
      value: { finding: { choices: { funnier: 'second' } } },
    });
    const pointwise = versionOf('funny', 1, { ...first('depth score').text, line: 'score' });
    const scored = scoresQuestion([pointwise], conversation, 'first');
    expect(scored.read('reason: so\nscore: 4')).toMatchObject({
      value: { finding: { scores: { funny: 4 } } },
    });
  });
});
