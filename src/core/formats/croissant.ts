// Owns croissant.json: the description of a dataset for machines, MLCommons Croissant 1.0 (mlcommons.org/croissant/1.0).
import type { CardFields } from './dataset-card.ts';
import type { FlatColumn } from './flat-row.ts';

export interface DataFile {
  readonly split: string;
  /** In the folder, e.g. data/train.parquet. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** The names that Croissant's own examples declare. */
const context = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  cr: 'http://mlcommons.org/croissant/',
  rai: 'http://mlcommons.org/croissant/RAI/',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  dct: 'http://purl.org/dc/terms/',
  equivalentProperty: 'cr:equivalentProperty',
  examples: { '@id': 'cr:examples', '@type': '@json' },
  extract: 'cr:extract',
  field: 'cr:field',
  fileProperty: 'cr:fileProperty',
  fileObject: 'cr:fileObject',
  fileSet: 'cr:fileSet',
  format: 'cr:format',
  includes: 'cr:includes',
  isLiveDataset: 'cr:isLiveDataset',
  jsonPath: 'cr:jsonPath',
  key: 'cr:key',
  md5: 'cr:md5',
  parentField: 'cr:parentField',
  path: 'cr:path',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  regex: 'cr:regex',
  repeated: 'cr:repeated',
  replace: 'cr:replace',
  samplingRate: 'cr:samplingRate',
  sc: 'https://schema.org/',
  separator: 'cr:separator',
  source: 'cr:source',
  subField: 'cr:subField',
  transform: 'cr:transform',
};

const mediaTypes = { parquet: 'application/x-parquet', jsonl: 'application/jsonlines' } as const;

/** Columns of turns are left to the files: a record of Croissant holds texts and numbers, and `text` has the turns as text. */
export function formatCroissant(
  { title, description, licence, language }: CardFields,
  files: readonly DataFile[],
  columns: readonly FlatColumn[],
  ending: keyof typeof mediaTypes,
): string {
  const described = columns.filter(({ type }) => type !== 'turns');
  const dataset = {
    '@context': context,
    '@type': 'sc:Dataset',
    name: nameOf(title),
    description: description || title,
    conformsTo: 'http://mlcommons.org/croissant/1.0',
    license: licence,
    inLanguage: language,
    version: '1.0.0',
    distribution: files.map(({ split, path, sha256, bytes }) => ({
      '@type': 'cr:FileObject',
      '@id': `${split}-file`,
      name: `${split}-file`,
      contentUrl: path,
      contentSize: `${bytes} B`,
      encodingFormat: mediaTypes[ending],
      sha256,
    })),
    recordSet: files.map(({ split }) => ({
      '@type': 'cr:RecordSet',
      '@id': split,
      name: split,
      field: described.map((column) => fieldOf(split, column)),
    })),
  };
  return `${JSON.stringify(dataset, null, 1)}\n`;
}

const fieldOf = (split: string, { name, type, description }: FlatColumn) => ({
  '@type': 'cr:Field',
  '@id': `${split}/${name}`,
  name: `${split}/${name}`,
  description,
  dataType: type === 'count' ? 'sc:Integer' : 'sc:Text',
  ...(type === 'texts' ? { repeated: true } : {}),
  source: {
    fileObject: { '@id': `${split}-file` },
    extract: { column: name },
  },
});

/** Croissant's names take letters, digits, dashes, dots and underscores. */
const nameOf = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_.-]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'dataset';
