// Owns drawing the items of a task: which conversations meet, which stands left, which statements stand with a conversation, all
// by seed and place.
import type { Conversation } from '../../conversation/conversation.ts';
import type { Attribute } from '../../persona/profile.ts';
import { derive, sample, shuffle } from '../../random.ts';
import { negated } from '../../trust/negate.ts';
import { evened } from './even.ts';
import {
  itemId,
  type FaithfulnessItem,
  type FaithfulnessTruth,
  type StatementKind,
  type TuringItem,
  type TuringTruth,
} from './task.ts';

type Talk = Pick<Conversation, 'id' | 'turns' | 'pair'>;

/** Fewer turns than this tell nothing. */
const fewestTurns = 4;
export const isLongEnough = ({ turns }: Talk): boolean => turns.length >= fewestTurns;

/** At most `count` pairs; no conversation comes twice. */
export function drawTuring(
  tested: readonly Talk[],
  reference: readonly Talk[],
  { count, mostTurns, seed }: { readonly count: number; readonly mostTurns: number; readonly seed: number },
): { readonly items: readonly TuringItem[]; readonly truths: readonly TuringTruth[] } {
  const ones = sample(tested.filter(isLongEnough), count, derive(seed, 'turing', 'tested'));
  const ids = new Set(ones.map(({ id }) => id));
  const others = sample(
    reference.filter((talk) => isLongEnough(talk) && !ids.has(talk.id)),
    count,
    derive(seed, 'turing', 'reference'),
  );
  const items: TuringItem[] = [];
  const truths: TuringTruth[] = [];
  for (const [index, one] of ones.slice(0, others.length).entries()) {
    const other = others[index] as Talk;
    const [testedTurns, referenceTurns] = evened(one.turns, other.turns, mostTurns);
    const isLeft = derive(seed, 'turing', 'side', index) % 2 === 0;
    items.push({
      id: itemId(index),
      left: isLeft ? testedTurns : referenceTurns,
      right: isLeft ? referenceTurns : testedTurns,
    });
    truths.push({ tested: isLeft ? 'left' : 'right', testedId: one.id, referenceId: other.id });
  }
  return { items, truths };
}

const perKind = 4;

/** Conversations with a speaker of four attributes or more; four of them are shown among four that are not true. */
export function drawFaithfulness(
  talks: readonly Talk[],
  { count, seed }: { readonly count: number; readonly seed: number },
): { readonly items: readonly FaithfulnessItem[]; readonly truths: readonly FaithfulnessTruth[] } {
  const able = talks.filter((talk) => isLongEnough(talk) && speakersWithFour(talk).length > 0);
  const elsewhere = talks.flatMap(({ pair }) => pair.profiles.flatMap(({ attributes }) => attributes));
  const items: FaithfulnessItem[] = [];
  const truths: FaithfulnessTruth[] = [];
  for (const [index, talk] of sample(able, count, derive(seed, 'faithfulness')).entries()) {
    const [speaker = 1] = shuffle(speakersWithFour(talk), derive(seed, 'faithfulness', 'speaker', index));
    const statements = statementsFor(talk, speaker, elsewhere, derive(seed, 'faithfulness', 'of', index));
    if (!statements) continue;
    items.push({
      id: itemId(items.length),
      turns: talk.turns,
      speaker,
      statements: statements.map(({ text }) => text),
    });
    truths.push({ conversationId: talk.id, kinds: statements.map(({ kind }) => kind) });
  }
  return { items, truths };
}

export const speakersWithFour = ({ pair }: Talk): (1 | 2)[] =>
  ([1, 2] as const).filter((speaker) => attributesOf(pair, speaker).length >= perKind);
const attributesOf = (pair: Talk['pair'], speaker: 1 | 2): readonly Attribute[] =>
  pair.profiles[speaker === 1 ? 0 : 1].attributes;

interface Statement {
  readonly kind: StatementKind;
  readonly text: string;
}

/** null where not enough statements can be found that are surely not the speaker's. */
function statementsFor(
  talk: Talk,
  speaker: 1 | 2,
  elsewhere: readonly Attribute[],
  seed: number,
): readonly Statement[] | null {
  const own = shuffle(attributesOf(talk.pair, speaker), derive(seed, 'real'));
  const [shown, rest] = [own.slice(0, perKind), own.slice(perKind)];
  const opposites = (kind: StatementKind, of: readonly Attribute[]): Statement[] =>
    of.flatMap(({ text }) => {
      const opposite = negated(text);
      return opposite.ok ? [{ kind, text: opposite.value }] : [];
    });
  const known = new Set(own.map(({ text }) => text.toLowerCase()));
  const others = shuffle(elsewhere, derive(seed, 'other'))
    .filter(({ text }) => !known.has(text.toLowerCase()))
    .map(({ text }): Statement => ({ kind: 'other', text }));
  // One opposite of each kind where there is a safe one; the rest are somebody else's.
  const distractors = distinct([
    ...opposites('negated', rest).slice(0, 1),
    ...opposites('contradicting', shown).slice(0, 1),
    ...others,
  ]).slice(0, perKind);
  if (distractors.length < perKind) return null;
  const real = shown.map(({ text }): Statement => ({ kind: 'real', text }));
  return shuffle([...real, ...distractors], derive(seed, 'order'));
}

const distinct = (statements: readonly Statement[]): Statement[] => [
  ...new Map(statements.map((statement) => [statement.text.toLowerCase(), statement])).values(),
];
