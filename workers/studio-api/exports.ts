// Owns what the page may ask about files that leave.
import type { ExportWish } from '../../src/core/formats/export-wish.ts';
import type { Split } from '../../src/core/formats/split.ts';

type Named = readonly (readonly [name: string, what: string])[];

/** Under which terms a set may leave. */
export interface ExportTerms {
  /** Sources and models, each with its licence. */
  readonly sources: Named;
  readonly models: Named;
  /** By licence. */
  readonly duties: Named;
  readonly forbids: Named;
  /** Licences of which nothing is known. */
  readonly unknown: readonly string[];
}

/** How a file begins. */
export interface ExportHead {
  readonly name: string;
  readonly text: string;
}

export interface ExportPreview extends ExportTerms {
  readonly records: number;
  /** Lines, rows or dialogues that they come to. */
  readonly rows: number;
  readonly failedPairs: number;
  readonly split: Pick<Split, 'counts' | 'leftOut' | 'by'> | null;
  readonly heads: readonly ExportHead[];
}

export interface ExportCalls {
  exportPreview(setId: string, wish: ExportWish): Promise<ExportPreview>;
  exportFile(setId: string, wish: ExportWish): Promise<{ readonly name: string; readonly file: Blob }>;
}
