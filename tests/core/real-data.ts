// Owns finding the real data that some tests read: in the folder that PARLEY_TEST_DATA names. It is not part of the project
// (Synthetic-Persona-Chat, CC BY 4.0); a test without it skips itself with a note and never counts as passed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'vitest';

/** The path of a real file; skips the test where it is not there. */
export function realFile(context: TestContext, name: string): string {
  const folder = process.env['PARLEY_TEST_DATA'];
  const path = folder === undefined ? undefined : join(folder, name);
  if (path === undefined || !existsSync(path))
    return context.skip(`not run: set PARLEY_TEST_DATA to a folder with ${name}`);
  return path;
}

export const realText = (context: TestContext, name: string): string =>
  readFileSync(realFile(context, name), 'utf8');
