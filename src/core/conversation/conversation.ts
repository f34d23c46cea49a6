// Owns what a conversation is, wherever it came from. A text that could not be read is a conversation without turns and
// with a hard fault, so that nothing downstream needs a special case and the raw text is never lost.
import type { Pair, Source } from '../persona/profile.ts';
import type { ModelBuild, DecodingApplied } from '../ports.ts';
import type { Edit } from './edit.ts';
import type { Fault } from './fault.ts';

export type Speaker = 1 | 2;

export interface Turn {
  readonly speaker: Speaker;
  readonly text: string;
}

/** What reading a raw text gave: the turns that could be read, and what was wrong with it. */
export interface Reading {
  readonly turns: readonly Turn[];
  readonly faults: readonly Fault[];
}

/** The place of a candidate in its run's plan; ids and seeds derive from it. All 0-based. */
export interface Place {
  readonly round: number;
  readonly pair: number;
  readonly candidate: number;
  readonly attempt: number;
}

export interface PromptVersion {
  readonly id: string;
  readonly version: number;
}

export type Origin =
  | {
      readonly kind: 'generated';
      /** Fingerprint of the plan and its pairs: the same on every machine that runs the same plan. */
      readonly planHash: string;
      readonly place: Place;
      readonly generator: ModelBuild;
      readonly prompt: PromptVersion;
      readonly decoding: DecodingApplied;
      readonly exemplarIds: readonly string[];
    }
  | { readonly kind: 'imported'; readonly file: string; readonly row: number; readonly source: Source }
  | { readonly kind: 'written'; readonly note: string; readonly source: Source };

/** Clock values stand apart: the canonical form leaves them out. */
export interface Measured {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly seconds: number;
  readonly promptTokens: number;
  readonly answerTokens: number;
  readonly prefillTokensPerSecond?: number;
  readonly decodeTokensPerSecond?: number;
  /** The call had been made before, so its answer was known: nothing was spent. */
  readonly known?: true;
}

/** A conversation, chosen or not. `owner` is the set it belongs to: a run, an import, the seeds. */
export interface Conversation {
  readonly owner: string;
  readonly id: string;
  readonly pair: Pair;
  readonly turns: readonly Turn[];
  readonly faults: readonly Fault[];
  readonly raw: string;
  readonly origin: Origin;
  /** What a person changed, in the order in which they did. */
  readonly edits?: readonly Edit[];
  readonly measured?: Measured;
}
