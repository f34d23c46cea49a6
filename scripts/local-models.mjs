// Owns /models/local/: which models the set-up has fetched, how far it is, and their bytes from the studio's own origin.
// Shared by the studio's server and, as a Vite plugin, by the development server. Refuses every file it does not know.
import { join } from 'node:path';
import { answerWithFile } from './serve/file-answer.mjs';
import { pathOfAddress } from './serve/static-path.mjs';
import { answerWithJson, answerWithSentence } from './serve/words-answer.mjs';
import { localModels as knownModels } from './smollm2/model.mjs';
import { modelsFolder } from './smollm2/models-folder.mjs';
import { standingOf } from './smollm2/progress.mjs';

/**
 * @typedef {import('node:http').IncomingMessage} Request
 * @typedef {import('node:http').ServerResponse} Response
 */

const folder = '/models/local/';

/**
 * @param {Request} request
 * @param {Response} response
 * @param {string} path
 * @param {string} modelsDirectory
 * @returns {Promise<boolean>} false where the path is not of this folder, and nothing was answered
 */
export async function answerLocalModel(request, response, path, modelsDirectory) {
  if (!path.startsWith(folder)) return false;
  const name = path.slice(folder.length);
  if (name === 'index.json') {
    answerWithJson(response, { models: await listLocalModels(modelsDirectory) });
    return true;
  }
  const model = knownModels.find(({ file }) => file === name);
  const present = model !== undefined && (await standingOf(modelsDirectory, model)).state === 'present';
  if (present && (await answerWithFile(request, response, join(modelsDirectory, name), 'no-cache')))
    return true;
  answerWithSentence(
    response,
    404,
    'This model is not here. Fetch it with: node scripts/fetch-smollm2.mjs --wait',
  );
  return true;
}

/** @param {string} modelsDirectory */
const listLocalModels = (modelsDirectory) =>
  Promise.all(
    knownModels.map(async (model) => ({ ...model, ...(await standingOf(modelsDirectory, model)) })),
  );

/**
 * @typedef {(request: Request, response: Response, next: (error?: unknown) => void) => void} Middleware
 * @typedef {{ readonly config: { readonly server: { readonly headers?: import('node:http').OutgoingHttpHeaders } },
 *   readonly middlewares: { use(handler: Middleware): unknown } }} ServerOfVite
 */

/**
 * The same for Vite's server, in work with hot reload and in browser tests.
 * @param {string} [modelsDirectory]
 */
export function localModels(modelsDirectory = modelsFolder()) {
  return {
    name: 'parley-local-models',
    /** @param {ServerOfVite} server */
    configureServer({ config, middlewares }) {
      middlewares.use((request, response, next) => {
        const path = pathOfAddress(request.url ?? '/');
        if (!path?.startsWith(folder)) return next();
        // Vite sets these on its own answers only.
        for (const [name, value] of Object.entries(config.server.headers ?? {})) {
          if (value !== undefined) response.setHeader(name, value);
        }
        answerLocalModel(request, response, path, modelsDirectory).catch(next);
      });
    },
  };
}
