// Owns the contract between the studio worker and an engine worker: one engine worker holds at most one model.
import type { Answer, Ask, LoadProgress, ModelBuild } from '../../src/core/ports.ts';
import type { ModelChoice } from '../../src/core/run/plan.ts';

export interface LoadedModel {
  readonly build: ModelBuild;
  readonly contextTokens: number;
  readonly givesProbabilities: boolean;
}

/** Every call rejects with a plain `Trouble`. */
export interface EngineApi {
  load(
    choice: ModelChoice,
    rootAddress: string,
    threads: number,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<LoadedModel>;
  /** Pieces are handed over in batches, about ten a second. */
  complete(ask: Ask, onText: (piece: string) => void): Promise<Answer>;
  /** Ends the answer being written; it resolves as `stopped`. */
  stop(): Promise<void>;
  unload(): Promise<void>;
}
