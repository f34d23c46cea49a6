// Owns what the library's tests need around a page: a server of the built files on this machine, a headless Chromium on
// software WebGPU that can reach nothing else, and typed access to the page's engines.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import type { Page } from 'playwright';

const HERE = path.dirname(fileURLToPath(import.meta.url));
export const ROOT = path.join(HERE, '../..');

const pageWith = (script: string) =>
  `<!doctype html><title>Model library</title><script type="module" src="/${script}"></script>`;
const NAMED_FILES: Readonly<Record<string, string>> = {
  '/engine-page.js': path.join(HERE, 'engine-page.js'),
  '/kernel-page.js': path.join(HERE, 'kernel-page.js'),
  '/web-llm.js': path.join(ROOT, 'node_modules/@mlc-ai/web-llm/lib/index.js'),
};
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

function fileAt(pathname: string): string | undefined {
  const file = NAMED_FILES[pathname] ?? path.join(ROOT, 'public', path.normalize(pathname));
  return existsSync(file) && statSync(file).isFile() ? file : undefined;
}

async function serve(script: string): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/') {
      response.writeHead(200, { 'content-type': 'text/html' }).end(pageWith(script));
      return;
    }
    const file = fileAt(pathname);
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    const contentType = CONTENT_TYPES[path.extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': contentType, 'content-length': statSync(file).size });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
}

export interface Answer {
  readonly ok: true;
  readonly text: string;
  readonly finishReason: string;
  readonly tokens: readonly number[];
  readonly logits: readonly (readonly number[])[];
  readonly usage: {
    readonly prompt_tokens: number;
    readonly completion_tokens: number;
    readonly extra: { readonly prefill_tokens_per_s: number; readonly decode_tokens_per_s: number };
  };
  readonly logprobs: {
    readonly content: readonly {
      readonly token: string;
      readonly logprob: number;
      readonly top_logprobs: readonly { readonly token: string; readonly logprob: number }[];
    }[];
  } | null;
}

export type Reply = Answer | { readonly ok: false; readonly problem: string };

interface PageLibrary {
  load(name: string, options: { record: boolean; library: string }): Promise<number>;
  complete(name: string, request: object): Promise<Reply>;
  reset(name: string): Promise<void>;
}

declare global {
  var library: PageLibrary;
}

export interface OpenPage {
  readonly page: Page;
  close(): Promise<void>;
}

/** Opens a page that runs one script of this folder and waits until the script offers a global of this name. */
export async function openPage(script: string, offered: string): Promise<OpenPage> {
  const server = await serve(script);
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--enable-unsafe-webgpu',
      '--use-webgpu-adapter=swiftshader',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(`The page failed: ${error.message}`));
  const { port } = server.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.waitForFunction((name) => name in globalThis, offered);
  const close = async () => {
    await browser.close();
    await new Promise((closed) => server.close(closed));
  };
  return { page, close };
}

export interface EnginePage extends OpenPage {
  /** Loads an engine under a name; gives the milliseconds that it took. */
  load(name: string, options?: { record?: boolean; library?: string }): Promise<number>;
  complete(name: string, request: object): Promise<Reply>;
  reset(name: string): Promise<void>;
}

export async function openEnginePage(): Promise<EnginePage> {
  const { page, close } = await openPage('engine-page.js', 'library');
  return {
    page,
    close,
    load: (name, { record = false, library = '/models/library/parley-mini.wasm' } = {}) =>
      page.evaluate(([which, options]) => globalThis.library.load(which, options), [
        name,
        { record, library },
      ] as const),
    complete: (name, request) =>
      page.evaluate(([which, asked]) => globalThis.library.complete(which, asked), [name, request] as const),
    reset: (name) => page.evaluate((which) => globalThis.library.reset(which), name),
  };
}

/** The answer, or an error that fails the test with what the engine said. */
export function answerOf(reply: Reply): Answer {
  if (!reply.ok) throw new Error(`The engine refused: ${reply.problem}`);
  return reply;
}
