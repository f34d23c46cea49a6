// Owns starting other programs: npm, the programs in node_modules, anything on the PATH. Refuses shells where it can,
// and programs that npx would quietly download: what runs here is what package-lock.json names.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkoutRoot } from './places.mjs';

/**
 * @typedef {{ readonly program: string, readonly arguments: readonly string[], readonly throughShell?: boolean }} Command
 * @typedef {{ readonly code: number, readonly output: string, readonly complaints: string }} Finished
 * @typedef {{
 *   readonly environment?: Record<string, string | undefined>,
 *   readonly folder?: string,
 *   readonly show?: 'everything' | 'complaints' | 'nothing',
 *   readonly signal?: AbortSignal | undefined,
 * }} Manner
 */

/** The exit code that a shell gives for a program that is not there. */
export const programMissing = 127;

/**
 * @param {...string} words
 * @returns {Command}
 */
export function npm(...words) {
  const self = process.env['npm_execpath'];
  if (self?.endsWith('.js')) return { program: process.execPath, arguments: [self, ...words] };
  // Windows has npm.cmd, which Node starts through a shell only; the words are ours and hold nothing to quote.
  return { program: 'npm', arguments: words, throughShell: process.platform === 'win32' };
}

/**
 * A program that an installed package brings, run by this very Node.
 * @param {string} packageName
 * @param {string} programName
 * @param {...string} words
 * @returns {Command}
 */
export function packageProgram(packageName, programName, ...words) {
  const manifestPath = join(checkoutRoot, 'node_modules', packageName, 'package.json');
  const { bin } = JSON.parse(readFileSync(manifestPath, 'utf8'));
  const path = typeof bin === 'string' ? bin : bin[programName];
  return { program: process.execPath, arguments: [join(dirname(manifestPath), path), ...words] };
}

/**
 * Starts a program and leaves it running; its words go straight to the terminal.
 * @param {Command} command
 * @param {Record<string, string | undefined>} [environment]
 */
export function startCommand(command, environment = {}) {
  return spawn(command.program, command.arguments, {
    cwd: checkoutRoot,
    env: { ...process.env, ...environment },
    shell: command.throughShell ?? false,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/**
 * Runs a program to its end. A program that is missing or fails is an exit code, never an exception.
 * @param {Command} command
 * @param {Manner} [manner]
 * @returns {Promise<Finished>}
 */
export function runCommand(command, manner = {}) {
  const { environment = {}, folder = checkoutRoot, show = 'nothing', signal } = manner;
  return new Promise((resolve) => {
    const child = spawn(command.program, command.arguments, {
      cwd: folder,
      env: { ...process.env, ...environment },
      shell: command.throughShell ?? false,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal ? { signal } : {}),
    });
    let output = '';
    let complaints = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      if (show === 'everything') process.stdout.write(chunk);
    });
    child.stderr.on('data', (chunk) => {
      complaints += chunk;
      if (show !== 'nothing') process.stderr.write(chunk);
    });
    child.on('error', (error) => resolve({ code: programMissing, output, complaints: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output, complaints }));
  });
}
