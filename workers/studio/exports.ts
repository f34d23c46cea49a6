// Owns writing a set to a file: record by record from the store, in plan order, at any time, also while a run goes on. What can
// be said before anything is written comes from the set's index.
import { ZipWriter } from '../../src/archive/zip-writer.ts';
import { ReplyPool } from '../../src/core/formats/candidates.ts';
import { flatRowOf } from '../../src/core/formats/flat-row.ts';
import type { ConversationRecord } from '../../src/core/formats/record.ts';
import { splitPairs } from '../../src/core/formats/split.ts';
import type { ExportHead, ExportPreview } from '../studio-api/exports.ts';
import { termsAround } from './export-terms.ts';
import { parquetOf, poolFor, textOf } from './export-content.ts';
import { textForm } from './export-forms.ts';
import { partsOf, type ExportTask, type Parts } from './export-task.ts';
import { fileNameOf } from './file-name.ts';
import { recordsOf } from './records.ts';

const previewRecords = 3;

export async function exportPreview(task: ExportTask): Promise<ExportPreview> {
  const { store, setId, wish, exportable } = task;
  const split = wish.split ? splitPairs(...exportable.profiles, wish.split) : null;
  const outcomes = await store.page('outcome', setId);
  return {
    records: exportable.ids.length,
    rows: rowsIn(task),
    failedPairs: outcomes.filter(({ kind }) => kind === 'failed').length,
    split: split && { counts: split.counts, leftOut: split.leftOut, by: split.by },
    ...(await termsAround(task)),
    heads: await headsOf(task),
  };
}

/** Lines, rows or dialogues in the file. */
function rowsIn({ wish: { format }, exportable: { ids, withTurns, losers } }: ExportTask): number {
  if (format === 'openai' || format === 'sharegpt') return 2 * withTurns;
  return format === 'dpo' ? losers : ids.length;
}

async function headsOf(task: ExportTask): Promise<ExportHead[]> {
  const { store, setId, wish, exportable } = task;
  const { format } = wish;
  const records: ConversationRecord[] = [];
  for await (const record of recordsOf(store, setId, exportable.ids.slice(0, previewRecords)))
    records.push(record);
  const tables = () => records.map((record) => JSON.stringify(flatRowOf(record), null, 1)).join('\n');
  if (format === 'parquet') return [{ name: nameOf(task), text: tables() }];
  if (format === 'huggingface') {
    const { folderHeads } = await import('./dataset-folder.ts');
    return [...(await folderHeads(task)), { name: `data/*.${wish.dataFiles}`, text: tables() }];
  }
  const form = textForm(format, wish, await poolFor(task, exportable.ids.slice(0, 50)));
  const pieces = records.flatMap((record) => form.pieces(record));
  const text = `${form.begin}${pieces.join(form.between)}${form.end}`;
  return [{ name: nameOf(task), text }];
}

export async function exportFile(task: ExportTask): Promise<{ name: string; file: Blob }> {
  const { wish } = task;
  const { format } = wish;
  if (format === 'huggingface') {
    const { datasetFolder } = await import('./dataset-folder.ts');
    return { name: `${fileNameOf(task.name)}-dataset.zip`, file: await datasetFolder(task) };
  }
  const pool = await poolFor(task, task.exportable.ids);
  const parts = partsOf(task);
  const contentOf = (ids: readonly string[]) =>
    format === 'parquet' ? parquetOf(task, ids) : textOf(task, format, ids, pool);
  if (format === 'convai2') return { name: nameOf(task), file: await convai2Of(parts, contentOf) };
  if (!wish.split) return { name: nameOf(task), file: await contentOf(task.exportable.ids) };
  const zip = new ZipWriter();
  const ending = endingOf(task);
  for (const { split, ids } of parts) await zip.addBlob(`${split ?? 'all'}.${ending}`, await contentOf(ids));
  return { name: `${fileNameOf(task.name)}-${format}.zip`, file: zip.end() };
}

/** ConvAI2 has its parts in one document, and calls the second one `valid`. */
async function convai2Of(parts: Parts, contentOf: (ids: readonly string[]) => Promise<Blob>): Promise<Blob> {
  const pieces: (string | Blob)[] = [];
  for (const { split, ids } of parts) {
    const name = split === 'validation' ? 'valid' : (split ?? 'train');
    pieces.push(`${pieces.length === 0 ? '{' : ',\n'}"${name}": `, await contentOf(ids));
  }
  return new Blob([...(pieces.length === 0 ? ['{"train": []'] : pieces), '}\n'], {
    type: 'application/json',
  });
}

const endingOf = ({ wish }: ExportTask): string =>
  wish.format === 'parquet' || wish.format === 'huggingface'
    ? 'parquet'
    : textForm(wish.format, wish, new ReplyPool(1)).ending;

const nameOf = (task: ExportTask): string => `${fileNameOf(task.name)}.${endingOf(task)}`;
