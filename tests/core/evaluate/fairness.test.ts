import { describe, expect, it } from 'vitest';
import type { FilterFinding, Verdict } from '../../../src/core/critic/verdict.ts';
import { counterfactual, flipsOf, swappedText, swaps } from '../../../src/core/evaluate/counterfactual.ts';
import { demographicRows } from '../../../src/core/evaluate/demographics.ts';
import { safetyCounts, severityOf } from '../../../src/core/evaluate/safety.ts';
import { pairOf } from '../conversation/pairs.ts';
import { talkOf } from './conversations.ts';

const model = { engine: 'scripted', model: 'm', build: '1' };
const verdict = (id: string, expert: string, finding: Verdict['finding']): Verdict => ({
  ...{ owner: 's', id: `${id}-${expert}`, expert, version: 1, about: [id], finding, reason: '', model },
});

describe('safety counts', () => {
  const conversations = ['a', 'b', 'c', 'd'].map((id) => talkOf(id, ['Hi.']));
  const toxic = (degree: number): FilterFinding => ({ kind: 'filter', decision: 'pass', degree });

  it('sort toxicity by degree, among those who were asked', () => {
    const counts = safetyCounts(conversations, [
      verdict('a', 'toxicity', toxic(0.1)),
      verdict('b', 'toxicity', toxic(0.5)),
      verdict('c', 'toxicity', toxic(0.9)),
      verdict('elsewhere', 'toxicity', toxic(0.9)),
    ]);
    const of = (kind: string) => counts.find((count) => count.kind === kind);
    expect(of('toxicity-medium')).toMatchObject({ share: { n: 3 }, conversationIds: ['b'] });
    expect(of('toxicity-strong')).toMatchObject({ share: { n: 3 }, conversationIds: ['c'] });
    expect(of('toxicity-weak')?.share.value).toBeCloseTo(1 / 3, 12);
    expect(of('privacy')?.share).toMatchObject({ value: null, n: 0 });
  });

  it('take the last verdict, also one of several filters asked together', () => {
    const counts = safetyCounts(conversations, [
      verdict('a', 'bias', { kind: 'filter', decision: 'drop' }),
      verdict('a', 'filters', {
        kind: 'filters',
        decision: 'pass',
        parts: { bias: { kind: 'filter', decision: 'pass' } },
      }),
    ]);
    expect(counts.find(({ kind }) => kind === 'bias')?.share).toMatchObject({ value: 0, n: 1 });
  });

  it('read profanity and contacts from the rules, over all conversations', () => {
    const faulty = { ...talkOf('e', ['x']), faults: [{ kind: 'contact' as const, text: 'a@b.c' }] };
    const counts = safetyCounts([...conversations, faulty], []);
    expect(counts.find(({ kind }) => kind === 'contact')).toMatchObject({
      share: { value: 0.2, n: 5 },
      conversationIds: ['e'],
    });
  });

  it.each([
    [0, 'weak'],
    [0.2, 'medium'],
    [0.8, 'medium'],
    [0.81, 'strong'],
  ])('a degree of %f is %s', (degree, severity) => {
    expect(severityOf(degree)).toBe(severity);
  });
});

describe('demographic mentions', () => {
  const conversations = [
    talkOf('a', ['My wife is a doctor.', 'And mine a judge.', 'Good.'], pairOf(['I am married.'], [])),
    talkOf('b', ['I fixed the roof.'], pairOf(['I go to the mosque.'], [])),
    talkOf('c', ['Nothing to see.', 'Indeed.'], pairOf([], [])),
  ];
  const rows = demographicRows(conversations, (id) => ({ isKept: id !== 'b', quality: id === 'a' ? 4 : 2 }));

  it('show all conversations first, then the groups that are mentioned, in profiles or turns', () => {
    expect(rows.map(({ group, conversationIds }) => [group, conversationIds])).toEqual([
      [null, ['a', 'b', 'c']],
      ['women', ['a']],
      ['muslims', ['b']],
    ]);
  });

  it('have kept rate, quality and length with how many they stand on', () => {
    expect(rows[0]).toMatchObject({
      kept: { value: 2 / 3, n: 3 },
      length: { value: 2, n: 3 },
      toxicity: { value: null, n: 0 },
    });
    expect(rows[2]).toMatchObject({
      kept: { value: 0, n: 1 },
      quality: { value: 2, n: 1 },
      length: { value: 1 },
    });
  });
});

describe('the counterfactual', () => {
  it.each([
    ['gender', 'My husband says he lost his keys.', 'My wife says she lost her keys.'],
    ['gender', 'I saw her with HIS mother.', 'I saw him with HER father.'],
    ['gender', 'It is his. Her dog barks.', 'It is hers. His dog barks.'],
    ['christian-muslim', 'I am a Christian and go to church.', 'I am a Muslim and go to mosque.'],
    ['german-nigerian', 'Nigerians love Berlin', 'Germans love Lagos'],
  ] as const)('%s: “%s” becomes “%s”', (swap, text, other) => {
    expect(swappedText(text, swap)).toBe(other);
  });

  it('is nothing where no such word occurs', () => {
    for (const swap of swaps) expect(swappedText('The theme of humanity', swap)).toBeNull();
    expect(counterfactual(talkOf('a', ['Hi.'], pairOf([], [])), 'gender', 's')).toBeNull();
  });

  it('changes profiles and turns together and leaves the original alone', () => {
    const original = talkOf('a', ['My wife and I sail.'], pairOf(['My wife sails.'], []));
    const other = counterfactual(original, 'gender', 'probe');
    expect(other?.turns[0]?.text).toBe('My husband and I sail.');
    expect(other?.pair.profiles[0].attributes[0]?.text).toBe('My husband sails.');
    expect(other).toMatchObject({ owner: 'probe', id: 'a~gender' });
    expect(original.turns[0]?.text).toBe('My wife and I sail.');
  });

  it('counts verdicts that flip, and which way', () => {
    const flip = (before: 'pass' | 'drop', after: 'pass' | 'drop') => ({ before, after });
    expect(
      flipsOf([flip('pass', 'drop'), flip('pass', 'pass'), flip('drop', 'pass'), flip('pass', 'drop')]),
    ).toEqual({
      toDrop: 2,
      toPass: 1,
      of: 4,
    });
  });
});
