// Owns what the page may ask about tables of personas and character cards.
import type { PersonaDraft } from '../../src/core/formats/persona-draft.ts';
import type { Source } from '../../src/core/persona/profile.ts';

/** What a person took of a draft. */
export interface KeptPersonas {
  readonly file: string;
  readonly fileHash: string;
  readonly source: Source;
  readonly rows: readonly {
    readonly line: number;
    readonly texts: readonly string[];
    readonly card?: unknown;
  }[];
  /** Each row is a profile too. */
  readonly asProfiles: boolean;
}

export interface PersonaDraftCalls {
  /** Reads without keeping; null for a file that is neither a table of personas nor a character card. */
  personaDraft(file: File): Promise<PersonaDraft | null>;
  /** Gives the id to undo it by. */
  keepPersonas(projectId: string, kept: KeptPersonas): Promise<string>;
}
