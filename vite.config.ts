import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { assetFileNames, encoderShards } from './scripts/encoder-shards.mjs';
import { offline } from './scripts/offline/plugin.mjs';
import { securityHeaders } from './scripts/headers.mjs';
import { localModels } from './scripts/local-models.mjs';

export default defineConfig({
  // Relative addresses, so that dist/ works under any path of any static host.
  base: './',
  plugins: [svelte(), localModels(), encoderShards(), offline()],
  worker: {
    format: 'es',
    rolldownOptions: {
      output: {
        assetFileNames,
        // No part imports the script that a worker began with: WebKit runs that a second time, where a service worker answers.
        codeSplitting: { groups: [{ name: 'first', tags: ['$initial'], test: /^(?!.*\.worker\.ts$)/ }] },
      },
    },
  },
  // Nothing is inlined: the security policy takes fonts and programs from files only.
  build: { target: 'es2023', assetsInlineLimit: 0, chunkSizeWarningLimit: 8000 },
  // Found late, these would reload the page in the middle of a run.
  optimizeDeps: {
    include: [
      ...[
        '@mlc-ai/web-llm',
        '@wllama/wllama',
        'comlink',
        'idb',
        'zod',
        'hash-wasm',
        'hyparquet',
        'hyparquet-writer',
        'fflate',
        'obscenity',
        'papaparse',
      ],
      ...['@tensorflow/tfjs-core', '@tensorflow/tfjs-converter', '@tensorflow/tfjs-backend-wasm'],
      ...['@huggingface/tokenizers', '@huggingface/jinja'],
      ...['state', 'view', 'commands', 'autocomplete', 'lint', 'merge'].map((part) => `@codemirror/${part}`),
      ...['@observablehq/plot', 'bits-ui', 'virtua/svelte', 'svelte-sonner', 'tinykeys'],
    ],
  },
  server: {
    host: '127.0.0.1',
    port: 4751,
    strictPort: true,
    headers: securityHeaders({ development: true }),
  },
});
