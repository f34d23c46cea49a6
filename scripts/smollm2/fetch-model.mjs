// Owns one promise: at the model's place there is either nothing or the file with the known hash. Sources are tried in
// their order; what they bring is checked in a part file and renamed into place. Refuses to run twice at once.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { causeOf, failure, success } from '../setup/result.mjs';
import { takeLock } from './lock.mjs';
import { clearProgress, pathsOf, writeProgress } from './progress.mjs';

/**
 * @typedef {import('./model.mjs').LocalModel} LocalModel
 * @typedef {import('../setup/result.mjs').Result<undefined>} Done
 * @typedef {{ readonly model: LocalModel, readonly report: (bytesSoFar: number) => void, readonly signal: AbortSignal }} Errand
 * @typedef {{ readonly name: string, readonly bring: (target: string, errand: Errand) => Promise<Done> }} Source
 * @typedef {{ readonly kind: 'already here', readonly file: string }
 *   | { readonly kind: 'fetched', readonly file: string, readonly from: string }
 *   | { readonly kind: 'being fetched' }
 *   | { readonly kind: 'failed', readonly why: string }} FetchOutcome
 * @typedef {{
 *   readonly model: LocalModel,
 *   readonly directory: string,
 *   readonly sources: readonly Source[],
 *   readonly signal?: AbortSignal,
 *   readonly tell?: (sentence: string) => void,
 *   readonly onBytes?: (bytesSoFar: number) => void,
 * }} FetchWish
 */

const progressEveryMs = 500;

/**
 * @param {FetchWish} wish
 * @returns {Promise<FetchOutcome>}
 */
export async function fetchModel(wish) {
  const paths = pathsOf(wish.directory, wish.model);
  let release;
  try {
    await mkdir(wish.directory, { recursive: true });
    release = await takeLock(paths.lock);
  } catch (error) {
    return { kind: 'failed', why: `The folder ${wish.directory} cannot be written (${causeOf(error)}).` };
  }
  if (release === undefined) return { kind: 'being fetched' };
  try {
    return await fetchUnderLock(wish, paths);
  } catch (error) {
    return { kind: 'failed', why: `The folder ${wish.directory} cannot be used (${causeOf(error)}).` };
  } finally {
    await removeLeftovers(wish.directory, wish.model);
    await release();
  }
}

/**
 * @param {FetchWish} wish
 * @param {ReturnType<typeof pathsOf>} paths
 * @returns {Promise<FetchOutcome>}
 */
async function fetchUnderLock(wish, paths) {
  const { model, sources, tell = () => {}, signal = new AbortController().signal } = wish;
  await removeLeftovers(wish.directory, model);
  const cached = await checkFile(paths.file, model);
  if (cached.ok) {
    await clearProgress(paths.progress);
    return { kind: 'already here', file: paths.file };
  }
  if (await rmIfThere(paths.file))
    tell(`The file ${paths.file} was damaged (${cached.why}) and is fetched anew.`);
  const part = `${paths.file}.${process.pid}.part`;
  const reasons = [];
  for (const source of sources) {
    tell(`Fetching ${model.file} from ${source.name}.`);
    const report = await progressReporter(paths.progress, wish.onBytes);
    const brought = await source.bring(part, { model, report: report.bytes, signal });
    await report.end();
    const checked = brought.ok ? await checkFile(part, model) : brought;
    if (checked.ok) {
      await rename(part, paths.file);
      await clearProgress(paths.progress);
      return { kind: 'fetched', file: paths.file, from: source.name };
    }
    reasons.push(brought.ok ? `what ${source.name} sent is not the known file: ${checked.why}` : checked.why);
    if (signal.aborted) {
      await clearProgress(paths.progress);
      return { kind: 'failed', why: 'The fetch was stopped.' };
    }
  }
  const why = `${model.file} could not be fetched: ${reasons.join('; ')}.`;
  await writeProgress(paths.progress, { state: 'failed', why });
  return { kind: 'failed', why };
}

/**
 * Bytes arrive a hundred times a second; the file is for a screen that looks once a second.
 * @param {string} path
 * @param {((bytesSoFar: number) => void) | undefined} onBytes
 */
async function progressReporter(path, onBytes) {
  await writeProgress(path, { state: 'fetching', bytesSoFar: 0 });
  let writtenMs = Date.now();
  let writing = Promise.resolve();
  /** @param {number} bytesSoFar */
  const bytes = (bytesSoFar) => {
    onBytes?.(bytesSoFar);
    if (Date.now() - writtenMs < progressEveryMs) return;
    writtenMs = Date.now();
    writing = writing.then(() => writeProgress(path, { state: 'fetching', bytesSoFar })).catch(() => {});
  };
  return { bytes, end: () => writing };
}

/**
 * @param {string} path
 * @param {LocalModel} model
 * @returns {Promise<Done>}
 */
async function checkFile(path, model) {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return failure('there is no file');
  if (found.size !== model.bytes) return failure(`it has ${found.size} bytes instead of ${model.bytes}`);
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex') === model.sha256 ? success(undefined) : failure('its SHA-256 is another');
}

/** @param {string} path */
const rmIfThere = (path) =>
  rm(path).then(
    () => true,
    () => false,
  );

/**
 * What a fetch that was killed has left; only the holder of the lock may call this.
 * @param {string} directory
 * @param {LocalModel} model
 */
async function removeLeftovers(directory, model) {
  const names = await readdir(directory);
  const leftovers = names.filter(
    (name) => (name.startsWith(`${model.file}.`) && name.endsWith('.part')) || name.startsWith('wheel-'),
  );
  await Promise.all(leftovers.map((name) => rm(join(directory, name), { recursive: true, force: true })));
}
