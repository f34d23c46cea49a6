// Owns the contract between the studio worker and an analysis worker, which is made for one task, or for the embeddings that one
// asks for, and ended after it.
import type { MergeTree } from '../../src/core/persona/merge-tree.ts';
import type { ModelBuild } from '../../src/core/ports.ts';

/** `done` of `total`: nothing is counted while loading, texts while embedding, shares of 1 while clustering. */
export interface AnalysisProgress {
  readonly stage: 'loading' | 'embedding' | 'clustering';
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

export interface AnalysisApi {
  embed(texts: readonly string[], onProgress: (progress: AnalysisProgress) => void): Promise<Embedded>;
  growTree(texts: readonly string[], onProgress: (progress: AnalysisProgress) => void): Promise<GrownTree>;
}
