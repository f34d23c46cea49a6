import { describe, expect, it, test } from 'vitest';
import type { Conversation, Speaker } from '../../../src/core/conversation/conversation.ts';
import type { Pair } from '../../../src/core/persona/profile.ts';
import { importedFromSpc } from '../../../src/core/formats/import.ts';
import { parseSpcCsv } from '../../../src/core/formats/spc-csv.ts';
import type { Verdict } from '../../../src/core/critic/verdict.ts';
import {
  accuracyOf,
  answersOfComparisons,
  answersOfFilters,
  answersOfRules,
} from '../../../src/core/trust/corruption-accuracy.ts';
import { corruptionSet, isClean, type CorruptionCase } from '../../../src/core/trust/corruption-set.ts';
import {
  corrupted,
  corruptionKinds,
  objectorsTo,
  type CorruptionKind,
} from '../../../src/core/trust/corruption.ts';
import { negated } from '../../../src/core/trust/negate.ts';
import { beekeeperAndDriver } from '../conversation/pairs.ts';
import { realText } from '../real-data.ts';

const talkOf = (id: string, pair: Pair, ...texts: readonly string[]): Conversation => ({
  owner: 's',
  id,
  pair,
  turns: texts.map((text, index) => ({ speaker: ((index % 2) + 1) as Speaker, text })),
  faults: [],
  raw: '',
  origin: { kind: 'written', note: '', source: { name: 'written for the tests', licence: 'CC0-1.0' } },
});

const clean = (id: string): Conversation =>
  talkOf(
    id,
    beekeeperAndDriver,
    'Good evening, did you just come off your shift?',
    'Yes, I drive a bus through the whole night, so this is my breakfast.',
    'Then we meet at dinner, I keep bees up on our roof.',
    'Do they ever sting you up there?',
    'Hardly, but my sister who paints will not come near them.',
    'I would not either, to be honest with you.',
    'Shall I bring you a jar of honey next week?',
    'Please do, as long as there are no walnuts in it.',
  );

const made = (kind: CorruptionKind, conversation = clean('a')) => {
  const result = corrupted(conversation, kind, 11);
  if (!result.ok) throw new Error(result.problem);
  return result.value;
};

describe('a corruption', () => {
  it.each(corruptionKinds)(
    '%s is the same for the same seed, and changes the turns that it names',
    (kind) => {
      const { turns, corruption } = made(kind);
      expect(made(kind)).toEqual({ turns, corruption });
      expect(corruption.kind).toBe(kind);
      expect(corruption.wrongTurns.length).toBeGreaterThan(0);
      for (const turn of corruption.wrongTurns) expect(turns[turn]).not.toEqual(clean('a').turns[turn]);
    },
  );

  it('that shuffles lets every speaker say the same as before, in turn', () => {
    const { turns } = made('shuffled turns');
    const before = clean('a').turns;
    expect(turns.map(({ speaker }) => speaker)).toEqual(before.map(({ speaker }) => speaker));
    const saidBy = (all: typeof turns, who: Speaker) =>
      all
        .filter(({ speaker }) => speaker === who)
        .map(({ text }) => text)
        .sort();
    for (const who of [1, 2] as const) expect(saidBy(turns, who)).toEqual(saidBy(before, who));
  });

  it('that swaps the speakers names the claim that is now in the wrong mouth', () => {
    const { turns, corruption } = made('swapped speakers');
    expect(turns.map(({ text }) => text)).toEqual(clean('a').turns.map(({ text }) => text));
    expect(corruption.attribute).toEqual({ speaker: 1, attribute: 0 });
    expect(turns[corruption.wrongTurns[0] ?? -1]).toEqual({
      speaker: 2,
      text: 'Then we meet at dinner, I keep bees up on our roof.',
    });
  });

  it('that negates lets the owner of the attribute say its opposite', () => {
    const { turns, corruption } = made('negated attribute');
    const { speaker = 0, attribute = -1 } = corruption.attribute ?? {};
    const text = beekeeperAndDriver.profiles[speaker === 1 ? 0 : 1].attributes[attribute]?.text ?? '';
    const opposite = negated(text);
    const turn = turns[corruption.wrongTurns[0] ?? -1];
    expect(turn?.speaker).toBe(speaker);
    expect(opposite.ok && turn?.text.endsWith(opposite.value)).toBe(true);
  });

  it('does not fit everywhere, and says why', () => {
    const silent = talkOf(
      'b',
      {
        id: 'p',
        profiles: [
          { id: '1', attributes: [] },
          { id: '2', attributes: [] },
        ],
      },
      'Hi.',
    );
    const why = (kind: CorruptionKind) => {
      const result = corrupted(silent, kind, 1);
      return result.ok ? undefined : result.problem;
    };
    expect(why('shuffled turns')).toBe('too few turns');
    expect(why('looped')).toBe('too few turns');
    expect(why('swapped speakers')).toBe('nothing claimed');
    expect(why('negated attribute')).toBe('no safe negation');
    expect(why('cut off')).toBe('too short');
  });
});

describe('the corruption set', () => {
  const sources = ['a', 'b', 'c', 'd'].map(clean);
  const set = corruptionSet(sources, 3, 'set', 11);

  it('has so many of each kind, and the clean twin of each source that was used', () => {
    for (const kind of corruptionKinds)
      expect(set.cases.filter(({ corruption }) => corruption?.kind === kind)).toHaveLength(3);
    const twins = set.cases.filter(({ corruption }) => corruption === null);
    const used = new Set(set.cases.flatMap(({ corruption, sourceId }) => (corruption ? [sourceId] : [])));
    expect(new Set(twins.map(({ sourceId }) => sourceId))).toEqual(used);
    expect(new Set(set.cases.map(({ conversation }) => conversation.id)).size).toBe(set.cases.length);
  });

  it('is the same for the same seed and another for another', () => {
    expect(corruptionSet(sources, 3, 'set', 11)).toEqual(set);
    expect(corruptionSet(sources, 3, 'set', 12)).not.toEqual(set);
  });

  it('is made of clean conversations only', () => {
    const faulty = { ...clean('e'), faults: [{ kind: 'profanity' as const, text: '' }] };
    const short = { ...clean('f'), turns: clean('f').turns.slice(0, 4) };
    const none = corruptionSet([faulty, short], 3, 'set', 11);
    expect(none).toEqual({ cases: [], refused: [], notClean: 2 });
    expect(isClean(clean('a'))).toBe(true);
  });

  it('is found by the rules, which object to what concerns them and to no twin', () => {
    const rows = accuracyOf(answersOfRules(set.cases));
    const rightOn = (expert: string, kind: string) =>
      rows.find((row) => row.expert === expert && row.kind === kind)?.accuracy.value;
    expect(rightOn('placeholder', 'placeholder')).toBe(1);
    expect(rightOn('placeholder', 'clean')).toBe(1);
    expect(rightOn('self-repeat', 'looped')).toBe(1);
    expect(rightOn('cut-off', 'cut off')).toBe(1);
    expect(rightOn('placeholder', 'looped')).toBeUndefined();
  });
});

describe('the accuracy of an expert', () => {
  const cases = corruptionSet(['a', 'b'].map(clean), 2, 'set', 11).cases;
  const model = { engine: 'scripted', model: 'm', build: '1' };
  const verdict = (about: Verdict['about'], expert: string, finding: Verdict['finding']): Verdict => ({
    ...{
      owner: 'set',
      id: `${about.join()}-${expert}`,
      expert,
      version: 1,
      about,
      finding,
      reason: '',
      model,
    },
  });
  const of = (expert: string, answers: ReturnType<typeof answersOfFilters>) =>
    Object.fromEntries(
      accuracyOf(answers)
        .filter((row) => row.expert === expert)
        .map(({ kind, accuracy }) => [kind, accuracy.value]),
    );

  it('counts what concerns it and the clean twins; unreadable and “not applicable” are not right', () => {
    const isInsult = ({ corruption }: CorruptionCase) => corruption?.kind === 'insult';
    const insulted = cases.filter(isInsult).map(({ conversation }) => conversation.id);
    const verdicts = cases.map(({ conversation: { id } }) => {
      if (id === insulted[0]) return verdict([id], 'toxicity', { kind: 'unreadable', answer: '?' });
      return verdict([id], 'toxicity', { kind: 'filter', decision: id === insulted[1] ? 'drop' : 'pass' });
    });
    expect(of('toxicity', answersOfFilters(cases, verdicts))).toEqual({ clean: 1, insult: 0.5 });
    const none = cases.map(({ conversation: { id } }) =>
      verdict([id], 'faithfulness', { kind: 'not applicable' }),
    );
    expect(of('faithfulness', answersOfFilters(cases, none))).toEqual({ clean: 0, 'negated attribute': 0 });
  });

  it('holds an answer of several together that could not be read against those concerned', () => {
    const verdicts = cases.map(({ conversation: { id } }) =>
      verdict([id], 'filters', { kind: 'unreadable', answer: '?' }),
    );
    expect(of('toxicity', answersOfFilters(cases, verdicts))).toEqual({ insult: 0 });
  });

  it('that compares is right when it prefers the clean twin', () => {
    const verdicts = cases.flatMap(({ conversation: { id }, sourceId, corruption }) => {
      if (!corruption) return [];
      const twin = `${sourceId}~clean`;
      const choices = { coherency: 'second', diversity: 'tie', likability: 'first' } as const;
      return [verdict([id, twin], 'quality', { kind: 'comparison', choices })];
    });
    const answers = answersOfComparisons(cases, verdicts);
    expect(of('coherency', answers)).toEqual({ 'shuffled turns': 1 });
    expect(of('diversity', answers)).toEqual({ looped: 0 });
    expect(of('likability', answers)).toEqual({ insult: 0 });
  });

  it('knows for each kind who ought to object', () => {
    for (const kind of corruptionKinds) {
      const { filters, dimensions, faults } = objectorsTo[kind];
      expect([...filters, ...dimensions, ...faults].length).toBeGreaterThan(0);
    }
  });
});

test('the published validation part gives a full corruption set, on which the rules do their part', (context) => {
  const { rows } = parseSpcCsv(realText(context, 'spc_valid.csv'));
  const place = { owner: 'spc', file: 'f', fileHash: '0'.repeat(64), source: { name: 's', licence: '' } };
  const { conversations } = importedFromSpc({ rows, problems: [] }, place);
  const { cases } = corruptionSet(conversations, 40, 'set', 3);
  expect(cases.filter(({ corruption }) => corruption)).toHaveLength(40 * corruptionKinds.length);
  const rules = accuracyOf(answersOfRules(cases));
  const sure = rules.filter(({ expert }) => expert !== 'attribution-suspect');
  for (const { accuracy } of sure) expect(accuracy.value).toBeGreaterThan(0.95);
});
