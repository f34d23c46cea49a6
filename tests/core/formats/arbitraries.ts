// Owns records as a property test draws them: every kind of origin, finding and outcome, and texts of any characters.
import fc from 'fast-check';
import type { Conversation, Origin } from '../../../src/core/conversation/conversation.ts';
import { faultKinds, type Fault } from '../../../src/core/conversation/fault.ts';
import { dimensions, marks, type Finding, type Verdict } from '../../../src/core/critic/verdict.ts';
import type { RecordParts } from '../../../src/core/formats/record.ts';
import { labelId, type Label } from '../../../src/core/review/label.ts';
import type { Pair } from '../../../src/core/persona/profile.ts';
import type { Outcome } from '../../../src/core/run/outcome.ts';

const owner = 'set';
/** "__proto__" and line breaks of all kinds are texts like any other. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom('__proto__', 'a\r\nb', '\u2028', '"],{', 'measured', ''),
);
const count = fc.nat(5000);
const figure = fc.double({ min: 0, max: 1e6, noNaN: true });
const speaker = fc.constantFrom(1 as const, 2 as const);
const source = fc.record({ name: text, licence: text });
const some = { requiredKeys: [] };

const attribute = fc.oneof(
  fc.record({ id: text, text, source }),
  fc.record({ id: text, text, category: text, source }),
);
const profile = fc.record({ id: text, attributes: fc.array(attribute, { maxLength: 3 }) });
const pair: fc.Arbitrary<Pair> = fc.record({ id: text, profiles: fc.tuple(profile, profile) });

const generator = fc.record({ engine: text, model: text, build: text });
const measured = fc
  .tuple(
    fc.record({ at: count, seconds: figure, promptTokens: count, answerTokens: count }),
    fc.record({ prefillTokensPerSecond: figure, decodeTokensPerSecond: figure }, some),
  )
  .map(([always, sometimes]) => ({ ...always, ...sometimes }));
const asked = fc.record({
  temperature: figure,
  topP: figure,
  topK: count,
  repetitionPenalty: figure,
  maxTokens: count,
  seed: count,
});

const origin: fc.Arbitrary<Origin> = fc.oneof(
  fc.record({
    kind: fc.constant('generated' as const),
    planHash: text,
    place: fc.record({ round: count, pair: count, candidate: count, attempt: count }),
    generator,
    prompt: fc.record({ id: text, version: count }),
    decoding: fc.record({ asked, ignored: fc.subarray(['topK', 'seed', 'topP'] as const) }),
    exemplarIds: fc.array(text, { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('imported' as const), file: text, row: count, source }),
  fc.record({ kind: fc.constant('written' as const), note: text, source }),
);

const fault: fc.Arbitrary<Fault> = fc
  .tuple(
    fc.record({ kind: fc.constantFrom(...faultKinds), text }),
    fc.record({ line: count, turn: count, span: fc.tuple(count, count) }, some),
  )
  .map(([always, sometimes]) => ({ ...always, ...sometimes }));

const conversationCalled = (id: string): fc.Arbitrary<Conversation> =>
  fc
    .tuple(
      fc.record({
        pair,
        turns: fc.array(fc.record({ speaker, text }), { maxLength: 4 }),
        faults: fc.array(fault, { maxLength: 3 }),
        raw: text,
        origin,
      }),
      fc.record({ measured, edits: fc.array(fc.record({ turn: count, before: text, after: text })) }, some),
    )
    .map(([always, sometimes]) => ({ owner, id, ...always, ...sometimes }));

const decision = fc.constantFrom('pass' as const, 'drop' as const);
const choice = fc.constantFrom('first' as const, 'second' as const, 'tie' as const);
const mark = fc
  .tuple(
    fc.record({ speaker, attribute: fc.nat(9), mark: fc.constantFrom(...marks) }),
    fc.record({ turn: count }, some),
  )
  .map(([always, sometimes]) => ({ ...always, ...sometimes }));
const finding: fc.Arbitrary<Finding> = fc.oneof(
  fc.record({ kind: fc.constant('filter' as const), decision }),
  fc.record({
    kind: fc.constant('faithfulness' as const),
    decision,
    marks: fc.array(mark, { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('comparison' as const),
    choices: fc.tuple(choice, choice, choice, choice, choice).map((drawn) => {
      const [depth, coherency, consistency, diversity, likability] = drawn;
      return { depth, coherency, consistency, diversity, likability } satisfies Record<
        (typeof dimensions)[number],
        string
      >;
    }),
  }),
  fc.record({ kind: fc.constant('unreadable' as const), answer: text }),
  fc.constant({ kind: 'not applicable' as const }),
);

const verdictOn = (ids: readonly string[], number: number): fc.Arbitrary<Verdict> =>
  fc
    .tuple(
      fc.record({ expert: text, version: count, finding, reason: text }),
      fc.record({ model: generator, edits: count, unreadableBefore: count, note: text, measured }, some),
      fc.subarray([...ids], { minLength: 1, maxLength: Math.min(2, ids.length) }),
    )
    .map(([always, sometimes, [first = '', second]]) => ({
      owner,
      id: `verdict-${number}`,
      about: second === undefined ? [first] : [first, second],
      ...always,
      ...sometimes,
    }));

const labelOf = (id: string): fc.Arbitrary<Label> =>
  fc
    .tuple(
      text,
      fc.record(
        {
          decision: fc.constantFrom('accept' as const, 'reject' as const),
          score: fc.integer({ min: 1, max: 5 }),
          marks: fc.array(mark, { maxLength: 3 }),
          note: text,
          measured: fc.oneof(fc.record({ at: count }), fc.record({ at: count, seconds: figure })),
        },
        some,
      ),
    )
    .map(([annotator, said]) => ({ owner, id: labelId(id, annotator), about: id, annotator, ...said }));

const place = { owner: fc.constant(owner), id: text, round: count, pair: count };
const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({
    ...place,
    kind: fc.constant('kept' as const),
    conversationId: text,
    ranking: fc.array(text, { maxLength: 3 }),
    because: text,
  }),
  fc.record({
    ...place,
    kind: fc.constant('failed' as const),
    reasons: fc.array(text, { maxLength: 2 }),
    extraAttempts: count,
  }),
  fc.record({ ...place, kind: fc.constant('reopened' as const), extraAttempts: count }),
);

/** One conversation, up to two others, and what was said of them; verdicts and labels in the order of conversations. */
export const recordParts: fc.Arbitrary<RecordParts> = fc.nat(2).chain((others) => {
  const ids = Array.from({ length: others + 1 }, (_, index) => `c${index + 1}`);
  return fc
    .record({
      conversations: fc.tuple(...ids.map(conversationCalled)),
      verdicts: fc
        .nat(3)
        .chain((number) => fc.tuple(...Array.from({ length: number }, (_, index) => verdictOn(ids, index)))),
      labels: fc.subarray(ids).chain((labelled) => fc.tuple(...labelled.map(labelOf))),
      outcome: fc.option(outcome),
    })
    .map(({ conversations: [chosen, ...rest], verdicts, labels, outcome: ended }) => ({
      chosen: chosen as Conversation,
      others: rest,
      verdicts: ids.flatMap((id) => verdicts.filter(({ about }) => about[0] === id)),
      labels,
      outcome: ended,
    }));
});
