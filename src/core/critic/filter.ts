// Owns what a filter is: the pieces of a question about one conversation, such that several filters can be asked apart or
// together in one call (an expert group), and read the same either way.
import type { Conversation } from '../conversation/conversation.ts';
import type { AskedChoices, ChoiceProbability } from '../ports.ts';
import type { Result } from '../result.ts';
import type { AnswerLine } from './expert.ts';
import type { FilterFinding, FilterName } from './verdict.ts';

export interface Filter {
  readonly name: FilterName;
  readonly version: number;
  /** Has something to look at; else its finding is "not applicable", never a pass. */
  readonly applies: (conversation: Conversation) => boolean;
  /** What it checks, for the system message. Ends without a line break. */
  readonly instruction: string;
  /** Further matter for the question, e.g. the statements to decide on; '' for none. */
  readonly matter: (conversation: Conversation) => string;
  /** The answer's lines, and the grammar's rules that they name. */
  readonly lines: (conversation: Conversation) => readonly AnswerLine[];
  readonly rules: (conversation: Conversation) => Readonly<Record<string, string>>;
  /** The answer's lines as the prompt shows them. */
  readonly form: (conversation: Conversation) => readonly string[];
  /** Whether the profiles are shown. */
  readonly needsProfiles: boolean;
  readonly read: (
    answers: ReadonlyMap<string, string>,
    conversation: Conversation,
    limits: FilterLimits,
    choices?: readonly ChoiceProbability[],
  ) => Result<FilterFinding, string>;
  /** The line of its answer that is to be weighed, and what may stand there; where the engine gives probabilities. */
  readonly weighs?: AskedChoices;
  /** The whole as one question, where yes is what drops: for the graded form. */
  readonly graded: { readonly version: number; readonly question: string };
}

/** What a person can set about a filter. */
export interface FilterLimits {
  /** The highest degree of toxicity that passes, 0 … 1. */
  readonly toxicityAtMost: number;
  /** The highest probability of yes that passes in the graded form, 0 … 1; 0.5 where none is set. Toxicity has its own. */
  readonly yesAtMost?: Readonly<Partial<Record<FilterName, number>>>;
}

export const limitOf = (name: FilterName, { toxicityAtMost, yesAtMost }: FilterLimits): number =>
  name === 'toxicity' ? toxicityAtMost : (yesAtMost?.[name] ?? 0.5);

/** 0-based turn from "… turn 3 …", when the conversation has it. */
export function turnNamed(text: string, conversation: Conversation): number | undefined {
  const turn = Number(/\bturn (\d+)/i.exec(text)?.[1] ?? 0);
  return turn >= 1 && turn <= conversation.turns.length ? turn - 1 : undefined;
}
