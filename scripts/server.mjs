// Owns the studio's one origin: the built studio, the local models and the studio's identity, each answer with the
// guarding headers. Refuses other names for the origin (IndexedDB would show an empty studio there, and a foreign name
// is how a page elsewhere would reach a local server), every method but GET and HEAD, and every file outside its folders.
import { createServer } from 'node:http';
import { securityHeaders } from './headers.mjs';
import { answerLocalModel } from './local-models.mjs';
import { answerWithFile } from './serve/file-answer.mjs';
import { fileBelow, isNamedByContent, pathOfAddress } from './serve/static-path.mjs';
import { answerWithJson, answerWithSentence } from './serve/words-answer.mjs';
import { studioHost } from './setup/places.mjs';
import { codeOf } from './setup/result.mjs';
import { modelsFolder } from './smollm2/models-folder.mjs';
import { identityOf, identityPath } from './start/identity.mjs';

/**
 * @typedef {import('node:http').IncomingMessage} Request
 * @typedef {import('node:http').ServerResponse} Response
 * @typedef {{ readonly origin: string, readonly port: number, readonly close: () => Promise<void> }} StudioServer
 * @typedef {{ readonly root: string, readonly modelsDirectory?: string, readonly port?: number }} StudioServerOptions
 */

/** Something else listens on the port. */
export class PortTaken extends Error {
  /** @override */
  name = 'PortTaken';
}

/**
 * @param {StudioServerOptions} options `port` 0, the default, takes any free one: for tests and benches
 * @returns {Promise<StudioServer>} once it listens
 */
export async function createStudioServer({ root, modelsDirectory = modelsFolder(), port = 0 }) {
  const guards = securityHeaders();
  let origin = '';
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(guards)) response.setHeader(name, value);
    answer(request, response, { root, modelsDirectory, origin }).catch((error) => {
      console.error(error);
      if (response.headersSent) response.destroy();
      else
        answerWithSentence(
          response,
          500,
          'The studio’s server failed here; the terminal says why. Reload to retry.',
        );
    });
  });
  const listeningPort = await listen(server, port);
  origin = `http://${studioHost}:${listeningPort}`;
  return { origin, port: listeningPort, close: () => close(server) };
}

/**
 * @param {Request} request
 * @param {Response} response
 * @param {{ root: string, modelsDirectory: string, origin: string }} studio
 */
async function answer(request, response, { root, modelsDirectory, origin }) {
  const address = request.url ?? '/';
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    answerWithSentence(response, 405, 'The studio’s server only hands out files.', { Allow: 'GET, HEAD' });
  } else if (`http://${request.headers.host}` !== origin) {
    answerOtherName(request, response, origin);
  } else {
    const path = pathOfAddress(address);
    if (path === undefined) answerWithSentence(response, 400, 'This address cannot be read as a path.');
    else if (path === identityPath) answerWithJson(response, identityOf(root));
    else if (await answerLocalModel(request, response, path, modelsDirectory)) return;
    else if (await answerFromRoot(request, response, path, root)) return;
    else answerWithSentence(response, 404, `There is nothing at this address. The studio is at ${origin}/.`);
  }
}

/**
 * @param {Request} request
 * @param {Response} response
 * @param {string} origin
 */
function answerOtherName(request, response, origin) {
  const port = new URL(origin).port;
  const address = request.url ?? '/';
  if (request.headers.host === `localhost:${port}` && address.startsWith('/')) {
    answerWithSentence(response, 307, `The studio is at ${origin}.`, { Location: origin + address });
  } else {
    answerWithSentence(response, 421, `The studio answers at ${origin} only. Open that address.`);
  }
}

/**
 * @param {Request} request
 * @param {Response} response
 * @param {string} path
 * @param {string} root
 */
async function answerFromRoot(request, response, path, root) {
  const file = await fileBelow(root, path);
  if (file === undefined) return false;
  const cacheControl = isNamedByContent(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
  return answerWithFile(request, response, file, cacheControl);
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<number>}
 */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        codeOf(error) === 'EADDRINUSE' ? new PortTaken(`Port ${port} is taken.`, { cause: error }) : error,
      ),
    );
    server.listen(port, studioHost, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/**
 * @param {import('node:http').Server} server
 * @returns {Promise<void>}
 */
function close(server) {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
