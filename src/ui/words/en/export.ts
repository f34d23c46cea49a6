// Owns the words of the Export screen.
import type { ExportFormat } from '../../../../workers/studio-api/exports.ts';
import type { SetSummary } from '../../../../workers/studio-api/sets.ts';
import { count, counted, date } from './amounts.ts';

const kinds: Readonly<Record<SetSummary['kind'], string>> = {
  run: 'Run',
  import: 'Import',
  written: 'Example',
};

export const exportWords = {
  title: 'Export',
  context: 'Files are made here and saved by your browser; nothing is sent anywhere.',
  loading: 'Reading the sets …',
  tryAgain: 'Try again',
  emptyTitle: 'Nothing to export yet',
  emptyText: 'Each run and each import makes a set of conversations, which can be saved as a file from here.',
  toRun: 'Go to Run',
  set: 'Set',
  setOption: (set: SetSummary): string =>
    `${set.name} · ${kinds[set.kind]}, ${date(set.createdAt)} · ${counted(set.conversationCount, 'conversation')}`,
  format: 'Format',
  formats: {
    json: {
      name: 'JSON',
      text: 'A header and every record in one document; the whole of what the studio knows.',
    },
    jsonl: {
      name: 'JSONL',
      text: 'One record a line in plan order; the same plan and seed give the same bytes.',
    },
    'spc-csv': {
      name: 'Synthetic-Persona-Chat CSV',
      text: 'Both personas and the chosen conversation, as in the published table; verdicts are left out.',
    },
  } satisfies Readonly<Record<ExportFormat, { readonly name: string; readonly text: string }>>,
  preview: 'Preview',
  countAgain: 'Count again',
  previewing: 'Counting the rows …',
  rows: 'Rows',
  rowCount: count,
  failedPairs: 'Pairs without a conversation',
  failedCount: count,
  licences: 'Sources and licences',
  noLicences: 'None stated',
  head: 'First rows of the file',
  noRows: 'No conversation of this set has been kept yet.',
  download: 'Download',
  downloading: 'Writing the file …',
};
