// Owns what a person wishes of an export: which conversations, in which format, cut how, with what on the card.
import type { ListQuery } from '../listing/query.ts';
import type { CardFields } from './dataset-card.ts';
import type { SplitWish } from './split.ts';

export const exportFormats = [
  'json',
  'jsonl',
  'huggingface',
  'parquet',
  'openai',
  'sharegpt',
  'dpo',
  'spc-csv',
  'parlai',
  'convai2',
] as const;
export type ExportFormat = (typeof exportFormats)[number];

export type ExportScope =
  | { readonly kind: 'all' }
  /** What a list shows. */
  | { readonly kind: 'filter'; readonly query: ListQuery }
  | { readonly kind: 'selection'; readonly ids: readonly string[] };

export interface ExportWish {
  readonly format: ExportFormat;
  readonly scope: ExportScope;
  /** null: one part. */
  readonly split: SplitWish | null;
  /** In CSV: cells that a spreadsheet would run get an apostrophe. */
  readonly escapeFormulas: boolean;
  /** In the dataset folder. */
  readonly dataFiles: 'parquet' | 'jsonl';
  readonly card: CardFields;
}

export const plainWish: ExportWish = {
  format: 'json',
  scope: { kind: 'all' },
  split: null,
  escapeFormulas: false,
  dataFiles: 'parquet',
  card: { title: '', description: '', licence: 'other', language: 'en' },
};

export const usualSplit: SplitWish = {
  shares: { train: 80, validation: 10, test: 10 },
  seed: 1,
  crossing: 'mixed',
};
