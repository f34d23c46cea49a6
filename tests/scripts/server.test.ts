// The studio's server, over real sockets: its guards, its files, its one origin.
import { mkdir, mkdtemp, open, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { securityHeaders } from '../../scripts/headers.mjs';
import { createStudioServer, PortTaken, type StudioServer } from '../../scripts/server.mjs';
import { smollm2 } from '../../scripts/smollm2/model.mjs';

const script = 'export const words = "a line of text that compresses well";\n'.repeat(200);
const hashedName = '/assets/main-Ab3_x-9Z.js';
let folder = '';
let studio: StudioServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-server-'));
  const root = join(folder, 'dist');
  await mkdir(join(root, 'assets'), { recursive: true });
  await mkdir(join(folder, 'models'));
  await writeFile(join(root, 'index.html'), '<!doctype html><title>Parley</title>');
  await writeFile(join(root, 'engine.worker.js'), 'postMessage(1)');
  await writeFile(join(root, hashedName), script);
  await writeFile(join(root, 'library.wasm'), Buffer.from([0, 97, 115, 109]));
  await writeFile(join(root, 'digits.bin'), '0123456789');
  await writeFile(join(root, 'empty.bin'), '');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'dist-secret.txt'), 'secret');
  await symlink(join(folder, 'secret.txt'), join(root, 'link.txt'));
  studio = await createStudioServer({ root, modelsDirectory: join(folder, 'models') });
});

afterAll(async () => {
  await studio.close();
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Node's fetch tidies paths and hides Host; this sends what it is told. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port: studio.port, path, method, headers },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end();
  });
}

describe('every answer carries the guarding headers', () => {
  const cases: [string, number, string, Record<string, string>, string][] = [
    ['the page', 200, '/', {}, 'GET'],
    ['the head of the page', 200, '/', {}, 'HEAD'],
    ['a worker script', 200, '/engine.worker.js', {}, 'GET'],
    ['a compressed script', 200, hashedName, { 'Accept-Encoding': 'gzip' }, 'GET'],
    ['a part of a file', 206, '/digits.bin', { Range: 'bytes=1-2' }, 'GET'],
    ['a range that is not there', 416, '/digits.bin', { Range: 'bytes=10-' }, 'GET'],
    ['nothing new', 304, '/', { 'If-None-Match': '*' }, 'GET'],
    ['nothing there', 404, '/nothing', {}, 'GET'],
    ['a path that climbs', 400, '/../secret.txt', {}, 'GET'],
    ['a method that writes', 405, '/', {}, 'POST'],
    ['another name of this machine', 307, '/', { Host: 'localhost:PORT' }, 'GET'],
    ['a foreign name', 421, '/', { Host: 'evil.example' }, 'GET'],
    ['the identity', 200, '/parley.json', {}, 'GET'],
    ['the list of local models', 200, '/models/local/index.json', {}, 'GET'],
    ['a local model that is not here', 404, `/models/local/${smollm2.file}`, {}, 'GET'],
  ];
  it.each(cases)('%s (%i)', async (_what, status, path, headers, method) => {
    const sent = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replace('PORT', String(studio.port))]),
    );
    const answer = await ask(path, sent, method);
    expect(answer.status).toBe(status);
    for (const [name, value] of Object.entries(securityHeaders())) {
      expect(answer.headers[name.toLowerCase()]).toBe(value);
    }
  });

  it('and only development may connect to a web socket', () => {
    expect(securityHeaders()['Content-Security-Policy']).not.toContain('ws:');
    expect(securityHeaders({ development: true })['Content-Security-Policy']).toContain(' ws://127.0.0.1:*;');
  });
});

describe('files', () => {
  const types: [string, string][] = [
    ['/', 'text/html; charset=utf-8'],
    ['/engine.worker.js', 'text/javascript; charset=utf-8'],
    ['/library.wasm', 'application/wasm'],
    ['/digits.bin', 'application/octet-stream'],
  ];
  it.each(types)('%s has the content type %s and its length', async (path, contentType) => {
    const { headers, body } = await ask(path);
    expect(headers['content-type']).toBe(contentType);
    expect(headers['content-length']).toBe(String(body.length));
  });

  it('a HEAD has the length and no body', async () => {
    const { headers, body } = await ask('/digits.bin', {}, 'HEAD');
    expect(headers['content-length']).toBe('10');
    expect(body.length).toBe(0);
  });

  it('an empty file is whole', async () => {
    expect(await ask('/empty.bin')).toMatchObject({ status: 200, headers: { 'content-length': '0' } });
  });

  it('what is named by its content is kept for good, everything else is asked for again', async () => {
    expect((await ask(hashedName)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await ask('/')).headers['cache-control']).toBe('no-cache');
  });

  const codings: [string, boolean][] = [
    ['gzip, br', true],
    ['br;q=1, gzip;q=0.5', true],
    ['gzip;q=0', false],
    ['br', false],
  ];
  it.each(codings)('Accept-Encoding "%s" compresses text: %s', async (accepted, compressed) => {
    const { headers, body } = await ask(hashedName, { 'Accept-Encoding': accepted });
    expect(headers['content-encoding']).toBe(compressed ? 'gzip' : undefined);
    expect(headers['vary']).toBe('Accept-Encoding');
    expect(headers['content-length']).toBe(String(body.length));
    expect((compressed ? gunzipSync(body) : body).toString()).toBe(script);
  });
});

describe('ranges', () => {
  const cases: [string, number, string, string | undefined][] = [
    ['bytes=0-0', 206, '0', 'bytes 0-0/10'],
    ['bytes=2-5', 206, '2345', 'bytes 2-5/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-3', 206, '789', 'bytes 7-9/10'],
    ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=5-99', 206, '56789', 'bytes 5-9/10'],
    ['bytes=10-', 416, '', 'bytes */10'],
    ['bytes=-0', 416, '', 'bytes */10'],
    ['bytes=5-2', 200, '0123456789', undefined],
    ['bytes=0-1,4-5', 200, '0123456789', undefined],
    ['lines=1-2', 200, '0123456789', undefined],
  ];
  it.each(cases)('"%s" answers %i with "%s"', async (range, status, body, contentRange) => {
    const answer = await ask('/digits.bin', { Range: range });
    expect([answer.status, answer.body.toString(), answer.headers['content-range']]).toEqual([
      status,
      body,
      contentRange,
    ]);
  });

  it('a range of what has changed since gives the whole file', async () => {
    const { headers } = await ask('/digits.bin', {}, 'HEAD');
    const tag = String(headers.etag);
    expect((await ask('/digits.bin', { Range: 'bytes=0-1', 'If-Range': tag })).status).toBe(206);
    expect((await ask('/digits.bin', { Range: 'bytes=0-1', 'If-Range': '"other"' })).status).toBe(200);
  });
});

describe('asking again', () => {
  it('is answered by "not modified" for the tag and for the date, until the file changes', async () => {
    const path = join(folder, 'dist', 'changing.txt');
    await writeFile(path, 'first');
    const first = await ask('/changing.txt');
    const byTag = { 'If-None-Match': `W/${String(first.headers.etag)}, "other"` };
    const byDate = { 'If-Modified-Since': String(first.headers['last-modified']) };
    expect(await ask('/changing.txt', byTag)).toMatchObject({ status: 304, body: Buffer.alloc(0) });
    expect((await ask('/changing.txt', byDate)).status).toBe(304);
    await writeFile(path, 'later');
    await utimes(path, new Date(), new Date(Date.now() + 5000));
    expect((await ask('/changing.txt', byTag)).body.toString()).toBe('later');
    expect((await ask('/changing.txt', byDate)).status).toBe(200);
  });
});

describe('nothing outside the folder is handed out', () => {
  const attempts = [
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/../dist-secret.txt',
    '//../secret.txt',
    '/%00',
    '/%zz',
    '/link.txt',
    '/C:/secret.txt',
    '/models/local/../../secret.txt',
    '/models/local/..%2f..%2fsecret.txt',
    '/models/local/secret.txt',
    '/models/local/',
    '/assets',
  ];
  it.each(attempts)('%s', async (path) => {
    const { status, body } = await ask(path);
    expect([400, 404]).toContain(status);
    expect(body.toString()).not.toBe('secret');
  });
});

describe('the one origin', () => {
  it('localhost is sent to 127.0.0.1, with its path and query', async () => {
    const answer = await ask('/models/local/index.json?x=1', { Host: `localhost:${studio.port}` });
    expect(answer.status).toBe(307);
    expect(answer.headers.location).toBe(`${studio.origin}/models/local/index.json?x=1`);
  });

  it('a redirect never leaves this machine', async () => {
    const { headers } = await ask('//evil.example/', { Host: `localhost:${studio.port}` });
    expect(new URL(String(headers.location)).origin).toBe(studio.origin);
  });

  it('a name that only resolves to this machine gets nothing', async () => {
    expect((await ask('/', { Host: `studio.example:${studio.port}` })).status).toBe(421);
  });

  it('a port that is taken is a typed error', async () => {
    const again = createStudioServer({ root: folder, modelsDirectory: folder, port: studio.port });
    await expect(again).rejects.toBeInstanceOf(PortTaken);
  });

  it('closing ends connections that are kept open', async () => {
    const other = await createStudioServer({ root: folder, modelsDirectory: folder });
    const socket = connect(other.port, '127.0.0.1');
    const ended = new Promise((resolve) => socket.on('close', resolve));
    socket.on('error', () => {});
    await new Promise((resolve) => socket.on('connect', resolve));
    socket.write(`GET /secret.txt HTTP/1.1\r\nHost: 127.0.0.1:${other.port}\r\n\r\n`);
    await new Promise((resolve) => socket.once('data', resolve));
    await other.close();
    await ended;
    expect(socket.destroyed).toBe(true);
  });
});

describe('local models', () => {
  it('are listed with their hash, licence and state, and handed out in parts once they are here', async () => {
    const list = async () => JSON.parse((await ask('/models/local/index.json')).body.toString()) as unknown;
    const { id, file, bytes, sha256, licence } = smollm2;
    const known = { id, file, bytes, sha256, licence };
    expect(await list()).toEqual({ models: [{ ...known, state: 'absent', bytesSoFar: 0 }] });

    // The right size is what the server goes by; a sparse file has it at no cost.
    const handle = await open(join(folder, 'models', file), 'w');
    await handle.truncate(bytes);
    await handle.write('GGUF', 0);
    await handle.close();
    expect(await list()).toEqual({ models: [{ ...known, state: 'present', bytesSoFar: bytes }] });
    const answer = await ask(`/models/local/${file}`, { Range: 'bytes=0-3' });
    expect([answer.status, answer.body.toString()]).toEqual([206, 'GGUF']);
    expect(answer.headers['content-range']).toBe(`bytes 0-3/${bytes}`);
  });
});
