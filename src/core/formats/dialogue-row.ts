// Owns what every table of dialogues comes down to: two profiles as texts and a conversation as raw text, row by row.
import type { RowProblem } from './problem.ts';

export interface DialogueRow {
  /** 1-based among the records of the file. */
  readonly row: number;
  /** 1-based line of the file on which the record begins. */
  readonly line: number;
  readonly profiles: readonly [readonly string[], readonly string[]];
  /** One `User N: text` line a turn. */
  readonly conversation: string;
}

export interface DialogueFile {
  readonly rows: readonly DialogueRow[];
  readonly problems: readonly RowProblem[];
}
