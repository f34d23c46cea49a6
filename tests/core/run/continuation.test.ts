// A conversation that is written on: what its speakers are told, what stays, and which verdicts still speak of it.
import { describe, expect, test } from 'vitest';
import type { Conversation, Speaker } from '../../../src/core/conversation/conversation.ts';
import { beforeEdits, editedConversation } from '../../../src/core/conversation/edit.ts';
import { continuationPrompt, editsUntilWrittenOn } from '../../../src/core/conversation/written-on.ts';
import { currentVerdicts, formerVerdicts, isUnjudged } from '../../../src/core/critic/current-verdicts.ts';
import type { Verdict } from '../../../src/core/critic/verdict.ts';
import { turnAsk } from '../../../src/core/run/continuation.ts';

const source = { name: 'f', licence: 'x' };
const profile = (id: string, text: string) => ({ id, attributes: [{ id, text, source }] });
const said = (...speakers: Speaker[]): Conversation => ({
  owner: 'set',
  id: 'c',
  pair: { id: 'p', profiles: [profile('1', 'I keep bees.'), profile('2', 'I drive a bus.')] },
  turns: speakers.map((speaker, turn) => ({ speaker, text: `Turn ${turn + 1}.` })),
  faults: [],
  raw: '',
  origin: { kind: 'imported', file: 'f', row: 1, source },
});
const decoding = { temperature: 0.7, topP: 0.95, topK: 40, repetitionPenalty: 1.05 };
const whole = said(1, 2, 1, 2, 2, 1);
const textsOf = ({ turns }: Conversation, count: number) => turns.slice(0, count).map(({ text }) => text);
const by = { model: { engine: 'e', model: 'm', build: 'b' }, prompt: continuationPrompt, reasons: [] };

describe('the ask for a turn', () => {
  test.each([
    [1, 'I drive a bus.', 'I keep bees.'],
    [2, 'I keep bees.', 'I drive a bus.'],
    [4, 'I drive a bus.', 'I keep bees.'],
    [5, 'I keep bees.', 'I drive a bus.'],
  ])('after %i turns tells who speaks next their own profile and not the other’s', (count, own, other) => {
    const { messages } = turnAsk(whole, textsOf(whole, count), decoding, 0);
    const all = messages.map(({ content }) => content).join('\n');
    expect(all).toContain(own);
    expect(all).not.toContain(other);
    expect(messages.at(-1)?.role).toBe('user');
    for (const [at, { role }] of messages.entries()) expect(role).not.toBe(messages[at - 1]?.role);
  });

  test('names the new texts and not those that stood there', () => {
    const { messages } = turnAsk(whole, ['Turn 1.', 'New.'], decoding, 0);
    expect(messages.at(-1)?.content).toBe('New.');
    expect(messages.map(({ content }) => content).join()).not.toContain('Turn 2.');
  });

  test('has a seed of its own for each turn, each try and each time that it is written on', () => {
    const edited = editedConversation(whole, ['Turn 1.', 'Other.'], null);
    const seeds = [
      turnAsk(whole, textsOf(whole, 1), decoding, 0),
      turnAsk(whole, textsOf(whole, 1), decoding, 1),
      turnAsk(whole, textsOf(whole, 2), decoding, 0),
      turnAsk(edited, textsOf(edited, 1), decoding, 0),
    ].map((ask) => ask.decoding.seed);
    expect(new Set(seeds).size).toBe(4);
  });
});

describe('once written on', () => {
  const verdict = (id: string, edits?: number): Verdict => ({
    owner: 'set',
    id,
    expert: 'toxicity',
    version: 1,
    about: ['c'],
    ...(edits === undefined ? {} : { edits }),
    finding: { kind: 'filter', decision: 'pass' },
    reason: '',
  });
  const texts = ['Turn 1.', 'Turn 2.', 'A.', 'B.', 'C.', 'D.'];
  const writtenOn = editedConversation(whole, texts, null, by);

  test('it keeps what stood there, turn by turn, and can be had as it was', () => {
    expect(writtenOn.edits?.map(({ turn, before }) => [turn, before])).toEqual([
      [2, 'Turn 3.'],
      [3, 'Turn 4.'],
      [4, 'Turn 5.'],
      [5, 'Turn 6.'],
    ]);
    expect(beforeEdits(writtenOn).turns).toEqual(whole.turns);
  });

  test.each([
    ['never judged', [], [], [], false],
    ['judged before', [verdict('old')], [], ['old'], true],
    ['judged before and after', [verdict('old'), verdict('new', 4)], ['new'], ['old'], false],
  ] as const)('and %s, it stands by what was said of it since', (_, verdicts, current, former, unjudged) => {
    const ids = (list: readonly Verdict[]) => list.map(({ id }) => id);
    expect(editsUntilWrittenOn(writtenOn)).toBe(4);
    expect(ids(currentVerdicts(verdicts, writtenOn))).toEqual(current);
    expect(ids(formerVerdicts(verdicts, writtenOn))).toEqual(former);
    expect(isUnjudged(verdicts, writtenOn)).toBe(unjudged);
  });

  test('an edit by a person leaves what was said before in force', () => {
    const edited = editedConversation(whole, ['Other.'], null);
    expect(currentVerdicts([verdict('old')], edited)).toHaveLength(1);
    expect(isUnjudged([verdict('old')], edited)).toBe(false);
  });
});
