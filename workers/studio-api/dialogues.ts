// Owns what the page may ask about a person's own dialogues: how a file would be read by a mapping, and to take it in.
import type { ImportFormat } from '../../src/core/formats/import.ts';
import type { MappedDialogue } from '../../src/core/formats/mapping/dialogue.ts';
import type { Mapping } from '../../src/core/formats/mapping/mapping.ts';
import type { TableKind } from '../../src/core/formats/mapping/table.ts';
import type { RowProblem } from '../../src/core/formats/problem.ts';

/** How many conversations got a label from the gold column, and which. */
export interface GoldCounts {
  readonly accept: number;
  readonly reject: number;
  readonly scored: number;
}

export interface DialoguesPreview {
  readonly kind: TableKind;
  readonly columns: readonly { readonly name: string; readonly example: string }[];
  /** Of the messages in the mapping's column, where they are objects. */
  readonly keys: readonly string[];
  /** The guess where none was given; names that a given one does not know get a part in it. */
  readonly mapping: Mapping;
  /** Who speaks, in the order in which they first do. */
  readonly names: readonly { readonly name: string; readonly messages: number }[];
  /** Of the gold column, most frequent first. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
  /** Rows that were looked at; `isWhole` when there are no more. */
  readonly rows: number;
  readonly isWhole: boolean;
  readonly dialogues: number;
  readonly gold: GoldCounts;
  /** The first few as they will be read. */
  readonly head: readonly MappedDialogue[];
  readonly problems: readonly RowProblem[];
}

export interface DialoguesReport {
  readonly projectId: string;
  readonly setId: string;
  readonly conversations: number;
  readonly gold: GoldCounts;
  readonly problems: readonly RowProblem[];
}

export interface DialogueCalls {
  /** The format of a file that needs no mapping, since it says itself what it holds; null for all others. */
  ownFormat(file: File): Promise<ImportFormat | null>;
  /** Throws `Broken`: `bad-file`. */
  previewDialogues(file: File, mapping: Mapping | null): Promise<DialoguesPreview>;
  /** `projectId` null: a new project, named after the file. Nothing is kept of a file without dialogues (`bad-file`). */
  importDialogues(projectId: string | null, file: File, mapping: Mapping): Promise<DialoguesReport>;
}
