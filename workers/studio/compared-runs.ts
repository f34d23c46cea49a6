// Owns going through two runs side by side, in plan order, until something differs.
import {
  conversationDifference,
  verdictDifference,
  type Comparison,
  type Difference,
} from '../../src/core/report/comparison.ts';
import type { Items } from '../../src/core/items.ts';
import type { Store } from '../../src/core/ports.ts';
import type { Run } from '../../src/core/run/plan.ts';
import { allOf } from './pages.ts';

export async function comparedRuns(store: Store, again: Run): Promise<Comparison | null> {
  if (again.reproduces === undefined) return null;
  const original = await store.read('run', again.owner, again.reproduces);
  if (!original) return null;
  const isWhole = again.state === 'finished' && original.state === 'finished';
  const ids = { before: original.id, after: again.id, isWhole };
  const conversations = await sideBySide(store, 'conversation', ids, conversationDifference);
  const verdicts = await sideBySide(store, 'verdict', ids, verdictDifference);
  return {
    original: { id: original.id, name: original.name },
    conversations: conversations.same,
    verdicts: verdicts.same,
    first: conversations.first ?? verdicts.first,
    isWhole,
  };
}

interface Ids {
  readonly before: string;
  readonly after: string;
  readonly isWhole: boolean;
}

/** While one of them is not at its end, what it lacks is no difference. */
async function sideBySide<K extends 'conversation' | 'verdict'>(
  store: Store,
  kind: K,
  { before, after, isWhole }: Ids,
  differenceOf: (one: Items[K], other: Items[K]) => Difference | null,
): Promise<{ same: number; first: Difference | null }> {
  const others = allOf(store, kind, after);
  let other = await others.next();
  let same = 0;
  for await (const one of allOf(store, kind, before)) {
    while (!other.done && other.value.id < one.id) {
      if (isWhole) return { same, first: { kind: 'new', id: other.value.id } };
      other = await others.next();
    }
    if (other.done || other.value.id !== one.id) {
      if (isWhole) return { same, first: { kind: 'missing', id: one.id } };
      continue;
    }
    const first = differenceOf(one, other.value);
    if (first) return { same, first };
    same += 1;
    other = await others.next();
  }
  return { same, first: isWhole && !other.done ? { kind: 'new', id: other.value.id } : null };
}
