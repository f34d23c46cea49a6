// Owns what stands in an exported file: records as a text format has them, or as rows of Parquet; read one after the other.
import { writeParquet } from '../../src/archive/parquet-writer.ts';
import { ReplyPool } from '../../src/core/formats/candidates.ts';
import { flatColumns, flatRowOf } from '../../src/core/formats/flat-row.ts';
import type { ExportTask } from './export-task.ts';
import { textForm, type TextFormat } from './export-forms.ts';
import { recordsOf } from './records.ts';
import { TextFile } from './text-file.ts';

/** Replies to draw wrong candidates from, where the format has any. */
export async function poolFor(
  { store, setId, wish }: ExportTask,
  ids: readonly string[],
): Promise<ReplyPool> {
  const pool = new ReplyPool(wish.split?.seed ?? 1);
  if (wish.format === 'parlai' || wish.format === 'convai2')
    for await (const { id, conversation } of recordsOf(store, setId, ids)) pool.add(id, conversation.turns);
  return pool;
}

export async function parquetOf({ store, setId }: ExportTask, ids: readonly string[]): Promise<Blob> {
  async function* rows() {
    for await (const record of recordsOf(store, setId, ids)) yield flatRowOf(record);
  }
  return writeParquet(rows(), flatColumns);
}

export async function textOf(
  { store, setId, wish }: ExportTask,
  format: TextFormat,
  ids: readonly string[],
  pool: ReplyPool,
): Promise<Blob> {
  const { begin, between, end, mediaType, pieces } = textForm(format, wish, pool);
  const file = new TextFile();
  file.write(begin);
  let isFirst = true;
  for await (const record of recordsOf(store, setId, ids))
    for (const piece of pieces(record)) {
      file.write(isFirst ? piece : `${between}${piece}`);
      isFirst = false;
    }
  file.write(end);
  return file.end(mediaType);
}
