// Owns what can be done next for a pair: the closed list of steps of the loop.
import type { Conversation, Place } from '../conversation/conversation.ts';

export type Step =
  | { readonly kind: 'write'; readonly place: Place }
  | { readonly kind: 'filter'; readonly conversation: Conversation; readonly filters: readonly string[] }
  | {
      readonly kind: 'compare';
      readonly first: Conversation;
      readonly second: Conversation;
      /** Ids of experts, asked together where there are several. */
      readonly experts: readonly string[];
    }
  | {
      readonly kind: 'score';
      readonly conversation: Conversation;
      /** Ids of experts, asked together where there are several. */
      readonly experts: readonly string[];
    }
  | { readonly kind: 'keep'; readonly ranking: readonly string[]; readonly because: string }
  | { readonly kind: 'fail'; readonly reasons: readonly string[] };

/** A step that asks the critic. */
export type JudgingStep = Extract<Step, { kind: 'filter' | 'compare' | 'score' }>;
