// Owns what stands between asking for a candidate and having it, whichever way it is written.
import type { Conversation, Measured, Place, PromptVersion } from '../conversation/conversation.ts';
import type { Pair } from '../persona/profile.ts';
import type { DecodingApplied, Engine } from '../ports.ts';
import type { Run } from './plan.ts';

export interface WriteRequest {
  readonly the: Run;
  readonly id: string;
  readonly place: Place;
  readonly of: Pair;
  /** How many turns this candidate is asked for. */
  readonly turns: number;
  readonly exemplars: readonly Conversation[];
  readonly generator: Engine;
}

/** Where chance derives from for a candidate. */
export const chanceAt = ({ round, pair, candidate, attempt }: Place): readonly number[] => [
  round,
  pair,
  candidate,
  attempt,
];

/** What a generator gave for one candidate, however it was asked. */
export interface Written {
  readonly raw: string;
  /** It ran into the limit of its tokens: a failure, never kept silently. */
  readonly cut: boolean;
  readonly prompt: PromptVersion;
  readonly decoding: DecodingApplied;
  readonly exemplarIds: readonly string[];
  readonly measured: Measured;
}
