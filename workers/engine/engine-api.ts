// Owns the contract between the studio worker and an engine worker: one engine worker holds at most one model.
import type { Traffic } from '../gate/traffic.ts';
import type { Answer, Ask, LoadProgress, Message, ModelBuild } from '../../src/core/ports.ts';
import type { CatalogueModel } from '../../src/engine/catalogue.ts';

export interface LoadedModel {
  readonly build: ModelBuild;
  readonly contextTokens: number;
  readonly callsAtOnce: number;
  readonly givesProbabilities: boolean;
}

export interface LoadSurroundings {
  readonly rootAddress: string;
  readonly threads: number;
  /** Of an endpoint that asks for one; it is kept nowhere here. */
  readonly key: string | null;
}

/** What an engine worker posts beside the answers to calls. */
export interface TrafficMessage {
  readonly traffic: readonly Traffic[];
}

/** Every call rejects with a plain `Trouble`. */
export interface EngineApi {
  load(
    model: CatalogueModel,
    around: LoadSurroundings,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<LoadedModel>;
  /** `call` is its number, new for each. Pieces are handed over in batches, about ten a second. */
  complete(call: number, ask: Ask, onText: (piece: string) => void): Promise<Answer>;
  countTokens(messages: readonly Message[]): Promise<number | null>;
  /** Ends the answer to that call; it resolves as `stopped`. */
  stop(call: number): Promise<void>;
  unload(): Promise<void>;
}
