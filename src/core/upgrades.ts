// Owns the chain from what older versions of the studio wrote to what this one reads: one link for each change of an item's shape.
// The database follows it when it is opened, a project file when it is read. Pure.
import type { Kind } from './items.ts';

interface Upgrade {
  /** The version of the database that brought the change. */
  readonly to: number;
  readonly kind: Kind;
  /** Leaves an item that has it already as it is. */
  readonly change: (item: Item) => Item;
}

type Item = Readonly<Record<string, unknown>>;

/** In the order of their versions. A version that only brings new kinds has none. */
const upgrades: readonly Upgrade[] = [
  // Before, a label was kept under the id of its conversation.
  { to: 3, kind: 'label', change: (label) => ({ about: label['id'], ...label }) },
];

/** The kinds whose items are changed on the way from a version. */
export const kindsChangedSince = (version: number): readonly Kind[] => [
  ...new Set(upgrades.filter(({ to }) => to > version).map(({ kind }) => kind)),
];

/** An item of a version, by default of any, as this version keeps it. */
export const upgraded = (kind: Kind, item: Item, version = 0): Item =>
  upgrades
    .filter((upgrade) => upgrade.kind === kind && upgrade.to > version)
    .reduce((changed, { change }) => change(changed), item);
