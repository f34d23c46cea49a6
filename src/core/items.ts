// Owns the list of what the store keeps, and under whom. `owner` is '' for projects and settings, the project's id for
// what belongs to a project, and the set's id (a run, an import) for conversations, verdicts and outcomes.
import type { Conversation } from './conversation/conversation.ts';
import type { Verdict } from './critic/verdict.ts';
import type { Attribute, Pair, Profile } from './persona/profile.ts';
import type { Label } from './review/label.ts';
import type { Review } from './review/review.ts';
import type { Outcome } from './run/outcome.ts';
import type { Run } from './run/plan.ts';

interface Owned {
  readonly owner: string;
  readonly id: string;
}

export interface Project extends Owned {
  readonly name: string;
  readonly kind: 'own' | 'example';
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Set while a deletion can still be undone. */
  readonly deletedAt?: number;
}

/** A named list of conversations that was not made by a run here. */
export interface ImportedSet extends Owned {
  readonly name: string;
  readonly file: string;
  readonly importedAt: number;
  readonly conversationCount: number;
}

/**
 * What a critic answered to a call, so that the same call is never made again, by no run. `id` is the SHA-256 of the call:
 * messages as sent, model build, decoding with seed, grammar. `owner` is ''.
 */
export interface KnownAnswer extends Owned {
  readonly text: string;
  readonly ended: 'stop' | 'length';
  readonly promptTokens: number;
  readonly answerTokens: number;
}

export interface Setting extends Owned {
  readonly value: unknown;
}

export interface Items {
  project: Project;
  attribute: Attribute & Owned;
  profile: Profile & Owned;
  pair: Pair & Owned;
  set: ImportedSet;
  run: Run;
  conversation: Conversation;
  verdict: Verdict;
  outcome: Outcome;
  label: Label;
  review: Review;
  answer: KnownAnswer;
  setting: Setting;
}
export type Kind = keyof Items;

export const kinds = [
  'project',
  'attribute',
  'profile',
  'pair',
  'set',
  'run',
  'conversation',
  'verdict',
  'outcome',
  'label',
  'review',
  'answer',
  'setting',
] as const satisfies readonly Kind[];
