// Owns the measures of sets beside nltk, lexical-diversity, scikit-learn, vendi-score and Python's gzip, on the published
// conversations that PARLEY_TEST_DATA has. Which conversations are drawn is told to Python; what is made of them is not.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { bundled } from '../bench/bundled.mjs';
import { askPython } from './python.mjs';

const exact = 1e-6;
const seed = 7;
const files = ['spc_valid.csv', 'spc_new_11001_rows.csv.gz'];
/** lexical-diversity takes minutes for millions of words; next-utterance prediction for thousands of conversations. */
const mtldWords = 250_000;
const examined = 400;

/**
 * @param {string} python
 * @returns {Promise<import('./compare.mjs').Comparison[]>}
 */
export async function compareMeasures(python) {
  const core = await bundled(
    ...['import', 'spc-csv'].map((name) => `src/core/formats/${name}.ts`),
    ...['compression', 'corpus', 'distinct', 'next-utterance', 'self-bleu', 'vendi'].map(
      (name) => `src/core/evaluate/${name}.ts`,
    ),
    'src/core/random.ts',
  );
  const sets = files.flatMap((file) => setFrom(core, file));
  const vectors = [unitVectors(300, 64), unitVectors(40, 128)];
  const question = { sets: sets.map((set) => questionFrom(core, set.conversations)), vectors };
  const answer = await askPython(python, 'measures.py', question);
  const compared = [];
  for (const [place, { file, conversations }] of sets.entries())
    compared.push(...(await ofSet(core, file, conversations, answer.sets[place])));
  for (const [place, rows] of vectors.entries()) {
    const { value } = core.vendiScore(Float32Array.from(rows.flat()), rows[0]?.length ?? 0);
    compared.push(
      of(`Vendi score of ${rows.length} vectors (vendi-score)`, value, answer.vectors[place]['Vendi score']),
    );
    compared.push(
      of(`Vendi score of ${rows.length} vectors, dual (vendi-score)`, value, answer.vectors[place].dual),
    );
  }
  return compared;
}

/**
 * @param {any} core
 * @param {string} file
 * @returns {{ readonly file: string, readonly conversations: readonly any[] }[]}
 */
function setFrom({ parseSpcCsv, importedFromSpc }, file) {
  const path = join(process.env['PARLEY_TEST_DATA'] ?? '', file);
  if (!process.env['PARLEY_TEST_DATA'] || !existsSync(path)) {
    console.log(`not run: the measures on ${file}: set PARLEY_TEST_DATA to a folder with it`);
    return [];
  }
  const bytes = readFileSync(path);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const place = { owner: 'r', file, fileHash: '0'.repeat(64), source: { name: file, licence: '' } };
  return [{ file, conversations: importedFromSpc(parseSpcCsv(text), place).conversations }];
}

/** @param {readonly any[]} conversations */
const spokenPlaces = (conversations) =>
  conversations.flatMap(({ turns }, place) => (turns.length > 0 ? [place] : []));

/** @param {any} conversation */
const textsOf = ({ turns }) => turns.map((/** @type {any} */ { text }) => text);

/**
 * @param {any} core
 * @param {readonly any[]} conversations
 */
function questionFrom(
  { derive, shuffle, sample, nextUtteranceExam, wordBudget, characterBudget },
  conversations,
) {
  const places = [...conversations.keys()];
  const { training, groups } = nextUtteranceExam(conversations.slice(0, examined), seed);
  return {
    conversations: conversations.map(textsOf),
    orders: Array.from({ length: 10 }, (_, draw) => shuffle(places, derive(seed, 'distinct', draw))),
    budget: wordBudget,
    mtldWords,
    sampled: sample(spokenPlaces(conversations), 100, seed),
    packed: shuffle(places, seed),
    characters: characterBudget,
    exam: { training: training.map(textsOf), questions: groups.flat() },
  };
}

/**
 * @param {any} core
 * @param {string} file
 * @param {readonly any[]} conversations
 * @param {Record<string, any>} theirs
 */
async function ofSet(core, file, conversations, theirs) {
  const corpus = core.corpusOf(conversations);
  const packed = await core.compressionRatio(
    corpus,
    core.characterBudget,
    seed,
    async (/** @type {string} */ text) => ({
      plainBytes: Buffer.byteLength(text),
      packedBytes: gzipSync(text).length,
    }),
  );
  const next = core.nextUtterance(conversations.slice(0, examined), seed);
  const uses = ['none', 'self', 'their', 'both'].map((use, place) =>
    of(
      `${file}: next utterance, ${use} (scikit-learn)`,
      next[place].value,
      theirs['next utterance (scikit-learn)'][place],
    ),
  );
  const distinct = [1, 2, 3].map((length) =>
    of(
      `${file}: distinct-${length} (nltk)`,
      core.distinctNgrams(corpus, length, core.wordBudget, seed).value,
      theirs[`distinct-${length} (nltk)`],
    ),
  );
  return [
    of(`${file}: words`, core.totalWords(corpus), theirs['words']),
    ...distinct,
    of(
      `${file}: MTLD (lexical-diversity)`,
      core.mtld(cut(corpus, mtldWords)).value,
      theirs['MTLD (lexical-diversity)'],
    ),
    of(`${file}: self-BLEU-4 (nltk)`, core.selfBleu(corpus, 100, seed).value, theirs['self-BLEU-4 (nltk)']),
    {
      ...of(`${file}: compression ratio (gzip)`, packed.value, theirs['compression ratio (gzip)']),
      within: 0.01,
    },
    ...uses,
  ];
}

/**
 * The same set, ended after so many words.
 * @param {any} corpus
 * @param {number} most
 */
function cut({ conversations, words, vocabularySize }, most) {
  let left = most;
  const kept = words.map((/** @type {Uint32Array} */ each) => {
    const taken = each.subarray(0, left);
    left -= taken.length;
    return taken;
  });
  return { conversations, words: kept, vocabularySize };
}

/**
 * The same each time, in single precision, as embeddings are.
 * @param {number} count
 * @param {number} dimensions
 */
function unitVectors(count, dimensions) {
  let state = 3;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.3;
  };
  return Array.from({ length: count }, () => {
    const row = Array.from({ length: dimensions }, next);
    const length = Math.hypot(...row);
    return row.map((value) => Math.fround(value / length));
  });
}

/**
 * @param {string} what
 * @param {number} ours
 * @param {number} theirs
 */
const of = (what, ours, theirs) => ({ what, ours, theirs, within: exact });
