// Owns how Vite handles the weights of the sentence encoder, whose files have no extension: its server would take them for
// scripts, and a name that its build ends with a dot is none on Windows.
import { join } from 'node:path';
import { answerWithFile } from './serve/file-answer.mjs';

const shard = /^\/node_modules\/@energetic-ai\/model-embeddings-en\/dist\/group1-shard\d+of\d+$/;

/** @param {{ readonly names: readonly string[] }} asset */
export const assetFileNames = ({ names }) =>
  names.some((name) => name.includes('.')) ? 'assets/[name]-[hash][extname]' : 'assets/[name]-[hash].bin';

/**
 * @typedef {import('./local-models.mjs').ServerOfVite} ServerOfVite
 */
export function encoderShards() {
  return {
    name: 'parley-encoder-shards',
    /** @param {ServerOfVite & { readonly config: { readonly root: string } }} server */
    configureServer({ config, middlewares }) {
      middlewares.use((request, response, next) => {
        // With a query it is the import of an address, which is a script indeed.
        const path = request.url ?? '/';
        if (!shard.test(path)) return next();
        for (const [name, value] of Object.entries(config.server.headers ?? {})) {
          if (value !== undefined) response.setHeader(name, value);
        }
        answerWithFile(request, response, join(config.root, path), 'no-cache').then(
          (answered) => (answered ? undefined : next()),
          next,
        );
      });
    },
  };
}
