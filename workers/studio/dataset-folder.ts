// Owns a Hugging Face dataset folder as a zip: README.md with the card, the data part by part, croissant.json.
import { createSHA256 } from 'hash-wasm';
import { piecesOf } from '../../src/archive/pieces.ts';
import { ZipWriter } from '../../src/archive/zip-writer.ts';
import { ReplyPool } from '../../src/core/formats/candidates.ts';
import { methodOfFile, methodOfRun } from '../../src/core/formats/card-method.ts';
import { formatCroissant, type DataFile } from '../../src/core/formats/croissant.ts';
import { formatDatasetCard, type CardFacts, type CardFields } from '../../src/core/formats/dataset-card.ts';
import { flatColumns } from '../../src/core/formats/flat-row.ts';
import { licenceOfAll } from '../../src/core/formats/licences.ts';
import { splitPairs } from '../../src/core/formats/split.ts';
import type { ExportHead } from '../studio-api/exports.ts';
import { modelTerms } from './export-terms.ts';
import { parquetOf, textOf } from './export-content.ts';
import { partsOf, type ExportTask, type Parts } from './export-task.ts';
import { figuresOf } from '../../src/core/report/told-figures.ts';
import { findSet, formerName } from './find.ts';

/** What is not cut is all for training. */
const splitOf = ({ split }: Parts[number]) => split ?? 'train';
const pathOf = (part: Parts[number], ending: string): string => `data/${splitOf(part)}.${ending}`;

export async function datasetFolder(task: ExportTask): Promise<Blob> {
  const { dataFiles } = task.wish;
  const parts = partsOf(task);
  const zip = new ZipWriter();
  await zip.add('README.md', [formatDatasetCard(fieldsOf(task), await factsOf(task, parts))]);
  const files: DataFile[] = [];
  for (const part of parts) {
    const path = pathOf(part, dataFiles);
    const content =
      dataFiles === 'parquet'
        ? await parquetOf(task, part.ids)
        : await textOf(task, 'flat-jsonl', part.ids, new ReplyPool(1));
    files.push({ split: splitOf(part), path, sha256: await sha256Of(content), bytes: content.size });
    await zip.addBlob(path, content);
  }
  await zip.add('croissant.json', [formatCroissant(fieldsOf(task), files, flatColumns, dataFiles)]);
  return zip.end();
}

/** The files that describe the others, as they will be; the sums of the data are known only when these are written. */
export async function folderHeads(task: ExportTask): Promise<ExportHead[]> {
  return [
    {
      name: 'README.md',
      text: formatDatasetCard(fieldsOf(task), await factsOf(task, partsOf(task))),
    },
  ];
}

/** What the person left empty is filled in. */
function fieldsOf({ name, wish: { card }, exportable }: ExportTask): CardFields {
  const licences = [...exportable.terms, ...modelTerms({ exportable })].map(([, licence]) => licence);
  return {
    ...card,
    title: card.title.trim() || name,
    licence: card.licence || licenceOfAll(licences),
    language: card.language || 'en',
  };
}

async function factsOf(task: ExportTask, parts: Parts): Promise<CardFacts> {
  const { store, setId, wish, exportable } = task;
  const { run, file } = await findSet(store, setId);
  const split = wish.split ? splitPairs(...exportable.profiles, wish.split) : null;
  const count = exportable.ids.length;
  const kept = await store.read('index', setId, 'figures');
  return {
    rows: Object.fromEntries(parts.map((part) => [splitOf(part), part.ids.length])),
    files: Object.fromEntries(parts.map((part) => [splitOf(part), pathOf(part, wish.dataFiles)])),
    leftOut: split?.leftOut ?? 0,
    splitBy: split?.by ?? null,
    columns: flatColumns,
    method: run
      ? methodOfRun(run.plan, run.pairCount, await formerName(store, run))
      : methodOfFile(file ?? task.name),
    figures: [
      ['conversations', String(count)],
      ['turns per conversation', count === 0 ? '0' : (exportable.turns / count).toFixed(1)],
    ],
    measured: kept?.part === 'figures' ? figuresOf(setId, kept.figures) : [],
    faults: exportable.faults,
    sources: exportable.terms,
    models: modelTerms(task),
    studio: 'Parley 0.1.0',
  };
}

async function sha256Of(content: Blob): Promise<string> {
  const hasher = await createSHA256();
  for await (const piece of piecesOf(content.stream())) hasher.update(piece);
  return hasher.digest('hex');
}
