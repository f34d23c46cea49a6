// Two projects: what runs in Node, and what needs a real browser (WebGPU in software, threads, IndexedDB).
import { existsSync } from 'node:fs';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { configDefaults, defineConfig } from 'vitest/config';
import { encoderShards } from './scripts/encoder-shards.mjs';
import { localModels } from './scripts/local-models.mjs';
import { wordSumsLibrary } from './tests/contract/embedder/word-sums/library.mjs';

const systemChromium = '/usr/bin/chromium';
const chromium =
  process.env['PARLEY_CHROMIUM'] ??
  process.env['CHROMIUM'] ??
  (existsSync(systemChromium) ? systemChromium : undefined);

/** The browser reaches this machine alone: a test that needs the network fails here, not at a reader's. */
const chromiumArguments = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/**
 * As in the studio: the two allow shared memory, and so threads. Its policy for scripts would bar Vitest's
 * own page.
 */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** Software WebGPU on two cores is slow, and one browser at a time is enough for them. */
const patience = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    fileParallelism: false,
    projects: [
      {
        plugins: [svelte()],
        test: {
          name: 'node',
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: [...configDefaults.exclude, 'tests/**/*.browser.test.ts', 'tests/e2e/**'],
          fileParallelism: false,
          ...patience,
        },
      },
      {
        plugins: [svelte(), localModels(), encoderShards(), wordSumsLibrary()],
        server: { headers: isolation },
        worker: { format: 'es' },
        optimizeDeps: {
          include: [
            ...[
              '@mlc-ai/web-llm',
              '@wllama/wllama',
              'comlink',
              'hash-wasm',
              'hyparquet-writer',
              'idb',
              'obscenity',
              'papaparse',
            ],
            ...['pure-rand/distribution/uniformInt', 'pure-rand/generator/xoroshiro128plus', 'zod'],
            ...['@tensorflow/tfjs-core', '@tensorflow/tfjs-converter', '@tensorflow/tfjs-backend-wasm'],
            ...['@huggingface/tokenizers', '@huggingface/jinja'],
          ],
        },
        test: {
          name: 'browser',
          include: ['tests/**/*.browser.test.ts'],
          fileParallelism: false,
          ...patience,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(chromium === undefined ? {} : { executablePath: chromium }),
                args: chromiumArguments,
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
