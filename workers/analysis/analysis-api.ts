// Owns the contract between the studio worker and an analysis worker, which is made for one task and ended after it.
import type { MergeTree } from '../../src/core/persona/merge-tree.ts';
import type { ModelBuild } from '../../src/core/ports.ts';

/** `done` of `total`: bytes are not counted while loading, texts while embedding, shares of 1 while clustering. */
export interface TreeProgress {
  readonly stage: 'loading' | 'embedding' | 'clustering';
  readonly done: number;
  readonly total: number;
}

export interface GrownTree {
  /** Leaf i is text i. */
  readonly tree: MergeTree;
  readonly embedder: ModelBuild;
}

export interface AnalysisApi {
  growTree(texts: readonly string[], onProgress: (progress: TreeProgress) => void): Promise<GrownTree>;
}
