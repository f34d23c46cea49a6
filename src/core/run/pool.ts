// Owns the pool of exemplars (method.md, section 2.1): it starts from the seed conversations, and each round's winners
// join it for the next. A pool holds names only; the texts are read when drawn.
import type { Store } from '../ports.ts';
import type { Run } from './plan.ts';

export interface PoolEntry {
  readonly owner: string;
  readonly id: string;
}

/** The owner of the bundled seed conversations. */
export const seedSet = 'seed';

export async function exemplarPool(
  store: Pick<Store, 'page'>,
  { id: owner, plan }: Run,
  round: number,
): Promise<readonly PoolEntry[]> {
  const seeds = await store.page('conversation', seedSet);
  // A small model follows the length of what it is shown more than the length it is told.
  const fitting = seeds.filter(({ turns }) => turns.length <= plan.turnsAsked.max);
  const pool: PoolEntry[] = fitting.map(({ id }) => ({ owner: seedSet, id }));
  for await (const outcome of outcomesBefore(store, owner, round)) {
    if (outcome.kind === 'kept') pool.push({ owner, id: outcome.conversationId });
  }
  return pool;
}

async function* outcomesBefore(store: Pick<Store, 'page'>, owner: string, round: number) {
  let after = '';
  for (;;) {
    const page = await store.page('outcome', owner, { after, limit: 1000 });
    for (const outcome of page) {
      if (outcome.round >= round) return;
      yield outcome;
    }
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
  }
}
