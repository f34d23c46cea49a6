// Owns one figure: how many times faster distinct-n, MTLD, compression and self-BLEU of 200 are taken of 11,001 conversations
// here than by Python's packages (nltk, lexical-diversity, gzip), one after the other in one run. Both begin with turns as text.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { askPython, howToInstall, pythonWithPackages } from '../references/python.mjs';
import { bundled } from './bundled.mjs';
import { lineOf } from './figure.mjs';

const fileName = 'spc_new_11001_rows.csv.gz';
const seed = 7;
const sampled = 200;

/** @returns {Promise<import('./figure.mjs').Figure | import('./figure.mjs').NotRun>} */
export async function benchMeasures() {
  const path = join(process.env['PARLEY_TEST_DATA'] ?? '', fileName);
  if (!process.env['PARLEY_TEST_DATA'] || !existsSync(path))
    return { notRun: `set PARLEY_TEST_DATA to a folder with ${fileName}` };
  const python = await pythonWithPackages();
  if (python === undefined) return { notRun: `no Python has the packages: ${howToInstall}` };
  const core = await bundled(
    ...['import', 'spc-csv'].map((name) => `src/core/formats/${name}.ts`),
    ...['compression', 'corpus', 'distinct', 'self-bleu'].map((name) => `src/core/evaluate/${name}.ts`),
  );
  const text = gunzipSync(readFileSync(path)).toString('utf8');
  const place = {
    owner: 'b',
    file: fileName,
    fileHash: '0'.repeat(64),
    source: { name: fileName, licence: '' },
  };
  const { conversations } = core.importedFromSpc(core.parseSpcCsv(text), place);
  const { seconds: ours } = await measured(core, conversations);
  const { seconds: theirs } = await askPython(python, '../bench/measures.py', {
    conversations: conversations.map((/** @type {any} */ { turns }) =>
      turns.map((/** @type {any} */ turn) => turn.text),
    ),
    budget: core.wordBudget,
    characters: core.characterBudget,
    sampled,
  });
  const [here, there] = [total(ours), total(theirs)];
  const parts = Object.keys(ours).map(
    (name) => `${name} ${ours[name]?.toFixed(2)} / ${theirs[name].toFixed(2)} s`,
  );
  return {
    name: `measures of ${conversations.length} conversations, Python’s time against ours`,
    value: there / here,
    unit: '×',
    goal: { atLeast: 5 },
    detail: `ours ${here.toFixed(1)} s, Python ${there.toFixed(1)} s; ours / Python: ${parts.join(', ')}`,
  };
}

/**
 * Once each, as a person waits for it: nothing is warm.
 * @param {any} core
 * @param {readonly any[]} conversations
 */
async function measured(core, conversations) {
  /** @type {Record<string, number>} */
  const seconds = {};
  const timed = async (/** @type {string} */ name, /** @type {() => unknown} */ work) => {
    const begun = performance.now();
    const result = await work();
    seconds[name] = (performance.now() - begun) / 1000;
    return result;
  };
  const corpus = await timed('words', () => core.corpusOf(conversations));
  await timed('distinct-n', () =>
    [1, 2, 3].map((length) => core.distinctNgrams(corpus, length, core.wordBudget, seed)),
  );
  await timed('MTLD', () => core.mtld(corpus));
  await timed('compression', () => core.compressionRatio(corpus, core.characterBudget, seed, gzip));
  await timed('self-BLEU', () => core.selfBleu(corpus, sampled, seed));
  return { seconds };
}

/** @param {string} text */
const gzip = async (text) => ({ plainBytes: Buffer.byteLength(text), packedBytes: gzipSync(text).length });

/** @param {Record<string, number>} seconds */
const total = (seconds) => Object.values(seconds).reduce((sum, each) => sum + each, 0);

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(lineOf('measures', await benchMeasures()));
