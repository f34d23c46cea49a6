// Owns opening the person's own browser. Refuses to make a fuss where there is none: the address was said already.
import { spawn } from 'node:child_process';

/**
 * @param {string} address
 * @param {NodeJS.Platform} [platform]
 * @returns {{ readonly program: string, readonly arguments: readonly string[] }}
 */
export function openingCommand(address, platform = process.platform) {
  if (platform === 'darwin') return { program: 'open', arguments: [address] };
  // "start" is a word of the shell, and its first quoted argument is a window title.
  if (platform === 'win32') return { program: 'cmd', arguments: ['/c', 'start', '""', address] };
  return { program: 'xdg-open', arguments: [address] };
}

/** @param {string} address */
export function openBrowser(address) {
  const { program, arguments: words } = openingCommand(address);
  const child = spawn(program, words, { stdio: 'ignore', detached: true, windowsVerbatimArguments: true });
  child.on('error', () => {});
  child.unref();
}
