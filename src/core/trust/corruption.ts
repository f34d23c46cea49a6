// Owns the ways to spoil a clean conversation (method.md, section 6), each so that it is known what is wrong, where, and who
// ought to object. A way that does not fit a conversation says why and makes nothing.
import type { Conversation, Speaker, Turn } from '../conversation/conversation.ts';
import type { FaultKind } from '../conversation/fault.ts';
import { contentWordsOf } from '../conversation/words.ts';
import type { Dimension, FilterName } from '../critic/verdict.ts';
import { derive, sample, shuffle } from '../random.ts';
import { failure, success, type Result } from '../result.ts';
import { negated } from './negate.ts';

export const corruptionKinds = [
  'shuffled turns',
  'swapped speakers',
  'negated attribute',
  'cut off',
  'looped',
  'placeholder',
  'insult',
] as const;
export type CorruptionKind = (typeof corruptionKinds)[number];

/** Who ought to object: filters drop it, dimensions prefer its clean twin, rules see a fault of one of these kinds. */
export interface Objectors {
  readonly filters: readonly FilterName[];
  readonly dimensions: readonly Dimension[];
  readonly faults: readonly FaultKind[];
}

export const objectorsTo: Readonly<Record<CorruptionKind, Objectors>> = {
  'shuffled turns': { filters: [], dimensions: ['coherency'], faults: [] },
  'swapped speakers': { filters: ['attribution'], dimensions: [], faults: ['attribution-suspect'] },
  'negated attribute': { filters: ['faithfulness'], dimensions: [], faults: [] },
  'cut off': { filters: [], dimensions: [], faults: ['cut-off'] },
  looped: { filters: [], dimensions: ['diversity'], faults: ['self-repeat'] },
  placeholder: { filters: [], dimensions: [], faults: ['placeholder'] },
  insult: { filters: ['toxicity'], dimensions: ['likability'], faults: [] },
};

/** What was done to a conversation. */
export interface Corruption {
  readonly kind: CorruptionKind;
  /** 0-based turns of the corrupted conversation that are wrong. */
  readonly wrongTurns: readonly number[];
  /** The attribute that the wrong turns contradict or claim in the wrong mouth, where there is one. 0-based in its profile. */
  readonly attribute?: { readonly speaker: Speaker; readonly attribute: number };
}

export const noCorruptionReasons = [
  'too few turns',
  'no safe negation',
  'nothing claimed',
  'too short',
] as const;
export type NoCorruption = (typeof noCorruptionReasons)[number];
type Spoilt = Result<{ readonly turns: readonly Turn[]; readonly corruption: Corruption }, NoCorruption>;

/** The same conversation, kind and seed give the same. */
export function corrupted(conversation: Conversation, kind: CorruptionKind, seed: number): Spoilt {
  const own = derive(seed, kind, conversation.id);
  return ways[kind](conversation, own);
}

const ways: Readonly<Record<CorruptionKind, (conversation: Conversation, seed: number) => Spoilt>> = {
  'shuffled turns': shuffledTurns,
  'swapped speakers': swappedSpeakers,
  'negated attribute': negatedAttribute,
  'cut off': cutOff,
  looped,
  placeholder: ({ turns }, seed) => withSentence(turns, 'placeholder', placeholders, seed),
  insult: ({ turns }, seed) => withSentence(turns, 'insult', insults, seed),
};

/** Each speaker's turns trade places among themselves, so that the speakers still take turns. */
function shuffledTurns({ turns }: Conversation, seed: number): Spoilt {
  const places = ([1, 2] as const).map((speaker) => placesOf(turns, speaker));
  if (places.some((own) => new Set(own.map((place) => turns[place]?.text)).size < 3))
    return failure('too few turns');
  const moved = [...turns];
  for (const [index, own] of places.entries()) {
    const order = movedOrder(own, turns, derive(seed, index));
    for (const [at, place] of own.entries()) moved[place] = turns[order[at] ?? place] as Turn;
  }
  const wrongTurns = indexesWhere(moved, (turn, place) => turn.text !== turns[place]?.text);
  return success({ turns: moved, corruption: { kind: 'shuffled turns', wrongTurns } });
}

/** Drawn again until half of the turns say something else than before, which three different texts make sure of soon. */
function movedOrder(own: readonly number[], turns: readonly Turn[], seed: number): readonly number[] {
  for (let draw = 0; ; draw += 1) {
    const order = shuffle(own, derive(seed, draw));
    const moved = order.filter((from, at) => turns[from]?.text !== turns[own[at] ?? -1]?.text).length;
    if (moved * 2 >= own.length || draw > 100) return order;
  }
}

/** Every turn in the other's mouth. Only where an owner claims an attribute that the other's profile has nothing of. */
function swappedSpeakers(conversation: Conversation): Spoilt {
  const claim = claimIn(conversation);
  if (!claim) return failure('nothing claimed');
  const turns = conversation.turns.map(({ speaker, text }) => ({ speaker: otherThan(speaker), text }));
  const { turn, speaker, attribute } = claim;
  return success({
    turns,
    corruption: { kind: 'swapped speakers', wrongTurns: [turn], attribute: { speaker, attribute } },
  });
}

const otherThan = (speaker: Speaker): Speaker => (speaker === 1 ? 2 : 1);

/** Two content words of an attribute in one sentence of its owner that says “I” or “my” and asks nothing. */
function claimIn({ pair, turns }: Conversation) {
  for (const speaker of [1, 2] as const) {
    const others = pair.profiles[speaker === 1 ? 1 : 0].attributes.flatMap(({ text }) =>
      contentWordsOf(text),
    );
    for (const [attribute, { text }] of pair.profiles[speaker === 1 ? 0 : 1].attributes.entries()) {
      const words = [...new Set(contentWordsOf(text))];
      if (words.length < 2 || words.some((word) => others.includes(word))) continue;
      const turn = turns.findIndex((said) => said.speaker === speaker && claims(said.text, words));
      if (turn !== -1) return { speaker, attribute, turn };
    }
  }
  return undefined;
}

const claims = (text: string, words: readonly string[]): boolean =>
  (text.match(/[^.!?]+[.!?]*/g) ?? []).some((sentence) => {
    if (sentence.endsWith('?') || !/\b(?:i|my)\b/i.test(sentence) || /\byou/i.test(sentence)) return false;
    const said = contentWordsOf(sentence);
    return words.filter((word) => said.includes(word)).length >= 2;
  });

/** The owner says the opposite of an attribute: plain to see, and so the least that an expert must find. */
function negatedAttribute({ pair, turns }: Conversation, seed: number): Spoilt {
  const options = ([1, 2] as const).flatMap((speaker) =>
    pair.profiles[speaker === 1 ? 0 : 1].attributes.flatMap(({ text }, attribute) => {
      const opposite = negated(text);
      return opposite.ok ? [{ speaker, attribute, opposite: opposite.value }] : [];
    }),
  );
  const [drawn] = sample(options, 1, derive(seed, 'attribute'));
  if (!drawn) return failure('no safe negation');
  const [turn] = sample(placesOf(turns, drawn.speaker), 1, derive(seed, 'turn'));
  if (turn === undefined) return failure('too few turns');
  const { speaker, attribute, opposite } = drawn;
  return success({
    turns: said(turns, turn, asSentence(opposite)),
    corruption: { kind: 'negated attribute', wrongTurns: [turn], attribute: { speaker, attribute } },
  });
}

/** Ends within the words of a turn in its second half. */
function cutOff({ turns }: Conversation, seed: number): Spoilt {
  const long = indexesWhere(
    turns,
    ({ text }, place) => place * 2 >= turns.length && text.split(/\s+/).length > 5,
  );
  const [turn] = sample(long, 1, seed);
  if (turn === undefined) return failure('too short');
  const words = (turns[turn] as Turn).text.split(/\s+/);
  const left = words
    .slice(0, Math.floor(words.length / 2))
    .join(' ')
    .replace(/[\p{P}\p{S}]+$/u, '');
  const kept = [...turns.slice(0, turn), { ...(turns[turn] as Turn), text: left }];
  return success({ turns: kept, corruption: { kind: 'cut off', wrongTurns: [turn] } });
}

const loops = 3;

/** From some place on, two turns are said over and over. */
function looped({ turns }: Conversation, seed: number): Spoilt {
  const starts = indexesWhere(turns, ({ text }, place) => {
    const next = turns[place + 1];
    return next !== undefined && place > 0 && text.split(/\s+/).length > 3 && next.text !== text;
  }).filter((place) => turns[place]?.speaker !== turns[place + 1]?.speaker);
  const [start] = sample(starts, 1, seed);
  if (start === undefined) return failure('too few turns');
  const loop = turns.slice(start, start + 2);
  const repeated = Array.from({ length: loops }, () => loop).flat();
  const wrongTurns = repeated.map((_, index) => start + 2 + index);
  return success({
    turns: [...turns.slice(0, start + 2), ...repeated],
    corruption: { kind: 'looped', wrongTurns },
  });
}

/** As published data has them. */
const placeholders = [
  'By the way, my name is [your name].',
  'I am [user 1’s name], nice to talk to you.',
  'You can see it here: [link].',
  'I come from [city], have you been there?',
  '[Image of a dog]',
];

const insults = [
  'You are a worthless idiot and nobody can stand you.',
  'Shut up, you disgusting pig, you make me sick.',
  'People as stupid as you should not be allowed to speak.',
  'You are pathetic, and I hope that you fail at everything.',
  'What a miserable loser you are, get lost.',
];

/** One of the sentences at the end of a turn. */
function withSentence(
  turns: readonly Turn[],
  kind: CorruptionKind,
  sentences: readonly string[],
  seed: number,
): Spoilt {
  const [turn] = sample([...turns.keys()], 1, derive(seed, 'turn'));
  const [sentence] = sample(sentences, 1, derive(seed, 'sentence'));
  if (turn === undefined || sentence === undefined) return failure('too few turns');
  return success({ turns: said(turns, turn, sentence), corruption: { kind, wrongTurns: [turn] } });
}

const placesOf = (turns: readonly Turn[], speaker: Speaker): number[] =>
  indexesWhere(turns, (turn) => turn.speaker === speaker);

function indexesWhere(turns: readonly Turn[], holds: (turn: Turn, place: number) => boolean): number[] {
  return turns.flatMap((turn, place) => (holds(turn, place) ? [place] : []));
}

const said = (turns: readonly Turn[], at: number, sentence: string): readonly Turn[] =>
  turns.map((turn, place) => (place === at ? { ...turn, text: `${turn.text} ${sentence}` } : turn));

const asSentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
