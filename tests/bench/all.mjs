// Owns `npm run bench [-- --smollm2]`: every figure that the studio is held to, one line each, one bench after the other. A
// missed goal is a finding, not an error: a busy machine misses some. A bench that breaks is an error.
import { cpus, loadavg } from 'node:os';
import { lineOf } from './figure.mjs';
import { benchFirstUse } from './first-use.mjs';
import { benchIdleShare } from './idle-share.mjs';
import { benchJudgingCost } from './judging-cost.mjs';
import { benchKernels } from './kernels.mjs';
import { benchKeptFiles } from './kept-files.mjs';
import { benchManyCalls } from './many-calls.mjs';
import { benchManyConversations } from './many-conversations.mjs';
import { benchMeasures } from './measures.mjs';
import { benchMergeTree } from './merge-tree.mjs';
import { benchParsing } from './parse-spc.mjs';
import { benchTokensPerSecond } from './tokens-per-second.mjs';
import { benchWideBench } from './wide-bench.mjs';

const known = ['--smollm2'];
const words = process.argv.slice(2);
const unknown = words.find((word) => !known.includes(word));
if (unknown !== undefined) {
  console.error(`npm run bench does not know "${unknown}". It takes -- --smollm2, or nothing.`);
  process.exit(1);
}

/**
 * @typedef {import('./figure.mjs').Figure | readonly import('./figure.mjs').Figure[] | import('./figure.mjs').NotRun} Result one
 *   figure, or several of one preparation
 */

/** @type {readonly (readonly [string, () => Promise<Result>])[]} */
const benches = [
  ['reading Synthetic-Persona-Chat’s CSV', benchParsing],
  ['calls of the critic', benchJudgingCost],
  ['the merge tree of 10,371 attributes', benchMergeTree],
  ['measures of 11,001 conversations against Python', benchMeasures],
  ['22,002 conversations', benchManyConversations],
  ['a bench of 10 versions and 200 rows', benchWideBench],
  ['JavaScript before first use', benchFirstUse],
  ['matrix products on software WebGPU', benchKernels],
  ['checking kept files', benchKeptFiles],
  ['calls a second', benchManyCalls],
  ['engine idle between calls, Parley-mini', () => benchIdleShare('mini')],
  ['tokens per second, Parley-mini', () => benchTokensPerSecond('mini')],
  ['engine idle between calls, SmolLM2', onWish(() => benchIdleShare('smollm2'))],
  ['tokens per second, SmolLM2', onWish(() => benchTokensPerSecond('smollm2'))],
];

/**
 * SmolLM2 takes a quarter of an hour on two cores.
 * @param {(typeof benches)[number][1]} bench
 * @returns {(typeof benches)[number][1]}
 */
function onWish(bench) {
  return words.includes('--smollm2')
    ? bench
    : async () => ({ notRun: 'it takes long; ask for it with npm run bench -- --smollm2' });
}

console.log(`${cpus().length} cores, load average ${(loadavg()[0] ?? 0).toFixed(1)} before the first bench`);
console.log('figure | value | goal | met or missed | detail');
for (const [name, bench] of benches) {
  try {
    const result = await bench();
    for (const one of Array.isArray(result) ? result : [result]) console.log(lineOf(name, one));
  } catch (error) {
    console.error(`broken: ${name}:`, error);
    process.exitCode = 1;
  }
}
