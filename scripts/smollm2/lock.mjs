// Owns that one fetch runs at a time, over all processes. Its holder keeps the lock file young; a lock whose process has
// ended, or which has grown old (the machine slept, the number of the process went to another), is taken over.
// Were two ever to hold it, no wrong file would come of it: each renames only what it has checked.
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { codeOf } from '../setup/result.mjs';

const heartbeatMs = 2_000;
const oldAfterMs = 30_000;

/** @param {number} processId */
function isAlive(processId) {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // Alive, but someone else's.
    return codeOf(error) === 'EPERM';
  }
}

/**
 * @param {string} path
 * @returns {Promise<boolean>}
 */
export async function isLocked(path) {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    // Empty for the blink between its creation and its first byte.
    return Date.now() - mtimeMs < oldAfterMs && (text === '' || isAlive(Number(text)));
  } catch {
    return false;
  }
}

/**
 * @param {string} path
 * @returns {Promise<(() => Promise<void>) | undefined>} what releases the lock; undefined where another holds it
 */
export async function takeLock(path) {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' });
      const heartbeat = setInterval(
        () => void utimes(path, new Date(), new Date()).catch(() => {}),
        heartbeatMs,
      );
      heartbeat.unref();
      return async () => {
        clearInterval(heartbeat);
        await rm(path, { force: true });
      };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    if (await isLocked(path)) return undefined;
    await removeStale(path);
  }
  return undefined;
}

/**
 * Moved aside before it is removed: of two that find it stale, only one succeeds in moving it.
 * @param {string} path
 */
async function removeStale(path) {
  const aside = `${path}.${process.pid}.stale`;
  await rename(path, aside).catch(() => {});
  await rm(aside, { force: true });
}
