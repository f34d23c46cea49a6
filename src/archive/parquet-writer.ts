// Owns writing flat rows as Apache Parquet, a group of rows at a time, so that a table never has to fit in memory at once.
import { ByteWriter, parquetWriteRows } from 'hyparquet-writer';
import type { FlatColumn, FlatRow } from '../core/formats/flat-row.ts';

type SchemaElement = NonNullable<Parameters<typeof parquetWriteRows>[0]['schema']>[number];

const rowsInGroup = 2000;

/** Hands on what has been written after each group of rows. */
class BlobWriter extends ByteWriter {
  readonly parts: Blob[] = [];
  flush(): void {
    this.parts.push(new Blob([this.getBuffer()]));
    this.index = 0;
  }
}

export async function writeParquet(
  rows: AsyncIterable<FlatRow>,
  columns: readonly FlatColumn[],
): Promise<Blob> {
  const writer = new BlobWriter();
  await parquetWriteRows({
    writer,
    rows: rows as AsyncIterable<Record<string, unknown>>,
    columns: columns.map(({ name }) => ({ name })),
    schema: [{ name: 'root', num_children: columns.length }, ...columns.flatMap(schemaOf)],
    rowGroupSize: rowsInGroup,
    createdBy: 'Parley',
  });
  writer.flush();
  return new Blob(writer.parts, { type: 'application/vnd.apache.parquet' });
}

const text = (name: string, repetition_type: 'REQUIRED' | 'OPTIONAL'): SchemaElement => ({
  name,
  type: 'BYTE_ARRAY',
  converted_type: 'UTF8',
  repetition_type,
});

/** Lists in the three levels that every reader takes (parquet-format, LogicalTypes, Lists). */
const list = (name: string, element: readonly SchemaElement[]): SchemaElement[] => [
  { name, converted_type: 'LIST', repetition_type: 'REQUIRED', num_children: 1 },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  ...element,
];

function schemaOf({ name, type }: FlatColumn): SchemaElement[] {
  switch (type) {
    case 'text':
      return [text(name, 'OPTIONAL')];
    case 'count':
      return [{ name, type: 'INT32', repetition_type: 'OPTIONAL' }];
    case 'texts':
      return list(name, [text('element', 'REQUIRED')]);
    case 'turns':
      return list(name, [
        { name: 'element', repetition_type: 'REQUIRED', num_children: 2 },
        { name: 'speaker', type: 'INT32', repetition_type: 'REQUIRED' },
        text('text', 'REQUIRED'),
      ]);
  }
}
