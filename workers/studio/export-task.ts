// Owns what an export works on: a set, the wish, what the index tells of it, and the parts into which it is cut.
import type { ExportWish } from '../../src/core/formats/export-wish.ts';
import { splitNames, splitPairs, type SplitName } from '../../src/core/formats/split.ts';
import type { Exportable } from '../../src/core/listing/exportable.ts';
import type { Store } from '../../src/core/ports.ts';

/** A set as one export sees it. */
export interface ExportTask {
  readonly store: Store;
  readonly setId: string;
  readonly name: string;
  readonly wish: ExportWish;
  readonly exportable: Exportable;
}

/** The ids of each part; one part without a name where nothing is cut. */
export type Parts = readonly { readonly split: SplitName | null; readonly ids: readonly string[] }[];

export function partsOf({ wish, exportable: { ids, profiles } }: ExportTask): Parts {
  if (!wish.split) return [{ split: null, ids }];
  const { parts } = splitPairs(...profiles, wish.split);
  return splitNames
    .map((split, place) => ({ split, ids: ids.filter((_, at) => parts[at] === place) }))
    .filter((part) => part.ids.length > 0);
}
