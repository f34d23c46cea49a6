// Holds a repair to the turns that it was asked for, and what was wrong to where it was said.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../../src/core/conversation/conversation.ts';
import type { Finding, Verdict } from '../../../src/core/critic/verdict.ts';
import type { Label } from '../../../src/core/review/label.ts';
import { complaintsAbout, faultyTurns, readRepair, repairPrompt } from '../../../src/core/run/repair.ts';

const source = { name: 'test', licence: 'CC0-1.0' };
const profile = (id: string, text: string) => ({ id, attributes: [{ id: `${id}a`, text, source }] });
const talk: Conversation = {
  owner: 'set',
  id: 'c1',
  pair: { id: 'p', profiles: [profile('p1', 'I keep bees.'), profile('p2', 'I drive a bus.')] },
  turns: [
    { speaker: 1, text: 'Hello [your name].' },
    { speaker: 2, text: 'Hi. I have never driven a bus.' },
    { speaker: 1, text: 'My bees are {{well}}.' },
  ],
  faults: [
    { kind: 'placeholder', turn: 0, text: '[your name]' },
    { kind: 'cut-off', turn: 2, text: 'x' },
    { kind: 'narration', line: 4, text: '(night falls)' },
  ],
  raw: '',
  origin: { kind: 'imported', file: 'f', row: 1, source },
};
const verdict = (finding: Finding, reason: string): Verdict => ({
  ...{ owner: 'set', id: `c1~${reason}`, expert: 'faithfulness', version: 1, about: ['c1'] as const },
  ...{ finding, reason },
});

describe('what is complained about', () => {
  const contradicted = verdict(
    {
      kind: 'faithfulness',
      decision: 'drop',
      marks: [{ speaker: 2, attribute: 0, mark: 'contradicted', turn: 1 }],
    },
    'User 2 drives a bus.',
  );
  const passed = verdict({ kind: 'filter', decision: 'pass', turns: [2] }, 'Nothing toxic.');
  const label = (part: Partial<Label>): Label => ({
    owner: 'set',
    id: 'c1~Ada',
    about: 'c1',
    annotator: 'Ada',
    ...part,
  });

  test('is what would drop it, with the turns that show it', () => {
    const complaints = complaintsAbout(
      talk,
      [contradicted, passed],
      [label({ decision: 'reject', note: 'Stiff.' })],
      ({ kind }) => kind,
    );
    expect(complaints).toEqual([
      { reason: 'placeholder', turns: [0] },
      { reason: 'User 2 drives a bus.', turns: [1] },
      { reason: 'Stiff.', turns: [] },
    ]);
    expect(faultyTurns(complaints)).toEqual([0, 1]);
  });

  test('is nothing where nobody would drop it', () => {
    expect(
      complaintsAbout(
        { ...talk, faults: [] },
        [passed],
        [label({ decision: 'accept', note: 'Good.' })],
        () => 'x',
      ),
    ).toEqual([]);
  });

  test('of a turn that is not there has no place', () => {
    const beyond = verdict({ kind: 'filter', decision: 'drop', turns: [7] }, 'Rude.');
    expect(complaintsAbout({ ...talk, faults: [] }, [beyond], [], () => 'x')).toEqual([
      { reason: 'Rude.', turns: [] },
    ]);
  });
});

describe('a repair', () => {
  test('asks for the marked turns alone, with the reasons, and templates nothing', () => {
    const { messages, grammar } = repairPrompt(talk, [0, 1], ['User 2\ndrives a bus. {{x}}']);
    const asked = messages.at(-1)?.content ?? '';
    expect(asked).toContain('2. User 2 [rewrite]: Hi. I have never driven a bus.');
    expect(asked).toContain('3. User 1: My bees are {{well}}.');
    expect(asked).toContain('- User 2 drives a bus. {{x}}');
    expect(grammar).toContain('turn 1: ');
    expect(grammar).not.toContain('turn 3: ');
  });

  test.each<[string, string, unknown]>([
    [
      'what was asked',
      'turn 1: Hello.\nturn 2: Hi, the bus was full.',
      { ok: true, value: ['Hello.', 'Hi, the bus was full.', 'My bees are {{well}}.'] },
    ],
    [
      'labels in it',
      'Turn 1: User 1: Hello.\nturn 2: Hi.',
      { ok: true, value: ['Hello.', 'Hi.', 'My bees are {{well}}.'] },
    ],
    [
      'another turn too',
      'turn 1: A.\nturn 2: B.\nturn 3: C.',
      { ok: true, value: ['A.', 'B.', 'My bees are {{well}}.'] },
    ],
    ['a turn missing', 'turn 1: Hello.', { ok: false, problem: 'there is no turn 2 in it' }],
    [
      'nothing new',
      'turn 1: Hello [your name].\nturn 2: Hi. I have never driven a bus.',
      { ok: false, problem: 'it says the same as before' },
    ],
  ])('whose answer has %s', (_, answer, expected) => {
    expect(readRepair(answer, talk, [0, 1])).toEqual(expected);
  });

  test('changes no turn that was not asked for, whatever a model writes', () => {
    fc.assert(
      fc.property(fc.string(), fc.subarray([0, 1, 2], { minLength: 1 }), (noise, turns) => {
        const answer = `${noise}\n${turns.map((turn) => `turn ${turn + 1}: new ${turn}`).join('\n')}\n${noise}`;
        const read = readRepair(answer, talk, turns);
        if (!read.ok) return;
        for (const [turn, text] of read.value.entries())
          if (!turns.includes(turn)) expect(text).toBe(talk.turns[turn]?.text);
      }),
    );
  });
});
