// Owns where fetched models live: outside the repository, once per person, shared by all checkouts.
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * @param {Readonly<Record<string, string | undefined>>} [environment]
 * @param {NodeJS.Platform} [platform]
 * @param {string} [home]
 * @returns {string}
 */
export function modelsFolder(environment = process.env, platform = process.platform, home = homedir()) {
  if (environment['PARLEY_MODELS']) return environment['PARLEY_MODELS'];
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'parley', 'models');
  if (platform === 'win32') {
    return join(environment['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'parley', 'models');
  }
  return join(environment['XDG_CACHE_HOME'] || join(home, '.cache'), 'parley', 'models');
}
