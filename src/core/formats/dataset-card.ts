// Owns the card of a Hugging Face dataset folder: README.md with YAML front matter, filled with what is known of the set.
// Everything that comes from outside is quoted in the YAML and set as code or as a line of a list in the text.
import type { FlatColumn } from './flat-row.ts';
import { termsOf } from './licences.ts';
import type { SplitName } from './split.ts';

/** What a person writes into the card. */
export interface CardFields {
  readonly title: string;
  readonly description: string;
  /** As Hugging Face calls it. */
  readonly licence: string;
  /** ISO 639-1. */
  readonly language: string;
}

/** What the set tells of itself. */
export interface CardFacts {
  readonly rows: Readonly<Partial<Record<SplitName, number>>>;
  /** Path of each split's file in the folder. */
  readonly files: Readonly<Partial<Record<SplitName, string>>>;
  readonly leftOut: number;
  readonly splitBy: 'components' | 'profiles' | null;
  readonly columns: readonly FlatColumn[];
  /** How it came about, paragraph by paragraph; of a run its plan, models and prompts. */
  readonly method: readonly string[];
  readonly figures: readonly (readonly [name: string, value: string])[];
  /** Of the whole set, as they were measured last; empty where they were not. */
  readonly measured: readonly (readonly [name: string, value: string])[];
  /** Kinds of fault with the number of conversations that show them. */
  readonly faults: readonly (readonly [kind: string, conversations: number])[];
  readonly sources: readonly (readonly [name: string, licence: string])[];
  readonly models: readonly (readonly [name: string, licence: string])[];
  readonly studio: string;
}

const sizes: readonly (readonly [below: number, name: string])[] = [
  [1e3, 'n<1K'],
  [1e4, '1K<n<10K'],
  [1e5, '10K<n<100K'],
  [1e6, '100K<n<1M'],
];

const sizeOf = (rows: number): string => sizes.find(([below]) => rows < below)?.[1] ?? '1M<n<10M';

/** JSON is YAML: quotes, line breaks and colons of a title stay what they are. */
const quoted = (text: string): string => JSON.stringify(text);

export function formatDatasetCard(fields: CardFields, facts: CardFacts): string {
  return `${frontMatter(fields, facts)}\n${sections(fields, facts).join('\n\n')}\n`;
}

function frontMatter({ title, licence, language }: CardFields, { rows, files }: CardFacts): string {
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
  return [
    '---',
    `pretty_name: ${quoted(title)}`,
    `license: ${quoted(licence)}`,
    'language:',
    `- ${quoted(language)}`,
    'task_categories:',
    '- text-generation',
    'tags:',
    '- dialogue',
    '- persona',
    '- synthetic',
    'size_categories:',
    `- ${sizeOf(total)}`,
    'configs:',
    '- config_name: default',
    '  data_files:',
    ...Object.entries(files).flatMap(([split, path]) => [`  - split: ${split}`, `    path: ${quoted(path)}`]),
    '---',
    '',
  ].join('\n');
}

function sections({ title, description }: CardFields, facts: CardFacts): string[] {
  const { rows, leftOut, splitBy, columns, method, figures, measured, faults, sources, models, studio } =
    facts;
  const split = {
    components: 'Pairs that share a profile are in one part: no profile stands in two.',
    profiles:
      'The profiles are divided between the parts; a pair of profiles from two parts is in `mixed` or left out. ' +
      'Of train, validation and test no profile stands in two.',
  };
  return [
    `# ${inLine(title)}`,
    ...(description.trim() === '' ? [] : [plain(description)]),
    '## Contents',
    table(
      ['Part', 'Conversations'],
      [
        ...Object.entries(rows).map(([name, count]): [string, string] => [name, String(count)]),
        ...(leftOut > 0 ? [['left out', String(leftOut)] as [string, string]] : []),
      ],
    ),
    ...(splitBy ? [split[splitBy]] : []),
    table(
      ['Column', 'Holds'],
      columns.map(({ name, description: holds }) => [`\`${name}\``, holds]),
    ),
    '## How it was made',
    ...method.map(plain),
    ...(models.length > 0 ? [table(['Model', 'Licence'], models)] : []),
    ...(figures.length > 0 ? ['## Figures', table(['Figure', 'Value'], figures)] : []),
    ...(measured.length > 0
      ? [
          '## Measured',
          'Of the whole set, with 95 % intervals and n where a figure has them. Docs of the studio say how each is computed.',
          table(['Figure', 'Value'], measured),
        ]
      : []),
    '## Known faults',
    faults.length > 0
      ? table(
          ['Kind, as rules found it', 'Conversations'],
          faults.map(([kind, count]) => [kind, String(count)]),
        )
      : 'The rules found none. They see what can be seen without reading for sense.',
    '## Sources and licences',
    sources.length > 0 ? table(['Source', 'Licence'], sources) : 'No source is stated.',
    ...dutiesOf([...sources, ...models]),
    `Written by ${studio}.`,
  ];
}

function dutiesOf(named: readonly (readonly [name: string, licence: string])[]): string[] {
  const lines = new Set<string>();
  for (const [, licence] of named) {
    const terms = termsOf(licence);
    if (!terms) lines.add(`- ${inLine(licence)}: nothing is known of its terms; ask the source.`);
    for (const duty of terms?.duties ?? []) lines.add(`- ${inLine(licence)}: ${duty}`);
    for (const forbidden of terms?.forbids ?? []) lines.add(`- ${inLine(licence)} forbids: ${forbidden}`);
  }
  return lines.size > 0 ? [[...lines].join('\n')] : [];
}

function table(head: readonly [string, string], rows: readonly (readonly [string, string])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => inLine(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), '|---|---|', ...rows.map(line)].join('\n');
}

/** Markup that a text brings along is shown, not followed. */
const plain = (text: string): string => text.replace(/[<>]/g, (sign) => (sign === '<' ? '&lt;' : '&gt;'));
const inLine = (text: string): string => plain(text.replace(/\s+/g, ' ').trim());
