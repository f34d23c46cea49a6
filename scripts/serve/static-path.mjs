// Owns the way from an address to a file below one folder. Refuses every way out of it: dots, backslashes, links.
import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';

/**
 * @param {string} address the path and query of a request, as it came
 * @returns {string | undefined} decoded, from the first "/" on; undefined where it is broken or tries to climb
 */
export function pathOfAddress(address) {
  let path;
  try {
    path = decodeURIComponent(address.replace(/[?#].*$/s, ''));
  } catch {
    return undefined;
  }
  // A colon could name a drive or a stream on Windows; nothing we serve has one.
  if (!path.startsWith('/') || /[\0\\:]/.test(path)) return undefined;
  return path.split('/').some((part) => part === '..' || part === '.') ? undefined : path;
}

/**
 * @param {string} root
 * @param {string} path as pathOfAddress gives it
 * @returns {Promise<string | undefined>} undefined where there is nothing, or where a link leads out of the root
 */
export async function fileBelow(root, path) {
  try {
    const [realRoot, realFile] = await Promise.all([
      realpath(root),
      realpath(join(root, path.endsWith('/') ? `${path}index.html` : path)),
    ]);
    return realFile.startsWith(realRoot + sep) ? realFile : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Vite puts a hash of the content into these names, so what they hold never changes.
 * @param {string} path
 */
export const isNamedByContent = (path) => /\/assets\/[^/]+-[\w-]{8}\.\w+$/.test(path);
