// Owns how the end-to-end tests run: the built studio in a real Chromium, with software WebGPU so that a machine with a GPU
// does the same, and with no way to any host but this one.
import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

export const port = 4757;
const system = '/usr/bin/chromium';
const executablePath =
  process.env['CHROMIUM'] ?? process.env['PARLEY_CHROMIUM'] ?? (existsSync(system) ? system : undefined);

export default defineConfig({
  testDir: 'tests/e2e',
  // One browser at a time: two that run models would only slow each other down.
  workers: 1,
  timeout: 14 * 60_000,
  expect: { timeout: 30_000 },
  forbidOnly: process.env['CI'] === 'true',
  reporter: [['list']],
  outputDir: 'test-results',
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
    // What it would keep, each test fetches anew; tests of it allow it.
    serviceWorkers: 'block',
    actionTimeout: 30_000,
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--enable-unsafe-webgpu',
        '--use-webgpu-adapter=swiftshader',
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE *.localhost',
      ],
    },
  },
  webServer: {
    command: `node tests/e2e/serve.mjs ${port}`,
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
    timeout: 30_000,
  },
});
