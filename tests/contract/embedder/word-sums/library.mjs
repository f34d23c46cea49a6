// Owns where a test finds the program of its small embedding model: built from the model library's sources when it is asked for.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '../../../..');
const out = path.join(root, 'node_modules/.cache/word-sums');

/**
 * @typedef {import('node:http').IncomingMessage} Request
 * @typedef {import('node:http').ServerResponse} Response
 * @typedef {(request: Request, response: Response, next: (error?: unknown) => void) => void} Middleware
 */

async function built() {
  const script = path.join(root, 'models/library/build.mjs');
  const words = [script, '--sizes', path.join(here, 'sizes.json'), '--out', out];
  await promisify(execFile)(process.execPath, words);
  return readFile(path.join(out, 'word-sums.wasm'));
}

export function wordSumsLibrary() {
  return {
    name: 'word-sums-library',
    /** @param {{ readonly middlewares: { use(path: string, handler: Middleware): unknown } }} server */
    configureServer(server) {
      server.middlewares.use('/models/word-sums/word-sums.wasm', (_request, response, next) => {
        built().then((bytes) => {
          response.setHeader('Content-Type', 'application/wasm');
          response.end(bytes);
        }, next);
      });
    },
  };
}
