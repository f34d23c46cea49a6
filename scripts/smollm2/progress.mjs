// Owns what a fetch tells the studio while it runs: one small file beside the model. Written by the fetch, read by the
// server. A file that says "fetching" is believed only while the lock is held.
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isLocked } from './lock.mjs';

/**
 * @typedef {import('./model.mjs').LocalModel} LocalModel
 * @typedef {{ readonly state: 'fetching', readonly bytesSoFar: number }
 *   | { readonly state: 'failed', readonly why: string }} Progress
 * @typedef {{ readonly state: 'present' | 'fetching' | 'absent' | 'failed', readonly bytesSoFar: number, readonly why?: string }} Standing
 */

/**
 * @param {string} directory
 * @param {LocalModel} model
 */
export const pathsOf = (directory, model) => ({
  file: join(directory, model.file),
  lock: join(directory, `${model.file}.lock`),
  progress: join(directory, `${model.file}.progress.json`),
});

/**
 * @param {string} path
 * @param {Progress} progress
 */
export async function writeProgress(path, progress) {
  // Renamed into place, so that a reader never sees half a sentence.
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, JSON.stringify(progress));
  await rename(draft, path);
}

/** @param {string} path */
export const clearProgress = (path) => rm(path, { force: true });

/**
 * @param {string} path
 * @returns {Promise<Progress | undefined>}
 */
async function readProgress(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * How the model stands for someone who only looks. The hash is the fetch's business: it checks at every start.
 * @param {string} directory
 * @param {LocalModel} model
 * @returns {Promise<Standing>}
 */
export async function standingOf(directory, model) {
  const paths = pathsOf(directory, model);
  const found = await stat(paths.file).catch(() => undefined);
  if (found?.size === model.bytes) return { state: 'present', bytesSoFar: model.bytes };
  const progress = await readProgress(paths.progress);
  if (progress?.state === 'failed') return { state: 'failed', bytesSoFar: 0, why: progress.why };
  if (progress?.state === 'fetching' && (await isLocked(paths.lock))) return progress;
  return { state: 'absent', bytesSoFar: 0 };
}
