// Owns the words of the Export screen.
import type { SetSummary } from '../../../../workers/studio-api/sets.ts';
import type { ExportFormat } from '../../../core/formats/export-wish.ts';
import type { Split, SplitName } from '../../../core/formats/split.ts';
import { count, counted, date } from './amounts.ts';

const kinds: Readonly<Record<SetSummary['kind'], string>> = {
  run: 'Run',
  import: 'Import',
  written: 'Example',
};

interface FormatWords {
  readonly name: string;
  readonly text: string;
  /** What a row of it is called. */
  readonly row: string;
}

const formats: Readonly<Record<ExportFormat, FormatWords>> = {
  json: {
    name: 'JSON',
    text: 'A header and every record in one document; the whole of what the studio knows.',
    row: 'record',
  },
  jsonl: {
    name: 'JSONL',
    text: 'One record a line in plan order; the same plan and seed give the same bytes.',
    row: 'line',
  },
  huggingface: {
    name: 'Hugging Face dataset folder',
    text: 'A .zip with a filled-in dataset card, the data, and Croissant metadata, ready for a hub or a shelf.',
    row: 'row',
  },
  parquet: {
    name: 'Parquet',
    text: 'A flat table with lists for profiles and turns; for pandas, DuckDB, Arrow and the like.',
    row: 'row',
  },
  openai: {
    name: 'OpenAI messages',
    text: 'For fine-tuning a chat model: two lines a conversation, each speaker once as the assistant, its profile in the system message.',
    row: 'line',
  },
  sharegpt: {
    name: 'ShareGPT',
    text: 'The same two views of each conversation in the form of many open trainers.',
    row: 'line',
  },
  dpo: {
    name: 'Preference pairs',
    text: 'For DPO: what was kept against each candidate of its pair that was not.',
    row: 'preference pair',
  },
  'spc-csv': {
    name: 'Synthetic-Persona-Chat CSV',
    text: 'Both personas and the chosen conversation, as in the published table; verdicts are left out.',
    row: 'row',
  },
  parlai: {
    name: 'ParlAI text',
    text: 'Persona-Chat’s numbered lines with both personas; each reply with nineteen drawn from other conversations.',
    row: 'dialogue',
  },
  convai2: {
    name: 'ConvAI2 JSON',
    text: 'Persona-Chat as one document: the second speaker’s persona, its replies among twenty candidates.',
    row: 'dialogue',
  },
};

export const formatGroups: readonly { readonly title: string; readonly formats: readonly ExportFormat[] }[] =
  [
    { title: 'The studio’s own', formats: ['json', 'jsonl'] },
    { title: 'To publish', formats: ['huggingface', 'parquet'] },
    { title: 'To train', formats: ['openai', 'sharegpt', 'dpo'] },
    { title: 'As Persona-Chat', formats: ['spc-csv', 'parlai', 'convai2'] },
  ];

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
  scope: 'Which conversations',
  scopes: {
    all: 'The whole set',
    filter: (total: number): string => `As filtered in its list (${count(total)})`,
    selection: (total: number): string => `Those chosen in its list (${count(total)})`,
  },
  wholeHint: 'Of a run: what was kept. Of an import: all of it.',
  format: 'Format',
  formats,
  split: 'Parts',
  splitNone: 'One part',
  splitThree: 'Train, validation and test',
  splitHint: 'No profile stands in two of the three.',
  shares: { train: 'Train, %', validation: 'Validation, %', test: 'Test, %' },
  seed: 'Seed',
  crossing: 'Pairs whose profiles fall into different parts',
  crossingOf: { mixed: 'To a part of their own, “mixed”', 'left out': 'Leave them out' },
  splitNames: { train: 'Train', validation: 'Validation', test: 'Test', mixed: 'Mixed' } satisfies Record<
    SplitName,
    string
  >,
  leftOut: 'Left out',
  splitBy: {
    components: 'Pairs that share a profile stay together.',
    profiles:
      'The profiles hang together too much to keep pairs that share one in one part, so the profiles themselves are divided.',
  } satisfies Record<Split['by'], string>,
  escape: 'Escape cells that a spreadsheet would run as a formula',
  escapeHint: 'Puts an apostrophe before =, +, −, @; the file is then no longer as published.',
  dataFiles: 'Data files',
  dataFilesOf: { parquet: 'Parquet', jsonl: 'JSONL' },
  card: 'Dataset card',
  cardHint: 'Figures, faults, models, sources and how it was made are filled in.',
  cardTitle: 'Title',
  cardDescription: 'Description',
  cardLicence: 'Licence of the dataset',
  licenceAsSources: 'As the sources allow',
  licences: {
    'cc-by-4.0': 'CC BY 4.0',
    'cc0-1.0': 'CC0 1.0',
    'cc-by-sa-4.0': 'CC BY-SA 4.0',
    'cc-by-nc-4.0': 'CC BY-NC 4.0',
    'cc-by-nc-sa-4.0': 'CC BY-NC-SA 4.0',
    'apache-2.0': 'Apache 2.0',
    mit: 'MIT',
    other: 'Other',
  } as Readonly<Record<string, string>>,
  cardLanguage: 'Language, as a code',
  preview: 'What will be written',
  countAgain: 'Count again',
  previewing: 'Counting the rows …',
  rows: 'In the file',
  rowCount: (rows: number, format: ExportFormat): string => counted(rows, formats[format].row),
  recordCount: (records: number): string => `of ${counted(records, 'conversation')}`,
  failedPairs: 'Pairs without a conversation',
  failedCount: count,
  amount: count,
  sources: 'Sources',
  models: 'Written by',
  noLicences: 'None stated',
  duties: 'Whoever passes it on must',
  forbids: 'Forbidden',
  unknownTerms: (licence: string): string => `Nothing is known of “${licence}”; ask the source.`,
  head: 'How it begins',
  noRows: 'No conversation of this set has been kept yet.',
  noLosers: 'Nothing lost here: preference pairs need a run with several candidates a pair.',
  download: 'Download',
  downloading: 'Writing the file …',
};
