/** What of a file could not be read; the rest is kept. `line` is 1-based in the file. */
export interface RowProblem {
  readonly line: number;
  readonly reason: string;
}
