// Owns items as a map by their ids. A map is replaced, never changed, so it needs no reactivity of its own.

/** Those that were there, and the others or newer ones. */
export const byId = <Item extends { readonly id: string }>(
  items: readonly Item[],
  before: ReadonlyMap<string, Item> = new Map(),
): ReadonlyMap<string, Item> => new Map([...before, ...items.map((item) => [item.id, item] as const)]);
