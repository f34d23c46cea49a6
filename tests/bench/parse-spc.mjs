// Owns one figure: how long reading Synthetic-Persona-Chat's CSV with all faults takes, against papaparse alone on the same
// text. Both in this process, one after the other in turns, so that what else the machine does weighs on both.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import papaparse from 'papaparse';
import { bundled } from './bundled.mjs';
import { lineOf, median, quantile } from './figure.mjs';

const fileName = 'spc_valid.csv';
/** Before the first that counts: the compiler warms up. */
const warmUps = 10;
const rounds = 31;

/**
 * @typedef {import('./figure.mjs').Figure} Figure
 * @typedef {import('./figure.mjs').NotRun} NotRun
 */

/** @returns {Promise<Figure | NotRun>} */
export async function benchParsing() {
  const path = join(process.env['PARLEY_TEST_DATA'] ?? '', fileName);
  if (!process.env['PARLEY_TEST_DATA'] || !existsSync(path))
    return { notRun: `set PARLEY_TEST_DATA to a folder with ${fileName}` };
  const text = readFileSync(path, 'utf8');
  const { parseSpcCsv, importedFromSpc } = await bundled(
    'src/core/formats/spc-csv.ts',
    'src/core/formats/import.ts',
  );
  const place = {
    owner: 'bench',
    file: fileName,
    fileHash: '0'.repeat(64),
    source: { name: fileName, licence: '' },
  };

  const contenders = {
    ours: () => importedFromSpc(parseSpcCsv(text), place),
    rowsAlone: () => parseSpcCsv(text),
    papaparse: () => papaparse.parse(text, { delimiter: ',' }),
  };
  for (let round = 0; round < warmUps; round += 1) for (const parse of Object.values(contenders)) parse();
  /** @type {Record<keyof typeof contenders, number[]>} */
  const milliseconds = { ours: [], rowsAlone: [], papaparse: [] };
  for (let round = 0; round < rounds; round += 1) {
    milliseconds.ours.push(timed(contenders.ours));
    milliseconds.rowsAlone.push(timed(contenders.rowsAlone));
    milliseconds.papaparse.push(timed(contenders.papaparse));
  }
  const ours = summary(milliseconds.ours);
  const rowsAlone = summary(milliseconds.rowsAlone);
  const theirs = summary(milliseconds.papaparse);
  const perConversation = (1000 * (ours.median - rowsAlone.median)) / contenders.ours().conversations.length;
  return {
    name: `reading ${fileName} with all faults, against papaparse alone`,
    value: ours.median / theirs.median,
    unit: '×',
    goal: { atMost: 2 },
    detail:
      `ours ${ours.text}, of which the rows alone ${rowsAlone.text}, papaparse ${theirs.text}; medians of ${rounds}, 10th to 90th percentile; ` +
      `${perConversation.toFixed(0)} µs per conversation for reading and all rules`,
  };
}

/** @param {() => unknown} work */
function timed(work) {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

/** @param {readonly number[]} values */
function summary(values) {
  const spread = `${quantile(values, 0.1).toFixed(1)}–${quantile(values, 0.9).toFixed(1)}`;
  return { median: median(values), text: `${median(values).toFixed(1)} ms (${spread})` };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(lineOf(`reading ${fileName}`, await benchParsing()));
