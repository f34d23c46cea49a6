// Owns the words for people: attribute, profile, pair.

/** Where a text comes from and under which terms it may be passed on; travels with every record. */
export interface Source {
  readonly name: string;
  readonly licence: string;
}

/** One first-person sentence about a speaker. */
export interface Attribute {
  readonly id: string;
  readonly text: string;
  readonly category?: string;
  readonly source: Source;
}

/** What was drawn for a profile and not taken, since it is too near to an attribute that was in already. */
export interface Redundant {
  readonly attribute: Attribute;
  readonly like: Attribute;
  readonly cosine: number;
}

/** What was tried for a profile and does not hold together with an attribute that was in already, as a critic says. */
export interface Inconsistent {
  readonly attribute: Attribute;
  readonly like: Attribute;
  /** unreadable: the critic's answers could not be read, which is never a pass. */
  readonly relation: 'entails' | 'contradicts' | 'unreadable';
  readonly reason: string;
}

export interface Profile {
  readonly id: string;
  readonly attributes: readonly Attribute[];
  /** Kept so that a person can overrule it; no pair, run or file holds it. */
  readonly redundant?: readonly Redundant[];
  /** As `redundant`. */
  readonly inconsistent?: readonly Inconsistent[];
  /** It is being built. */
  readonly unfinished?: true;
  /** A person locked it: nothing draws it anew or changes it. */
  readonly locked?: true;
  /** The character card that it was read from, as it came; no pair and no run holds it. */
  readonly card?: unknown;
}

/** Two profiles that are to talk: the first belongs to speaker 1, the second to speaker 2. */
export interface Pair {
  readonly id: string;
  readonly profiles: readonly [Profile, Profile];
}
