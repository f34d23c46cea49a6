// Owns what a run would have come to if nobody had disturbed it: the same plan, pairs and seeds, walked by the bare loop.
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import type { Items } from '../../src/core/items.ts';
import type { Change } from '../../src/core/ports.ts';
import type { Run } from '../../src/core/run/plan.ts';
import { findModel } from '../../src/engine/catalogue.ts';
import { ScriptedEngine } from '../../src/engine/scripted/scripted-engine.ts';
import { MemoryStore } from '../../src/store/memory/memory-store.ts';
import { canonicalExport, sit } from '../core/run/harness.ts';

export interface StoredRun {
  readonly run: Run;
  readonly pairs: readonly Items['pair'][];
  readonly seeds: readonly Conversation[];
}

export async function undisturbed({ run, pairs, seeds }: StoredRun): Promise<string> {
  const store = new MemoryStore();
  await store.write([
    { put: 'run', item: run },
    ...pairs.map((item): Change => ({ put: 'pair', item })),
    ...seeds.map((item): Change => ({ put: 'conversation', item })),
  ]);
  const contextTokens = findModel({ engine: 'scripted', model: 'scripted' })?.contextTokens ?? 0;
  const engine = new ScriptedEngine({ contextTokens });
  await sit(run, store, { generator: engine, critic: engine });
  return canonicalExport(store, run);
}
