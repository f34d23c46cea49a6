// Owns the calls about conversations, set by set.
import type { SetCalls } from '../../studio-api/sets.ts';
import { conversationRows, conversationView, listSets } from '../conversations.ts';
import type { Desk } from '../desk.ts';
import { findSet } from '../find.ts';

export function setCalls({ store }: Desk): SetCalls {
  return {
    sets: (projectId) => listSets(store, projectId),

    async conversations(setId) {
      const { run } = await findSet(store, setId);
      return conversationRows(store, setId, run?.plan ?? null);
    },

    async conversation(setId, conversationId) {
      const { run } = await findSet(store, setId);
      return conversationView(store, setId, conversationId, run?.plan ?? null);
    },
  };
}
