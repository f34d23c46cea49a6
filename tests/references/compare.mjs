// Owns `npm run references`: our statistics and measures beside those of Python's packages, on the same ratings and
// conversations; a line for each, with the difference. Ends with 1 where one is too far off, or where nothing could be compared.
import { compareMeasures } from './measures.mjs';
import { howToInstall, pythonWithPackages } from './python.mjs';
import { compareTrust } from './trust.mjs';

/** @typedef {{ readonly what: string, readonly ours: number, readonly theirs: number, readonly within: number }} Comparison */

/** @param {Comparison} comparison */
const isClose = ({ ours, theirs, within }) =>
  Math.abs(ours - theirs) <= within * Math.max(1, Math.abs(theirs));

/** @param {Comparison} comparison */
function show(comparison) {
  const { what, ours, theirs } = comparison;
  const verdict = isClose(comparison) ? 'same' : 'DIFFERS';
  console.log(`${verdict} | ${what} | ${ours} | ${theirs} | ${Math.abs(ours - theirs).toExponential(1)}`);
}

const python = await pythonWithPackages();
if (python === undefined) {
  console.error(`No Python here has the packages. Install them: ${howToInstall}`);
  process.exit(1);
}
console.log('verdict | figure | ours | Python’s | difference');
/** @type {Comparison[]} */
const all = [];
for (const compare of [compareTrust, compareMeasures]) {
  const compared = await compare(python);
  compared.forEach(show);
  all.push(...compared);
}
const differing = all.filter((comparison) => !isClose(comparison)).length;
console.log(`\n${all.length - differing} passed, ${differing} failed`);
process.exitCode = differing > 0 ? 1 : 0;
