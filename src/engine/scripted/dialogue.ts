// Owns what the scripted engine says as a generator: small talk about the profiles in the request, and now
// and then a fault of the kind that small models make, so that the rules and the critics have something to
// find.
import { oneOf, type Chance } from './chance.ts';

export interface Request {
  /** Attribute sentences of the two speakers. */
  readonly profiles: readonly [readonly string[], readonly string[]];
  readonly turns: number;
}

/**
 * Reads both forms of request (src/core/run/generator-prompt.ts); null when it is something else, say a
 * critic's question.
 */
export function readRequest(text: string): Request | null {
  const instruct = /Profile of User 1:\n([^]*?)\n\nProfile of User 2:\n([^]*?)\n\n.* in (\d+) turns/.exec(
    text,
  );
  const mini = /^User 1: (.*)\nUser 2: (.*)\nConversation(?: \((\d+) turns\))?:/.exec(text);
  const [, first, second, turns] = instruct ?? mini ?? [];
  if (first === undefined || second === undefined) return null;
  return { profiles: [sentences(first), sentences(second)], turns: Number(turns ?? defaultTurns) };
}

const defaultTurns = 8;

const sentences = (text: string): string[] =>
  text
    .split(/\n|(?<=[.!?])\s+/)
    .map((sentence) => sentence.replace(/^- /, '').trim())
    .filter((sentence) => sentence !== '');

const openings = [
  'Hi, how was your day?',
  'Hello! Nice to meet you.',
  'Hey, have you got a minute?',
] as const;
const leads = [
  'Well, as for me: ',
  'You may not know it, but ',
  'To be honest, ',
  'Since you ask: ',
  'Oh, ',
] as const;
const bridges = [
  'I would never have guessed.',
  'How did that come about?',
  'Tell me more about it.',
  'That sounds like a good life.',
  'My brother says the same.',
  'What do you like most about it?',
] as const;
const closings = [
  'It was good to talk to you.',
  'I have to run, see you soon!',
  'Let us do this again.',
] as const;

const mention = (attribute: string, chance: Chance): string =>
  oneOf(leads, chance) + attribute.charAt(0).toLowerCase().replace('i', 'I') + attribute.slice(1);

/** The text of one turn, without its label. */
export function turnText({ profiles, turns }: Request, turn: number, chance: Chance): string {
  if (turn === 0) return oneOf(openings, chance);
  if (turn >= turns - 1) return oneOf(closings, chance);
  const own = profiles[turn % 2 === 0 ? 0 : 1];
  const attribute = own[chance(Math.max(1, own.length))];
  const talk = oneOf(bridges, chance);
  return attribute !== undefined && chance(3) > 0 ? `${mention(attribute, chance)} ${talk}` : talk;
}

export function writeDialogue(request: Request, chance: Chance): string {
  const lines = Array.from(
    { length: request.turns },
    (_, turn) => `User ${(turn % 2) + 1}: ${turnText(request, turn, chance)}`,
  );
  return (chance(faultyOneIn) === 0 ? spoil(lines, chance) : lines).join('\n');
}

const faultyOneIn = 5;

function spoil(lines: readonly string[], chance: Chance): readonly string[] {
  const place = chance(lines.length);
  const spoiled: readonly [() => readonly string[], ...(() => readonly string[])[]] = [
    () => lines.with(place, `${lines[place] ?? ''} My name is [name].`),
    () => lines.toSpliced(place, 0, '(They both laugh.)'),
    () => lines.toSpliced(place, 0, lines[place] ?? ''),
    () => lines.with(place, (lines[place] ?? '').replace(/^User \d:/, 'Bob:')),
  ];
  return oneOf(spoiled, chance)();
}
