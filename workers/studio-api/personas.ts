// Owns what the page may ask about attributes, profiles and pairs.
import type { FaultKind } from '../../src/core/conversation/fault.ts';
import type { ImportFormat } from '../../src/core/formats/import.ts';
import type { RowProblem } from '../../src/core/formats/problem.ts';
import type { Attribute, Pair, Profile } from '../../src/core/persona/profile.ts';
import type { GrownTree } from '../analysis/analysis-api.ts';

export interface Personas {
  readonly attributes: readonly Attribute[];
  readonly profiles: readonly Profile[];
  readonly pairs: readonly Pair[];
}

/** How pairs are to be made; the same wish makes the same pairs of the same personas. */
export interface PairWish {
  /** At most so many. */
  readonly count: number;
  readonly seed: number;
  /** `attributes`: two new profiles a pair, of five attributes drawn at random · `profiles`: those here that are in no pair. */
  readonly from: 'attributes' | 'profiles';
  /** `categories`: the profiles share more than `moreThan` pairs of attributes of one category. */
  readonly pairedBy: 'chance' | 'categories';
  readonly moreThan: number;
  /** New profiles take no attribute whose cosine with one already in is above this; null: any may come. */
  readonly redundantAbove: number | null;
}

export interface DrawnPairs {
  readonly pairs: number;
  /** Profiles that found no partner. */
  readonly alone: number;
  /** Attributes that were drawn and left out as redundant. */
  readonly redundant: number;
}

export interface ImportReport {
  readonly file: string;
  readonly format: ImportFormat;
  readonly attributes: number;
  readonly profiles: number;
  readonly pairs: number;
  /** New here; what was skipped is not counted. */
  readonly conversations: number;
  /** Rows that were known and left as they are. */
  readonly skipped: number;
  /** Where the conversations went. */
  readonly setId: string | null;
  readonly problems: readonly RowProblem[];
  /** Conversations by the kinds of fault found in them. */
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
}

/** The attributes of a project as leaves of a merge tree: leaf i is attribute i. */
export interface CategoryTree extends GrownTree {
  readonly attributes: readonly Attribute[];
}

/** A model that places attributes by their meaning. */
export interface EmbedderRow {
  readonly id: string;
  readonly name: string;
  /** What is still to be fetched for it. */
  readonly downloadBytes: number;
}

/** What gives a string gives the id by which `undo` takes it back. */
export interface PersonaCalls {
  personas(projectId: string): Promise<Personas>;
  addBundledPersonas(projectId: string): Promise<ImportReport>;
  /** Those of them that are new or changed; profiles and pairs that hold them follow. */
  putAttributes(projectId: string, attributes: readonly Attribute[]): Promise<string>;
  removeAttribute(projectId: string, attributeId: string): Promise<string>;
  /** Of this and `categoryTree` one at a time: a second call stops the first. Progress comes as `analysis` events. */
  drawPairs(projectId: string, wish: PairWish): Promise<DrawnPairs>;
  /** `embedder`: an id; null for the usual one. */
  categoryTree(projectId: string, embedder: string | null): Promise<CategoryTree>;
  /** The usual one first, then those for which there is a GPU here. */
  embedders(): Promise<readonly EmbedderRow[]>;
  /** Ends what is being found out about attributes; the call rejects with `stopped`. */
  stopAnalysis(): Promise<void>;
  /** Two profiles become a pair, whatever they have in common. */
  pairProfiles(projectId: string, firstId: string, secondId: string): Promise<string>;
  /** The profile of this id, and wherever it stands in a pair. */
  putProfile(projectId: string, profile: Profile): Promise<string>;
}
