// Owns a Python environment with packages that tests open our files with. It lies outside of the checkout, by its list of
// packages, so that it is made once and a fresh checkout finds it. Refuses to touch the Python of the machine.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './command.mjs';
import { checkoutRoot } from './places.mjs';
import { findPython } from './python.mjs';
import { failure, success } from './result.mjs';
import { say } from './say.mjs';

/** @typedef {import('./result.mjs').Result<string>} FoundPython */

/** Tests read this: the Python that has the packages. */
export const pythonVariable = 'PARLEY_TEST_PYTHON';
/** Or this: why there is none. */
export const whyNoPythonVariable = 'PARLEY_TEST_PYTHON_MISSING';

const folder = () => join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'parley', 'python');

/**
 * @param {string} list a file of requirements, from the root of the checkout
 * @returns {Promise<FoundPython>} the path of a Python that has them all
 */
export async function pythonWith(list) {
  const wanted = process.env[pythonVariable];
  if (wanted) return success(wanted);
  const text = await readFile(join(checkoutRoot, list), 'utf8');
  const place = join(folder(), createHash('sha256').update(text).digest('hex').slice(0, 16));
  const program = pythonIn(place);
  if (existsSync(program)) return success(program);
  const python = await findPython(['-c', 'import venv, ensurepip']);
  if (!python) return failure(`a Python with venv and pip is needed for ${list}`);
  say(`Installing the Python packages of ${list}; the first time takes some minutes.`);
  return install(python, place, list);
}

/** @param {string} place */
const pythonIn = (place) =>
  process.platform === 'win32' ? join(place, 'Scripts', 'python.exe') : join(place, 'bin', 'python');

/**
 * Made beside its place and moved there when it is whole: an installation that was cut off is never found.
 * @param {import('./command.mjs').Command} python
 * @param {string} place
 * @param {string} list
 * @returns {Promise<FoundPython>}
 */
async function install(python, place, list) {
  const before = `${place}.new-${process.pid}`;
  await mkdir(folder(), { recursive: true });
  try {
    const made = await runCommand({ ...python, arguments: [...python.arguments, '-m', 'venv', before] });
    if (made.code !== 0) return failure(`no Python environment could be made: ${lastLine(made.complaints)}`);
    const installed = await runCommand({
      program: pythonIn(before),
      arguments: [
        ...'-m pip install --quiet --disable-pip-version-check -r'.split(' '),
        join(checkoutRoot, list),
      ],
    });
    if (installed.code !== 0)
      return failure(
        `the Python packages of ${list} could not be installed: ${lastLine(installed.complaints)}`,
      );
    await rename(before, place).catch(() => undefined);
    return existsSync(pythonIn(place)) ? success(pythonIn(place)) : failure(`${place} could not be written`);
  } finally {
    await rm(before, { recursive: true, force: true });
  }
}

/** @param {string} text */
const lastLine = (text) => text.trim().split('\n').at(-1) ?? '';
