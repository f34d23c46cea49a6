// Holds tasks for people to being blind and fair: even looks, sides by seed, statements that are surely true or not, rates that
// add up, and files that give nothing away and come back.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatTaskAnswers, parseTaskAnswers } from '../../../../src/core/formats/task-answers.ts';
import { taskPage } from '../../../../src/core/formats/task-page.ts';
import { drawFaithfulness, drawTuring } from '../../../../src/core/review/task/draw.ts';
import { evened, evenText } from '../../../../src/core/review/task/even.ts';
import { resultsOf } from '../../../../src/core/review/task/results.ts';
import {
  answerId,
  type Answer,
  type HumanTask,
  type TaskAnswer,
} from '../../../../src/core/review/task/task.ts';

const source = { name: 'test', licence: 'CC0-1.0' };
const talk = (
  id: string,
  texts: readonly string[],
  attributes: readonly (readonly string[])[] = [[], []],
) => ({
  id,
  turns: texts.map((text, index) => ({ speaker: ((index % 2) + 1) as 1 | 2, text })),
  pair: {
    id,
    profiles: [0, 1].map((place) => ({
      id: `${id}-${place}`,
      attributes: (attributes[place] ?? []).map((text, index) => ({
        id: `${id}-${place}-${index}`,
        text,
        source,
      })),
    })) as unknown as readonly [{ id: string; attributes: [] }, { id: string; attributes: [] }],
  },
});
const talks = (name: string, count: number, length = 8) =>
  Array.from({ length: count }, (_, index) =>
    talk(
      `${name}${index}`,
      Array.from({ length }, (__, turn) => `${name} ${index} ${turn}`),
      [
        [
          `I own ${index} boats.`,
          'I live near the sea.',
          'I like tea.',
          `I have ${index} dogs.`,
          'I work at night.',
        ],
        [`I collect ${index} stamps.`],
      ],
    ),
  );

describe('two conversations of a blind test look alike', () => {
  test.each([
    ["Hi , I ' m Ann . Do n't you ?", "hi, i'm ann. don't you?"],
    ['What’s   that…  “Fine” – sure!', `what's that... "fine" - sure!`],
    ['HELLO', 'hello'],
    ['it is ( nearly ) 5 : 30', 'it is (nearly) 5: 30'],
  ])('%s', (text, expected) => {
    expect(evenText(text)).toBe(expected);
    expect(evenText(evenText(text))).toBe(expected);
  });

  test('with as many turns each, and the same speaker first', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 30 }),
        fc.integer({ min: 4, max: 30 }),
        fc.integer({ min: 4, max: 20 }),
        (a, b, most) => {
          const one = talks('a', 1, a)[0]?.turns ?? [];
          const other = (talks('b', 1, b)[0]?.turns ?? []).map((turn) => ({
            ...turn,
            speaker: turn.speaker === 1 ? (2 as const) : (1 as const),
          }));
          const [left, right] = evened(one, other, most);
          expect(left).toHaveLength(Math.min(a, b, most));
          expect(right.map(({ speaker }) => speaker)).toEqual(left.map(({ speaker }) => speaker));
        },
      ),
    );
  });
});

describe('a blind test', () => {
  const wish = { count: 40, mostTurns: 6, seed: 3 };

  test('draws no conversation twice, the same by the same seed, and about as often left as right', () => {
    const drawn = drawTuring(talks('t', 60), talks('r', 50), wish);
    expect(drawn.items).toHaveLength(40);
    const ids = drawn.truths.flatMap(({ testedId, referenceId }) => [testedId, referenceId]);
    expect(new Set(ids).size).toBe(80);
    expect(drawTuring(talks('t', 60), talks('r', 50), wish)).toEqual(drawn);
    expect(drawTuring(talks('t', 60), talks('r', 50), { ...wish, seed: 4 })).not.toEqual(drawn);
    const left = drawn.truths.filter(({ tested }) => tested === 'left').length;
    expect(left).toBeGreaterThan(10);
    expect(left).toBeLessThan(30);
  });

  test('puts the tested conversation on the side that its truth names', () => {
    const { items, truths } = drawTuring(talks('t', 20), talks('r', 20), wish);
    for (const [index, { left, right }] of items.entries()) {
      const tested = truths[index]?.tested === 'left' ? left : right;
      expect(tested[0]?.text.startsWith('t ')).toBe(true);
    }
  });

  test('has as many items as the smaller side allows; what is too short is never shown', () => {
    expect(drawTuring(talks('t', 5), talks('r', 50), wish).items).toHaveLength(5);
    expect(drawTuring(talks('t', 5, 3), talks('r', 50), wish).items).toEqual([]);
  });
});

describe('a faithfulness task', () => {
  test('shows four that are the speaker’s and four that are not, no statement twice', () => {
    const pool = talks('t', 12);
    const { items, truths } = drawFaithfulness(pool, { count: 10, seed: 5 });
    expect(items).toHaveLength(10);
    for (const [index, { statements, speaker }] of items.entries()) {
      const { kinds, conversationId } = truths[index] ?? { kinds: [], conversationId: '' };
      const own = pool.find(({ id }) => id === conversationId)?.pair.profiles[speaker - 1]?.attributes ?? [];
      const texts = own.map(({ text }: { text: string }) => text);
      expect(kinds.filter((kind) => kind === 'real')).toHaveLength(4);
      expect(kinds).toHaveLength(8);
      expect(new Set(statements).size).toBe(8);
      for (const [place, text] of statements.entries())
        expect(texts.includes(text)).toBe(kinds[place] === 'real');
      expect(kinds).toContain('contradicting');
      expect(kinds).toContain('negated');
    }
  });

  test('leaves out who has fewer than four attributes', () => {
    expect(
      drawFaithfulness([talk('t', Array<string>(8).fill('x'), [['I sail.'], ['I swim.']])], {
        count: 4,
        seed: 1,
      }).items,
    ).toEqual([]);
  });
});

const turing: HumanTask = {
  ...{ owner: 'p', id: 'task', name: 'T', seed: 1, kind: 'turing' },
  tested: 's',
  reference: 'r',
  ...drawTuring(talks('t', 20), talks('r', 20), { count: 20, mostTurns: 6, seed: 1 }),
};
const faithfulness: HumanTask = {
  ...{ owner: 'p', id: 'task', name: '</script><b>{{x}}', seed: 1, kind: 'faithfulness' },
  tested: 's',
  ...drawFaithfulness(talks('t', 12), { count: 6, seed: 2 }),
};
const given = (item: string, annotator: string, answer: Answer): TaskAnswer => ({
  ...{ owner: 'p', task: 'task', item, annotator, answer },
  id: answerId('task', item, annotator),
});

describe('what answers come to', () => {
  test('is losing where the tested was found out, winning where the reference was taken for it, else a tie', () => {
    const answers = turing.items.map(({ id }, index) => {
      const tested = turing.kind === 'turing' ? turing.truths[index]?.tested : undefined;
      const choice =
        index < 4 ? (tested ?? 'tie') : index < 10 ? (tested === 'left' ? 'right' : 'left') : 'tie';
      return given(id, 'Ada', { kind: 'turing', choice });
    });
    const results = resultsOf(turing, answers);
    // Wilson's interval of 4 in 20 (Newcombe 1998, method 3): .081 … .416.
    expect(results).toMatchObject({
      losing: { value: 0.2, n: 20 },
      winning: { value: 0.3, n: 20 },
      tie: { value: 0.5, n: 20 },
      agreement: null,
    });
    if (results.kind === 'turing') {
      expect(results.losing.interval?.low).toBeCloseTo(0.0807, 3);
      expect(results.losing.interval?.high).toBeCloseTo(0.416, 3);
    }
  });

  test('is κ of 1 between two who always agree, and Fleiss’ κ between three', () => {
    const of = (annotator: string) =>
      turing.items.map(({ id }, index) =>
        given(id, annotator, { kind: 'turing', choice: index % 2 ? 'left' : 'tie' }),
      );
    expect(resultsOf(turing, [...of('Ada'), ...of('Ben')]).agreement).toMatchObject({
      kind: "Cohen's κ",
      kappa: { value: 1, n: 20 },
    });
    expect(resultsOf(turing, [...of('Ada'), ...of('Ben'), ...of('Cleo')]).agreement).toMatchObject({
      kind: "Fleiss' κ",
      annotators: 3,
      kappa: { value: 1 },
    });
  });

  test('is precision and recall of what was ticked', () => {
    const answers = faithfulness.items.map(({ id }, index) => {
      const kinds = faithfulness.kind === 'faithfulness' ? (faithfulness.truths[index]?.kinds ?? []) : [];
      const real = kinds.flatMap((kind, place) => (kind === 'real' ? [place] : []));
      const not = kinds.findIndex((kind) => kind !== 'real');
      return given(id, 'Ada', { kind: 'faithfulness', ticked: [...real.slice(0, 3), not] });
    });
    expect(resultsOf(faithfulness, answers)).toMatchObject({
      precision: { value: 0.75, n: 24 },
      recall: { value: 0.75, n: 24 },
    });
  });

  test('leaves out answers to items that the task does not have, and of another kind', () => {
    const answers = [
      given('9999', 'Ada', { kind: 'turing', choice: 'tie' }),
      given('0001', 'Ada', { kind: 'faithfulness', ticked: [] }),
    ];
    expect(resultsOf(turing, answers)).toMatchObject({ tie: { value: null, n: 0 } });
  });
});

describe('the page for others', () => {
  const parts = {
    style: 'p{}',
    script: 'void 0',
    styleHash: 'aa',
    scriptHash: 'bb',
    words: { title: '<i>' },
  };

  test('does not say what is true of its items', () => {
    const page = taskPage(turing, parts);
    expect(page).not.toContain('tested');
    expect(page).not.toContain('truths');
    for (const { testedId } of turing.kind === 'turing' ? turing.truths : [])
      expect(page).not.toContain(`"${testedId}"`);
  });

  test('lets no text end an element or begin one, and allows no program but its own', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('</script>', '<!--', '<img src=x onerror=1>', '\u2028', '{{x}}', '"\'&'),
        fc.string(),
        (hostile, text) => {
          const task = {
            ...faithfulness,
            name: `${hostile}${text}`,
            items: faithfulness.items.map((item) => ({ ...item, statements: [hostile, text] })),
          } as HumanTask;
          const page = taskPage(task, parts);
          expect(page.match(/<script/g)).toHaveLength(2);
          expect(page.match(/<\/script>/g)).toHaveLength(2);
          expect(page).not.toContain('<img');
          expect(page).not.toContain('<!--');
          expect(page).toContain("script-src 'sha256-bb'");
          const [, json = ''] = /id="task">(.*)<\/script>/.exec(page) ?? [];
          expect((JSON.parse(json) as HumanTask).items).toEqual(task.items);
          expect((JSON.parse(json) as HumanTask).name).toBe(task.name);
        },
      ),
    );
  });
});

describe('a file of answers', () => {
  const answer = fc.record(
    {
      item: fc.constantFrom(...turing.items.map(({ id }) => id)),
      answer: fc.record({
        kind: fc.constant('turing' as const),
        choice: fc.constantFrom('left' as const, 'right' as const, 'tie' as const),
      }),
      measured: fc.record({ at: fc.nat(), seconds: fc.nat() }),
    },
    { requiredKeys: ['item', 'answer'] },
  );

  test('gives back what was answered, under the name of who answered', () => {
    fc.assert(
      fc.property(fc.array(answer), (answers) => {
        const read = parseTaskAnswers(formatTaskAnswers('task', 'Ben', answers), turing);
        expect(read).toEqual({
          ok: true,
          value: {
            annotator: 'Ben',
            problems: [],
            answers: answers.map((one) => ({
              ...one,
              owner: 'p',
              task: 'task',
              annotator: 'Ben',
              id: answerId('task', one.item, 'Ben'),
            })),
          },
        });
      }),
    );
  });

  test.each<[string, string, RegExp]>([
    ['of another task', formatTaskAnswers('other', 'Ben', []), /another task/],
    ['that is none', '{"format":"parley"}', /no file of answers/],
    ['that is no JSON', '<html>', /no file of answers/],
  ])('%s is refused', (_, text, problem) => {
    expect(parseTaskAnswers(text, turing)).toEqual({
      ok: false,
      problem: expect.stringMatching(problem) as string,
    });
  });

  test('has answers that do not fit listed, and the rest is kept', () => {
    const text = JSON.stringify({
      ...{ format: 'parley-answers', schemaVersion: 1, task: 'task', annotator: 'Ben' },
      answers: [
        { item: '0001', answer: { kind: 'faithfulness', ticked: [7] } },
        { item: '9999', answer: { kind: 'faithfulness', ticked: [] } },
        { item: '0002', answer: { kind: 'faithfulness', ticked: [8] } },
        { item: '0003', answer: { kind: 'turing', choice: 'tie' } },
        'nothing',
      ],
    });
    const read = parseTaskAnswers(text, faithfulness);
    expect(read.ok && read.value.answers.map(({ item }) => item)).toEqual(['0001']);
    expect(read.ok && read.value.problems.map(({ line }) => line)).toEqual([2, 3, 4, 5]);
  });
});
