// A clean dialogue, and the same with its speakers swapped: what each said of themselves is then claimed by the other.
import { describe, expect, it } from 'vitest';
import type { Conversation, Turn } from '../../../src/core/conversation/conversation.ts';
import { faultsOf } from '../../../src/core/conversation/faults-of.ts';
import { suspects } from '../../../src/core/critic/attribution.ts';
import { asksCritic, filterQuestion } from '../../../src/core/critic/filters.ts';
import type { Verdict } from '../../../src/core/critic/verdict.ts';
import { dropReasons } from '../../../src/core/run/drop-reasons.ts';
import { first } from './first-version.ts';

const source = { name: 'test', licence: 'CC0-1.0' };
const profile = (id: string, ...texts: string[]) => ({
  id,
  attributes: texts.map((text, index) => ({ id: `${id}${index}`, text, source })),
});
const pair = {
  id: 'pair',
  profiles: [
    profile('one', 'I keep bees on the roof.', 'I drive a night bus.'),
    profile('two', 'I teach chemistry at a school.', 'I have twin sisters.'),
  ],
} as const;

const clean: readonly Turn[] = [
  { speaker: 1, text: 'Sorry, I drive the night bus and have only just got up.' },
  { speaker: 2, text: 'No trouble. I teach chemistry, so my school day is over.' },
  { speaker: 1, text: 'Do you have any brothers or sisters?' },
  { speaker: 2, text: 'Two! My sisters are twins. What do you do when you are not driving?' },
  { speaker: 1, text: 'My bees keep me busy. They live up on the roof.' },
  { speaker: 2, text: 'Bees on a roof, how lovely. Do you sell the honey?' },
];

const conversationOf = (turns: readonly Turn[]): Conversation => ({
  owner: 'set',
  id: 'c',
  pair,
  turns,
  faults: faultsOf({ turns, faults: [] }, pair, null),
  raw: '',
  origin: { kind: 'written', note: 'test', source },
});
const swapped = conversationOf(clean.map(({ speaker, text }) => ({ speaker: speaker === 1 ? 2 : 1, text })));

describe('attribution', () => {
  it('has nothing to ask of a clean dialogue, though each repeats the other’s words', () => {
    expect(suspects(conversationOf(clean))).toEqual([]);
    expect(asksCritic(first('attribution'), conversationOf(clean))).toBe(false);
  });

  it('finds the claims of a dialogue whose speakers were swapped', () => {
    expect(suspects(swapped).map(({ text }) => text)).toEqual(
      expect.arrayContaining(['I drive a night bus.', 'I teach chemistry at a school.']),
    );
    expect(asksCritic(first('attribution'), swapped)).toBe(true);
  });

  it('drops it when the critic says of one claim that it is one', () => {
    const { expert, about, read } = filterQuestion([first('attribution')], swapped, {
      ...{ limits: { toxicityAtMost: 1 }, reason: 'first', together: false },
    });
    const said = suspects(swapped).map((_, index) => `claim ${index + 1}: ${index === 0 ? 'yes' : 'no'}`);
    const result = read(`reason: The driver speaks for the teacher.\n${said.join('\n')}`);
    if (!result.ok) throw new Error(result.problem);
    const verdict: Verdict = {
      ...{ owner: 'set', id: 'v', expert: expert.id, version: expert.version, about, ...result.value },
    };
    expect(dropReasons({ rulesDrop: true }, [verdict], swapped)).toEqual([
      'attribution: a speaker claims what only the other’s profile says',
    ]);
  });
});
