// Owns one figure: how long the merge tree of as many attributes as the paper had takes on one core, against a minute, and
// how much memory it holds beside the vectors. Scattered vectors stand for embeddings: the work is the same for any.
import { fileURLToPath } from 'node:url';
import { bundled } from './bundled.mjs';
import { lineOf } from './figure.mjs';

/** Attributes in the paper, and the dimensions of the sentence encoder. */
const leaves = 10_371;
const dimensions = 512;
const limitSeconds = 60;

/** @returns {Promise<import('./figure.mjs').Figure>} */
export async function benchMergeTree() {
  const { mergeTree, cutInto } = await bundled('src/core/persona/merge-tree.ts');
  const vectors = scattered();
  const before = process.memoryUsage();
  const begun = performance.now();
  let compared = 0;
  let held = 0;
  const tree = mergeTree(vectors, dimensions, (/** @type {number} */ share) => {
    if (share < 1) return;
    compared = (performance.now() - begun) / 1000;
    held = process.memoryUsage().arrayBuffers - before.arrayBuffers;
  });
  const took = (performance.now() - begun) / 1000;
  const cutBegun = performance.now();
  cutInto(tree, 553);
  return {
    name: `the merge tree of ${leaves} attributes, of a minute`,
    value: took / limitSeconds,
    unit: '×',
    goal: { atMost: 1 },
    detail:
      `${took.toFixed(1)} s on one core, ${compared.toFixed(1)} s of it comparing each with each; ` +
      `${(held / 1e6).toFixed(0)} MB beside the vectors; moving the cut takes ${(performance.now() - cutBegun).toFixed(0)} ms`,
  };
}

/** Unit vectors round 300 directions, the same each time. */
function scattered() {
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  const vectors = new Float32Array(leaves * dimensions);
  for (let leaf = 0; leaf < leaves; leaf += 1) {
    const row = vectors.subarray(leaf * dimensions, (leaf + 1) * dimensions);
    row.forEach((_, at) => (row[at] = next() + (leaf % 300 === at % 300 ? 3 : 0)));
    const length = Math.hypot(...row);
    row.forEach((value, at) => (row[at] = value / length));
  }
  return vectors;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(lineOf('merge tree', await benchMergeTree()));
