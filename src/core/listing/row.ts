// Owns what a list shows of a conversation: one slim row, and the words that it can be filtered by.
import type { Conversation } from '../conversation/conversation.ts';
import type { FaultKind } from '../conversation/fault.ts';
import { filterFindings, type Verdict } from '../critic/verdict.ts';
import type { Label } from '../review/label.ts';
import type { Profile } from '../persona/profile.ts';
import { derive } from '../random.ts';
import { placeOf } from '../run/places.ts';

export const conversationStatuses = [
  'kept',
  'not chosen',
  'dropped',
  'in progress',
  'imported',
  'written',
  // Kept indexes name a status by its place here, so that a new one comes last.
  'unjudged',
] as const;
export type ConversationStatus = (typeof conversationStatuses)[number];

export interface ConversationRow {
  readonly id: string;
  readonly status: ConversationStatus;
  readonly opening: string;
  readonly turnCount: number;
  readonly faultKinds: readonly FaultKind[];
  /** 0-based, as in the plan and the record; null where it was not generated. */
  readonly round: number | null;
  /** 1-based, for people. */
  readonly pairNumber: number;
  /** 0-based, as in the record; null where it was not generated. */
  readonly candidate: number | null;
  readonly model: string | null;
  /** The file it was read from or who wrote it; null where it was generated. */
  readonly source: string | null;
  /** What its annotators decided; null where none did. */
  readonly label: LabelWord | null;
}

export const labelWords = ['accept', 'reject', 'divided'] as const;
export type LabelWord = (typeof labelWords)[number];

export function labelWord(labels: readonly Label[]): LabelWord | null {
  const decisions = new Set(labels.flatMap(({ decision }) => decision ?? []));
  const [only] = decisions;
  return decisions.size > 1 ? 'divided' : (only ?? null);
}

/** What a filter by verdicts chooses among: an expert and what it said of a conversation alone, e.g. `toxicity: drop`. */
export type VerdictWord = `${string}: ${'pass' | 'drop' | 'not applicable' | 'unreadable'}`;

export function verdictWords(conversationId: string, verdicts: readonly Verdict[]): readonly VerdictWord[] {
  const words = verdicts
    .filter(({ about }) => about.length === 1 && about[0] === conversationId)
    .flatMap((verdict): VerdictWord[] =>
      verdict.finding.kind === 'unreadable'
        ? [`${verdict.expert}: unreadable`]
        : filterFindings(verdict).map(({ expert, finding }): VerdictWord =>
            finding.kind === 'not applicable'
              ? `${expert}: not applicable`
              : `${expert}: ${finding.decision}`,
          ),
    );
  return [...new Set(words)].sort();
}

const longestOpening = 200;

/** `number` counts the set's conversations from 1, for those that no run made. */
export function rowOf(
  conversation: Conversation,
  {
    status,
    number,
    label = null,
  }: {
    readonly status: ConversationStatus;
    readonly number: number;
    readonly label?: ConversationRow['label'];
  },
): ConversationRow {
  const { id, origin, faults, turns, raw } = conversation;
  const place = placeOf(id);
  const isGenerated = origin.kind === 'generated';
  return {
    id,
    status,
    opening: (turns[0]?.text ?? raw).slice(0, longestOpening),
    turnCount: turns.length,
    faultKinds: [...new Set(faults.map(({ kind }) => kind))],
    round: place && isGenerated ? place.round : null,
    pairNumber: place ? place.pair + 1 : number,
    candidate: place && isGenerated ? place.candidate : null,
    model: isGenerated ? origin.generator.model : null,
    source: origin.kind === 'imported' ? origin.file : origin.kind === 'written' ? origin.note : null,
    label,
  };
}

/** What a search looks through: everything that was said, in the form in which words are sought. */
export const soughtText = ({ turns, raw }: Conversation): string =>
  searchable(turns.length > 0 ? turns.map(({ text }) => text).join('\n') : raw);

/** Lower case, and one kind of apostrophe, so that “don't” finds “don’t”. */
export const searchable = (text: string): string => text.toLowerCase().replace(/[‘’ʼ]/g, "'");

/** The same number for profiles that say the same, in any order. */
export const profileNumber = ({ attributes }: Profile): number =>
  derive(1, ...attributes.map(({ text }) => text.trim().toLowerCase()).sort());

/** The sources of a conversation and its profiles with their licences: [name, licence] pairs as JSON, each once, sorted. */
export function termsWord({ pair, origin }: Conversation): string {
  const sources = pair.profiles.flatMap(({ attributes }) => attributes.map(({ source }) => source));
  if (origin.kind !== 'generated') sources.push(origin.source);
  const words = sources.map(({ name, licence }) => JSON.stringify([name, licence]));
  return `[${[...new Set(words)].sort().join(',')}]`;
}

export const termsIn = (word: string): readonly (readonly [name: string, licence: string])[] =>
  JSON.parse(word) as [string, string][];
