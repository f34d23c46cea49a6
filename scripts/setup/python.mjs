// Owns finding a Python that can do what is asked. Refuses to install one.
import { runCommand } from './command.mjs';

/** @typedef {import('./command.mjs').Command} Command */

const candidates = [
  { program: 'python3', arguments: [] },
  { program: 'python', arguments: [] },
  { program: 'py', arguments: ['-3'] },
];

/**
 * The first Python that runs the proof, such as ['-m', 'pip', '--version'], with success.
 * @param {readonly string[]} proof
 * @returns {Promise<Command | undefined>}
 */
export async function findPython(proof) {
  for (const candidate of candidates) {
    const { code } = await runCommand({ ...candidate, arguments: [...candidate.arguments, ...proof] });
    if (code === 0) return candidate;
  }
  return undefined;
}
