// Owns what every import works with, and what is the same in all of them.
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import type { FaultKind } from '../../src/core/conversation/fault.ts';
import type { Source } from '../../src/core/persona/profile.ts';
import type { Change, Store } from '../../src/core/ports.ts';
import type { Listings } from './listing/listings.ts';

export interface ImportDesk {
  readonly store: Store;
  readonly listings: Listings;
  told(done: number, total: number): void;
}

export interface Place {
  readonly projectId: string;
  readonly file: string;
  readonly fileHash: string;
  /** The set that the conversations go to. */
  readonly owner: string;
  readonly source: Source;
}

export const putSet = (
  { projectId, owner: id, file }: Pick<Place, 'projectId' | 'owner' | 'file'>,
  conversationCount: number,
): Change => ({
  put: 'set',
  item: { owner: projectId, id, file, name: file, importedAt: Date.now(), conversationCount },
});

/** Each kind counts once a conversation. */
export function addFaults(counts: Partial<Record<FaultKind, number>>, { faults }: Conversation): void {
  for (const kind of new Set(faults.map((fault) => fault.kind))) counts[kind] = (counts[kind] ?? 0) + 1;
}
