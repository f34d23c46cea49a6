// Mutated files of dialogues, in every form that is read: no throw, no hang, and every row is read or named with its line.
import { expect, it } from 'vitest';
import {
  importedFromSpc,
  importedFromAttributes,
  recogniseFormat,
} from '../../../src/core/formats/import.ts';
import { formatConvai2, parseConvai2 } from '../../../src/core/formats/convai2.ts';
import { formatParlai, parseParlai } from '../../../src/core/formats/parlai.ts';
import { parseSpcCsv } from '../../../src/core/formats/spc-csv.ts';
import { parseStudioJson } from '../../../src/core/formats/studio-json.ts';
import { parseStudioJsonl } from '../../../src/core/formats/studio-jsonl.ts';
import { formatStudioJsonl } from '../../../src/core/formats/studio-jsonl.ts';
import { formatStudioJson } from '../../../src/core/formats/studio-json.ts';
import { recordOf } from '../../../src/core/formats/record.ts';
import { fuzzCount, mutated, seeded } from '../../fuzz.ts';

const source = { name: 'test', licence: 'CC0-1.0' };
const place = { owner: 'set', file: 'mine.csv', fileHash: '0123456789abcdef', source };
const csv = [
  'user 1 personas,user 2 personas,Best Generated Conversation',
  ...Array.from(
    { length: 12 },
    (_, row) =>
      `"I keep ${row} bees.\nI swim.","I drive a bus.","User 1: Hello “you”.\nUser 2: Hi, “how” are you?\n* * User 1: * * Well."`,
  ),
].join('\r\n');
const records = importedFromSpc(parseSpcCsv(csv), place).conversations.map((chosen) =>
  recordOf({ chosen, others: [], verdicts: [], labels: [], outcome: null }),
);
const dialogues = records.map(({ conversation: { turns } }) => turns);
const others = () => ['Yes.', 'No | maybe.'];
const files = [
  csv,
  formatStudioJson(records),
  formatStudioJsonl(records),
  dialogues.map((turns) => formatParlai([['I sail.'], ['I knit.']], turns, others)).join(''),
  `{"train":[${dialogues.map((turns) => formatConvai2([[], ['I knit.']], turns, others)).join(',')}]}`,
  'I swim.\n- I sing.\n3) I run.',
];

function read(text: string): number {
  switch (recogniseFormat(text)) {
    case 'spc-csv':
      return importedFromSpc(parseSpcCsv(text), place).conversations.length;
    case 'parlai':
      return importedFromSpc(parseParlai(text), place).conversations.length;
    case 'convai2':
      return importedFromSpc(parseConvai2(text), place).conversations.length;
    case 'studio-json':
      return parseStudioJson(text).records.length;
    case 'studio-jsonl':
      return parseStudioJsonl(text).records.length;
    case 'attributes-text':
      return importedFromAttributes(text, place).attributes.length;
  }
}

it(`${fuzzCount} mutated files of dialogues are read without a throw or a hang`, () => {
  const before = process.memoryUsage().rss;
  let [rows, longest] = [0, 0];
  for (let number = 0; number < fuzzCount; number += 1) {
    const bytes = mutated(Buffer.from(files[number % files.length] ?? ''), seeded(number + 1));
    const begun = performance.now();
    rows += read(new TextDecoder().decode(bytes));
    longest = Math.max(longest, performance.now() - begun);
  }
  expect(rows).toBeGreaterThan(fuzzCount);
  expect(longest).toBeLessThan(5_000);
  expect(process.memoryUsage().rss - before).toBeLessThan(1e9);
}, 3_600_000);
