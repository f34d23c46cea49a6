// Owns what the page may ask about files that leave.

export const exportFormats = ['json', 'jsonl', 'spc-csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportPreview {
  readonly rows: number;
  readonly failedPairs: number;
  readonly licences: readonly string[];
  /** The first rows as they will stand in the file. */
  readonly head: string;
}

export interface ExportCalls {
  exportPreview(setId: string, format: ExportFormat): Promise<ExportPreview>;
  exportFile(setId: string, format: ExportFormat): Promise<{ readonly name: string; readonly file: Blob }>;
}
