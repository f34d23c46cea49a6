// Owns the order in which conversations come up for labelling: as in the set, shuffled, or those first on which judges
// disagree or are unsure, since a label tells most there.
import { filterFindings, type Verdict } from '../critic/verdict.ts';
import { shuffle, derive } from '../random.ts';
import type { Label } from './label.ts';

export const queueOrders = ['set', 'shuffled', 'disagreement', 'uncertainty'] as const;
export type QueueOrder = (typeof queueOrders)[number];

/** A conversation with what others said of it; the labels of whoever is asked now are left out. */
export interface Queued {
  readonly id: string;
  readonly verdicts: readonly Pick<Verdict, 'expert' | 'finding' | 'unreadableBefore'>[];
  readonly labels: readonly Pick<Label, 'decision'>[];
}

/** Equals come in the order of the set. `seed` shuffles only where that is asked. */
export function queueOf(conversations: readonly Queued[], order: QueueOrder, seed: number): string[] {
  const ids = conversations.map(({ id }) => id);
  if (order === 'set') return ids;
  if (order === 'shuffled') return shuffle(ids, derive(seed, 'review queue'));
  const weigh = order === 'disagreement' ? disagreementOn : uncertaintyOn;
  return conversations
    .map((queued) => ({ id: queued.id, weight: weigh(queued) }))
    .sort((a, b) => b.weight - a.weight)
    .map(({ id }) => id);
}

/**
 * The share of the smaller side among all who decided, experts and annotators alike: 0 when all are of one mind, or fewer
 * than two decided; at most one half.
 */
export function disagreementOn({ verdicts, labels }: Queued): number {
  const decisions = verdicts
    .flatMap(filterFindings)
    .flatMap(({ finding }) => (finding.kind === 'not applicable' ? [] : [finding.decision === 'pass']));
  for (const { decision } of labels) if (decision) decisions.push(decision === 'accept');
  const passes = decisions.filter(Boolean).length;
  return decisions.length === 0 ? 0 : Math.min(passes, decisions.length - passes) / decisions.length;
}

/**
 * 0 … 1, how unsure the least sure expert was: 1 for an answer that could not be read; for a degree p, 1 − |2p − 1|; one
 * half where an answer had to be asked for again.
 */
export function uncertaintyOn({ verdicts }: Queued): number {
  const doubts = verdicts.flatMap((verdict) => [
    verdict.finding.kind === 'unreadable' ? 1 : 0,
    verdict.unreadableBefore ? 0.5 : 0,
    ...filterFindings(verdict).map(({ finding }) =>
      finding.kind === 'filter' && finding.degree !== undefined ? 1 - Math.abs(2 * finding.degree - 1) : 0,
    ),
  ]);
  return Math.max(0, ...doubts);
}
