// Owns what the page may ask about files that come in.
import type { ImportReport } from './personas.ts';

/** What becomes of rows that were read from the same file before. */
export const knownRowsWays = ['skip', 'replace', 'keep both'] as const;
export type KnownRowsWay = (typeof knownRowsWays)[number];

export interface ImportCalls {
  /** How many conversations of exactly this file are in the project already. */
  knownConversations(projectId: string, file: File): Promise<number>;
  /** Reads by content (`ImportFormat`), packed with gzip or not. By default what is known is replaced. */
  importFile(projectId: string, file: File, known?: KnownRowsWay): Promise<ImportReport>;
}
