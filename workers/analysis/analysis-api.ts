// Owns the contract between the studio worker and an analysis worker, which is made for one task, or for the embeddings that one
// asks for, and ended after it.
import type { Evaluation } from '../../src/core/evaluate/evaluate.ts';
import type { Examined } from '../../src/core/evaluate/examined.ts';
import type { MergeTree } from '../../src/core/persona/merge-tree.ts';
import type { ModelBuild } from '../../src/core/ports.ts';
import type { CatalogueMirror } from '../../src/engine/catalogue-mirror.ts';

/** `done` of `total`: bytes while fetching, nothing is counted while loading, texts while embedding, shares of 1 while clustering. */
export interface AnalysisProgress {
  readonly stage: 'fetching' | 'loading' | 'embedding' | 'clustering';
  readonly done: number;
  readonly total: number;
}

export interface GrownTree {
  /** Leaf i is text i. */
  readonly tree: MergeTree;
  readonly embedder: ModelBuild;
}

/** One vector a text, of unit length, one after the other. */
export interface Embedded {
  readonly vectors: Float32Array;
  readonly dimensions: number;
  readonly build: ModelBuild;
}

/** `done` of `total`: conversations while reading, shares of 1 after. */
export interface EvaluationProgress {
  readonly stage: 'reading' | 'loading' | 'measuring';
  readonly done: number;
  readonly total: number;
}

export interface MeasuringOrder {
  readonly seed: number;
  readonly accuracy: boolean;
  /** Loads the sentence encoder for the Vendi score. */
  readonly meaning: boolean;
  /** Category by an attribute's text. */
  readonly categories: ReadonlyMap<string, string>;
  /** Conversations that exemplars may be, beside those of the sets. */
  readonly seeds: readonly Pick<Examined, 'id' | 'turns'>[];
}

export interface AnalysisApi {
  embed(texts: readonly string[], onProgress: (progress: AnalysisProgress) => void): Promise<Embedded>;
  /** Adds to the set of this 0-based place, for `measure`. */
  take(set: number, conversations: readonly Examined[]): Promise<void>;
  /** Of the first `sets` places, also those that nothing was added to. */
  measure(
    sets: number,
    order: MeasuringOrder,
    onProgress: (progress: EvaluationProgress) => void,
  ): Promise<Evaluation>;
  growTree(
    texts: readonly string[],
    embedder: string,
    mirror: CatalogueMirror | null,
    onProgress: (progress: AnalysisProgress) => void,
  ): Promise<GrownTree>;
}
