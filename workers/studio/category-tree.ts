// Owns the analysis worker while it grows the merge tree of a project's attributes: started, watched, stopped, ended.
import { proxy, wrap } from 'comlink';
import { mostLeaves } from '../../src/core/persona/merge-tree.ts';
import type { Stop, Store } from '../../src/core/ports.ts';
import { Broken } from '../../src/core/trouble.ts';
import type { AnalysisApi, TreeProgress } from '../analysis/analysis-api.ts';
import { brokenFrom } from '../plain-trouble.ts';
import type { CategoryTree } from '../studio-api.ts';
import { listOf } from './pages.ts';

const newAnalysisWorker = (): Worker =>
  new Worker(new URL('../analysis.worker.ts', import.meta.url), { type: 'module', name: 'analysis' });

/** Throws `Broken`: `too-many`, `stopped`, or what broke in the worker. */
export async function growCategoryTree(
  store: Store,
  projectId: string,
  onProgress: (progress: TreeProgress) => void,
  stop: Stop,
): Promise<CategoryTree> {
  const attributes = await listOf(store, 'attribute', projectId);
  if (attributes.length > mostLeaves)
    throw new Broken({ kind: 'too-many', what: 'attributes', found: attributes.length, most: mostLeaves });
  const worker = newAnalysisWorker();
  const ended = new Promise<never>((_, reject) => {
    worker.onerror = ({ message }) => reject(new Broken({ kind: 'unexpected', detail: message }));
    stop.onStop(() => reject(new Broken({ kind: 'stopped' })));
  });
  try {
    const texts = attributes.map(({ text }) => text);
    const grown = wrap<AnalysisApi>(worker).growTree(texts, proxy(onProgress));
    return { attributes, ...(await Promise.race([grown, ended])) };
  } catch (thrown) {
    throw thrown instanceof Broken ? thrown : brokenFrom(thrown);
  } finally {
    worker.terminate();
  }
}
