// Owns hearing of every change to a set's conversations and to what was said of them. A kept index goes in the same
// transaction as the first change that it does not know of, so that an index found in the store is never stale. So do figures that
// were measured, unless a change is of labels alone, which no figure is taken from.
import type { Kind } from '../../../src/core/items.ts';
import type { Change, Store } from '../../../src/core/ports.ts';

/** What rows are made of. */
const listed: readonly Kind[] = ['conversation', 'verdict', 'outcome', 'label'];

/** The parts of an index, each an item of its own: the rows open a list, the texts are needed for a search only. */
export const indexParts = ['rows', 'count', 'texts'] as const;

const ownerOf = (change: Change): string => ('put' in change ? change.item.owner : change.owner);
const kindOf = (change: Change): Kind => ('put' in change ? change.put : change.remove);

/** `hear` is called in the moment in which the change is asked for: whoever reads afterwards reads the changed items. */
export function watchedStore(store: Store, hear: (owner: string, changes: readonly Change[]) => void): Store {
  return {
    write(changes, manner) {
      const touching = changes.filter((change) => listed.includes(kindOf(change)));
      const owners = [...new Set(touching.map(ownerOf))];
      const unmeasured = new Set(touching.filter((change) => kindOf(change) !== 'label').map(ownerOf));
      const forgotten = owners.flatMap((owner) =>
        [...indexParts, ...(unmeasured.has(owner) ? ['figures'] : [])].map((id): Change => ({
          remove: 'index',
          owner,
          id,
        })),
      );
      const written = store.write([...changes, ...forgotten], manner);
      for (const owner of owners)
        hear(
          owner,
          touching.filter((change) => ownerOf(change) === owner),
        );
      return written;
    },
    read: (kind, owner, id) => store.read(kind, owner, id),
    page: (kind, owner, options) => store.page(kind, owner, options),
    count: (kind, owner) => store.count(kind, owner),
    clear: (kind, owner) => store.clear(kind, owner),
    close: () => store.close(),
  };
}
