// Owns finding a Python that has the packages which our statistics are held to, and asking it. Refuses to install them.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findPython } from '../../scripts/setup/python.mjs';

const packages = 'irrCAC, krippendorff, lexical_diversity, nltk, sklearn, statsmodels, vendi_score';

export const howToInstall =
  'python3 -m venv .venv && .venv/bin/pip install -r tests/references/requirements.txt, then PARLEY_PYTHON=.venv/bin/python';

/**
 * The program's name; PARLEY_PYTHON names one. undefined where none has the packages.
 * @returns {Promise<string | undefined>}
 */
export async function pythonWithPackages() {
  const named = process.env['PARLEY_PYTHON'];
  if (named) return named;
  return (await findPython(['-c', `import ${packages}`]))?.program;
}

/**
 * Runs a script of this folder; gives it `question` as JSON and reads its answer as JSON.
 * @param {string} program
 * @param {string} script
 * @param {unknown} question
 * @returns {Promise<any>} whatever the script answers
 */
export function askPython(program, script, question) {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(program, ['-W', 'ignore', path], { stdio: ['pipe', 'pipe', 'inherit'] });
  /** @type {Buffer[]} */
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stdin.end(JSON.stringify(question));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')));
      else reject(new Error(`${script} ended with ${code}.`));
    });
  });
}
