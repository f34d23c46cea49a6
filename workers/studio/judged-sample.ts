// Owns what is looked at of a set before it is judged: how many conversations there are, and a few of them.
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import type { Store } from '../../src/core/ports.ts';
import type { JudgedSample } from '../studio-api/runs.ts';
import { listOf } from './pages.ts';
import { recordsOf } from './records.ts';

const mostLookedAt = 20;

export async function judgedSample(
  store: Store,
  setId: string,
  ids?: readonly string[],
): Promise<JudgedSample> {
  const sample: Conversation[] = [];
  for await (const { conversation } of recordsOf(store, setId, ids?.slice(0, mostLookedAt))) {
    sample.push({ ...conversation, owner: setId } as Conversation);
    if (sample.length === mostLookedAt) break;
  }
  return { count: ids?.length ?? (await countOf(store, setId)), sample };
}

/** Of a run those that it kept. */
async function countOf(store: Store, setId: string): Promise<number> {
  const outcomes = await listOf(store, 'outcome', setId);
  return outcomes.length > 0
    ? outcomes.filter(({ kind }) => kind === 'kept').length
    : store.count('conversation', setId);
}
