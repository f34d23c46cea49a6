// Owns the calls about conversations, set by set.
import type { Deed } from '../../../src/core/items.ts';
import type { Change } from '../../../src/core/ports.ts';
import type { SetCalls } from '../../studio-api/sets.ts';
import type { Desk } from '../desk.ts';
import { findSet } from '../find.ts';

export function setCalls({ store, listings, writeUndoably, changed }: Desk): SetCalls {
  const done = async (setId: string, kind: Deed['kind'], count: number, changes: readonly Change[]) => {
    const { projectId } = await findSet(store, setId);
    const id = await writeUndoably(projectId, { kind, count }, changes);
    changed('sets', projectId);
    return id;
  };

  return {
    async sets(projectId) {
      const { listSets } = await import('../conversations.ts');
      return listSets(store, projectId);
    },

    async conversations(setId, query, start, count) {
      return (await listings.of(setId)).rows(query, start, count);
    },

    async conversationIds(setId, query) {
      return (await listings.of(setId)).ids(query);
    },

    async labelConversations(setId, ids, decision) {
      const { labelChanges } = await import('../bulk.ts');
      const changes = await labelChanges(store, setId, ids, decision);
      return done(setId, 'label-conversations', ids.length, changes);
    },

    async removeConversations(setId, ids) {
      const { removalChanges } = await import('../bulk.ts');
      return done(setId, 'remove-conversations', ids.length, await removalChanges(store, setId, ids));
    },

    async editConversation(setId, conversationId, texts) {
      const { editChanges } = await import('../lineage.ts');
      return done(setId, 'edit-conversation', 1, await editChanges(store, setId, conversationId, texts));
    },

    async descendants(setId, conversationId) {
      const { descendantsOf } = await import('../lineage.ts');
      return descendantsOf(store, setId, conversationId);
    },

    async conversation(setId, conversationId) {
      const [{ conversationView }, { run }] = await Promise.all([
        import('../conversations.ts'),
        findSet(store, setId),
      ]);
      return conversationView(store, setId, conversationId, run?.plan ?? null);
    },
  };
}
