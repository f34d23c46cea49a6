// Owns reading what a run's hygiene is made of: all its verdicts, and of its conversations only their lengths.
import { hygieneOf, wordCount, type Hygiene } from '../../src/core/critic/hygiene.ts';
import type { Store } from '../../src/core/ports.ts';
import { allOf, listOf } from './pages.ts';

export async function hygieneOfRun(store: Store, runId: string): Promise<Hygiene> {
  const words = new Map<string, number>();
  for await (const conversation of allOf(store, 'conversation', runId))
    words.set(conversation.id, wordCount(conversation));
  return hygieneOf(await listOf(store, 'verdict', runId), (id) => words.get(id) ?? 0);
}
