// Owns sending a conversation back to the generator for a rewrite of its faulty turns alone: which turns those are and why, how
// the generator is asked, and how its answer is read.
import type { Conversation, PromptVersion } from '../conversation/conversation.ts';
import { faultClass } from '../conversation/fault.ts';
import { grammarOf, line, literal } from '../critic/grammar.ts';
import { filterFindings, type AttributeMark, type Verdict } from '../critic/verdict.ts';
import type { Profile } from '../persona/profile.ts';
import type { Message } from '../ports.ts';
import type { Label } from '../review/label.ts';
import { failure, success, type Result } from '../result.ts';

export const repairPromptVersion: PromptVersion = { id: 'repair', version: 1 };

/** What is wrong, and where, if that is known. `turns` are 0-based. */
export interface Complaint {
  readonly reason: string;
  readonly turns: readonly number[];
}

/** From hard faults, from experts that would drop it, and from people who rejected it. `faultReason` puts a kind into words. */
export function complaintsAbout(
  conversation: Conversation,
  verdicts: readonly Verdict[],
  labels: readonly Label[],
  faultReason: (fault: Conversation['faults'][number]) => string,
): readonly Complaint[] {
  const all = [
    ...ofRules(conversation, faultReason),
    ...verdicts.flatMap((verdict) => ofExpert(conversation, verdict)),
    ...labels.flatMap((label) => ofPerson(conversation, label)),
  ];
  return all.filter(({ reason, turns }) => reason !== '' || turns.length > 0);
}

const ofRules = (
  { faults, turns }: Conversation,
  faultReason: (fault: Conversation['faults'][number]) => string,
): readonly Complaint[] =>
  faults
    .filter(({ kind, line: rawLine }) => faultClass[kind] === 'hard' && rawLine === undefined)
    .map((fault) => ({ reason: faultReason(fault), turns: placesIn(turns, fault.turn) }));

function ofExpert({ id, turns }: Conversation, verdict: Verdict): readonly Complaint[] {
  if (verdict.about.length !== 1 || verdict.about[0] !== id) return [];
  return filterFindings(verdict).flatMap(({ finding }) => {
    if (!('decision' in finding) || finding.decision !== 'drop') return [];
    const shown =
      finding.kind === 'faithfulness'
        ? contradictedIn(turns, finding.marks)
        : (finding.turns ?? []).flatMap((turn) => placesIn(turns, turn));
    return [{ reason: verdict.reason, turns: [...new Set(shown)] }];
  });
}

const ofPerson = ({ turns }: Conversation, { decision, note, marks = [] }: Label): readonly Complaint[] =>
  decision === 'reject' && (note || marks.length > 0)
    ? [{ reason: note ?? '', turns: contradictedIn(turns, marks) }]
    : [];

const contradictedIn = (
  turns: Conversation['turns'],
  marks: readonly Pick<AttributeMark, 'mark' | 'turn'>[],
): readonly number[] =>
  marks.flatMap(({ mark, turn }) => (mark === 'contradicted' ? placesIn(turns, turn) : []));

/** None where the turn is not known, or is there no more. */
const placesIn = (turns: Conversation['turns'], turn: number | undefined): readonly number[] =>
  turn !== undefined && turn < turns.length ? [turn] : [];

/** In order, each once. */
export const faultyTurns = (complaints: readonly Complaint[]): number[] =>
  [...new Set(complaints.flatMap(({ turns }) => turns))].sort((one, other) => one - other);

const system =
  'You mend conversations between two people. You rewrite only the turns you are asked for, so that the whole fits together and nothing that was complained about is left. Each speaker speaks from their own profile only. Keep the length and the tone. Answer with those turns and nothing else.';

export interface RepairPrompt {
  readonly messages: readonly Message[];
  readonly grammar: string;
  readonly maxTokens: number;
}

const longestTurnCharacters = 400;
const tokensPerTurn = 90;

/** `turns` are 0-based; people and models count from 1. */
export function repairPrompt(
  { pair, turns: all }: Conversation,
  turns: readonly number[],
  reasons: readonly string[],
): RepairPrompt {
  const talk = all.map(({ speaker, text }, turn) => {
    const mark = turns.includes(turn) ? ' [rewrite]' : '';
    return `${turn + 1}. User ${speaker}${mark}: ${oneLine(text)}`;
  });
  const content = [
    `Profile of User 1:\n${listed(pair.profiles[0])}`,
    `Profile of User 2:\n${listed(pair.profiles[1])}`,
    `Conversation:\n${talk.join('\n')}`,
    `What is wrong:\n${reasons.map((reason) => `- ${oneLine(reason)}`).join('\n') || '- The marked turns.'}`,
    `Rewrite ${turns.map((turn) => `turn ${turn + 1}`).join(', ')}. Answer in this form:\n${turns
      .map((turn) => `turn ${turn + 1}: <what User ${all[turn]?.speaker ?? 1} says>`)
      .join('\n')}`,
  ].join('\n\n');
  const parts = turns.map((turn, place) => `${literal(`${place === 0 ? '' : '\n'}turn ${turn + 1}: `)} said`);
  return {
    messages: [
      { role: 'system', content: system },
      { role: 'user', content },
    ],
    grammar: grammarOf({ root: parts.join(' '), said: line(longestTurnCharacters) }),
    maxTokens: turns.length * tokensPerTurn,
  };
}

const oneLine = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ').trim();
const listed = ({ attributes }: Profile): string =>
  attributes.map(({ text }) => `- ${oneLine(text)}`).join('\n') || '- nothing is known';

/** The texts of all turns of the conversation, the rewritten ones anew. */
export function readRepair(
  answer: string,
  { turns: all }: Conversation,
  turns: readonly number[],
): Result<readonly string[], string> {
  const said = new Map<number, string>();
  for (const entry of answer.split('\n')) {
    const [, number, text] = /^\s*turn\s+(\d+)\s*:\s*(?:user\s*[12]\s*:\s*)?(.+?)\s*$/i.exec(entry) ?? [];
    if (number !== undefined && text !== undefined && !said.has(Number(number) - 1))
      said.set(Number(number) - 1, text);
  }
  const missing = turns.filter((turn) => !said.has(turn));
  if (missing.length > 0)
    return failure(`there is no ${missing.map((turn) => `turn ${turn + 1}`).join(', ')} in it`);
  if (turns.every((turn) => said.get(turn) === all[turn]?.text)) return failure('it says the same as before');
  return success(all.map(({ text }, turn) => (turns.includes(turn) ? (said.get(turn) ?? text) : text)));
}
