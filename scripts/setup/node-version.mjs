// Owns one question: is this Node new enough? Runs before everything else, so it uses nothing that an old Node lacks.
import { readFileSync } from 'node:fs';

/**
 * @param {string} running such as "20.19.1"
 * @param {string} range such as ">=20.19", the only form that package.json uses
 * @returns {boolean}
 */
export function versionSatisfies(running, range) {
  const wanted = range
    .replace(/^>=\s*/, '')
    .split('.')
    .map(Number);
  const present = running.split('.').map(Number);
  for (let place = 0; place < wanted.length; place += 1) {
    const difference = Number(present[place]) - Number(wanted[place]);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/**
 * Says what to do and sets the exit code where Node is too old.
 * @returns {boolean}
 */
export function nodeIsNewEnough() {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const range = manifest.engines.node;
  if (versionSatisfies(process.versions.node, range)) return true;
  console.error(
    `Parley needs Node ${range.replace('>=', '')} or newer, and this is Node ${process.versions.node}. ` +
      'Install a current one from https://nodejs.org, then run the command again.',
  );
  process.exitCode = 1;
  return false;
}
