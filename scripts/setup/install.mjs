// Owns one promise: after it, node_modules holds what package-lock.json names. Refuses to touch it when it already does.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npm, runCommand } from './command.mjs';
import { checkoutRoot } from './places.mjs';
import { CannotGoOn, say } from './say.mjs';

/** What npm calls a network that is not there. Anything else is told in npm's own words. */
const noNetworkCodes = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ERR_SOCKET_TIMEOUT',
  'ENOTCACHED',
]);

/**
 * @typedef {{ readonly packages: Readonly<Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>> }} Lockfile
 */

/**
 * Compares by content, not by time: a fresh checkout or a copied folder has times that mean nothing.
 * Optional packages of other systems may be missing; a wrong version never passes.
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile} installed npm's own record in node_modules
 * @returns {boolean}
 */
export function installedIsWanted(wanted, installed) {
  return Object.entries(wanted.packages).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    const present = installed.packages[path];
    if (present === undefined) return Boolean(optional ?? devOptional);
    return present.version === version;
  });
}

/**
 * @param {string} path
 * @returns {Promise<Lockfile | undefined>}
 */
async function readLockfile(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {string} complaints what npm wrote to stderr */
export function sentenceForFailedInstall(complaints) {
  const code = /^npm (?:error|ERR!) code (\S+)/m.exec(complaints)?.[1];
  if (code !== undefined && noNetworkCodes.has(code)) {
    return (
      `npm could not reach its package registry (${code}), so the packages are not installed. ` +
      'Connect to the network, or set npm’s proxy (npm config set https-proxy …), then run the command again.'
    );
  }
  return (
    `npm ci failed${code ? ` (${code})` : ''}; its own words are above. ` +
    'Mend what it names, then run the command again: it takes up where it stopped.'
  );
}

/** Installs what is missing, and says so. */
export async function installMissing() {
  const wanted = await readLockfile(join(checkoutRoot, 'package-lock.json'));
  if (wanted === undefined) {
    throw new CannotGoOn('package-lock.json cannot be read. Restore it with: git checkout package-lock.json');
  }
  const installed = await readLockfile(join(checkoutRoot, 'node_modules', '.package-lock.json'));
  if (installed !== undefined && installedIsWanted(wanted, installed)) return;
  say('Installing the packages that package-lock.json names (npm ci); the first time takes a minute or two.');
  const { code, complaints } = await runCommand(npm('ci'), { show: 'everything' });
  if (code !== 0) throw new CannotGoOn(sentenceForFailedInstall(complaints));
}
