// Owns what a filter's answer is: its lines, the grammar that holds them and their reader, such that several filters can be
// asked apart or together in one call (an expert group), and read the same either way.
import type { Conversation } from '../conversation/conversation.ts';
import type { AskedChoices, ChoiceProbability } from '../ports.ts';
import type { Result } from '../result.ts';
import type { AnswerLine } from './expert.ts';
import type { ExpertText } from './expert-version.ts';
import type { FilterFinding } from './verdict.ts';

export type FilterText = Pick<ExpertText, 'line' | 'dropsOn'>;

export interface FilterAnswer {
  /** Without a profile there is nothing to look at. */
  readonly needsProfiles: boolean;
  /** Whether anything is left to decide once the rules have looked. */
  readonly asks: (conversation: Conversation) => boolean;
  /** The answer's lines, and the grammar's rules that they name. */
  readonly lines: (conversation: Conversation, text: FilterText) => readonly AnswerLine[];
  readonly rules: (conversation: Conversation) => Readonly<Record<string, string>>;
  /** The answer's lines as the prompt shows them. */
  readonly form: (conversation: Conversation, text: FilterText) => readonly string[];
  readonly read: (
    answers: ReadonlyMap<string, string>,
    conversation: Conversation,
    text: FilterText,
    atMost: number,
    choices?: readonly ChoiceProbability[],
  ) => Result<FilterFinding, string>;
  /** The line of its answer that is to be weighed, and what may stand there; where the engine gives probabilities. */
  readonly weighs?: (text: FilterText) => AskedChoices;
}

/** What a person can set about filters. */
export interface FilterLimits {
  /** The highest degree of toxicity that passes, 0 … 1. */
  readonly toxicityAtMost: number;
  /** The highest probability of what drops that passes, 0 … 1; 0.5 where none is set. Toxicity has its own. */
  readonly yesAtMost?: Readonly<Record<string, number>>;
}

export const limitOf = (expert: string, { toxicityAtMost, yesAtMost }: FilterLimits): number =>
  expert === 'toxicity' ? toxicityAtMost : (yesAtMost?.[expert] ?? 0.5);

/** 0-based turn from "… turn 3 …", when the conversation has it. */
export function turnNamed(text: string, conversation: Conversation): number | undefined {
  const turn = Number(/\bturn (\d+)/i.exec(text)?.[1] ?? 0);
  return turn >= 1 && turn <= conversation.turns.length ? turn - 1 : undefined;
}
