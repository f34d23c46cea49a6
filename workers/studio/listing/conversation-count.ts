// Owns how many conversations a set has: as its index says, and only else as the database counts, one by one.
import type { Store } from '../../../src/core/ports.ts';

export async function conversationCount(store: Store, setId: string): Promise<number> {
  const kept = await store.read('index', setId, 'count');
  return kept?.part === 'count' ? kept.count : store.count('conversation', setId);
}
