// Owns finding a Chromium for the tests, or installing one. Refuses to take one that does not start.
import { access } from 'node:fs/promises';
import { packageProgram, runCommand } from '../setup/command.mjs';
import { failure, success } from '../setup/result.mjs';
import { say } from '../setup/say.mjs';

/** @typedef {import('../setup/result.mjs').Result<string>} FoundBrowser */

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * A browser that lacks a system library is there and still of no use.
 * @param {string} path
 */
async function starts(path) {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  // On Windows "--version" opens a window and says nothing.
  if (!isThere || process.platform === 'win32') return isThere;
  return (await runCommand({ program: path, arguments: ['--version'] })).code === 0;
}

async function playwrightPath() {
  const { chromium } = await import('playwright');
  return chromium.executablePath();
}

/**
 * @param {readonly string[]} paths
 * @returns {Promise<string | undefined>}
 */
async function firstThatStarts(paths) {
  for (const path of paths) if (await starts(path)) return path;
  return undefined;
}

async function installWithPlaywright() {
  say('Installing Chromium for the tests (playwright install chromium).');
  await runCommand(packageProgram('playwright', 'playwright', 'install', 'chromium'), { show: 'everything' });
  return firstThatStarts([await playwrightPath()]);
}

/** Where Playwright’s own download is out of reach or lacks system libraries, Debian has a whole Chromium. */
async function installWithApt() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  say('Installing Chromium for the tests (apt-get install chromium).');
  const apt = (/** @type {string[]} */ ...words) =>
    runCommand(
      { program: 'apt-get', arguments: words },
      { show: 'complaints', environment: { DEBIAN_FRONTEND: 'noninteractive' } },
    );
  await apt('update', '-qq');
  await apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
  return firstThatStarts(systemPaths);
}

/** @returns {Promise<FoundBrowser>} the path of a Chromium that starts */
export async function findOrInstallBrowser() {
  const wished = process.env['CHROMIUM'] ?? process.env['PARLEY_CHROMIUM'];
  if (wished) {
    if (await starts(wished)) return success(wished);
    return failure(
      `CHROMIUM names ${wished}, which does not start. Correct it, or unset it to let one be found.`,
    );
  }
  const found =
    (await firstThatStarts([await playwrightPath(), ...systemPaths])) ??
    (await installWithPlaywright()) ??
    (await installWithApt());
  if (found !== undefined) return success(found);
  return failure(
    'No Chromium was found, and none could be installed. Install Chromium or Chrome, ' +
      'or set CHROMIUM to its path, then run npm test again.',
  );
}
