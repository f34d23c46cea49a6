// Fetching a model once: from a host that may be good, wrong, silent or gone, else from a wheel; under a lock.
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchModel, type Source } from '../../scripts/smollm2/fetch-model.mjs';
import { isLocked } from '../../scripts/smollm2/lock.mjs';
import { modelsFolder } from '../../scripts/smollm2/models-folder.mjs';
import { pathsOf, standingOf, writeProgress } from '../../scripts/smollm2/progress.mjs';
import { webSource } from '../../scripts/smollm2/web-source.mjs';
import { wheelSource, type DownloadWheel } from '../../scripts/smollm2/wheel-source.mjs';

const content = randomBytes(200_000);
const model = {
  id: 'tiny',
  file: 'tiny.gguf',
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
  licence: 'Apache-2.0',
};
const entry = 'package/tiny.gguf';
// Long enough for a busy machine: only what is silent on purpose may run into it.
const patience = { answerMs: 1000, silenceMs: 1000 };

let directory = '';
let host: Server | undefined;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'parley-models-'));
});
afterEach(async () => {
  host?.closeAllConnections();
  host?.close();
  host = undefined;
  await rm(directory, { recursive: true, force: true });
});

/** A host on this machine that answers as it is told. */
async function hostSource(listener: RequestListener): Promise<Source> {
  const server = createServer(listener);
  host = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the host has no port');
  return webSource('the host', `http://127.0.0.1:${address.port}/tiny.gguf`, patience);
}

const wheelWith =
  (level: 0 | 6, bytes: Uint8Array = content, name = entry): DownloadWheel =>
  async (folder) => {
    await writeFile(
      join(folder, 'tiny-1.0-py3-none-any.whl'),
      zipSync({ 'package/__init__.py': [], [name]: bytes } as never, { level }),
    );
    return { ok: true, value: undefined };
  };
const wheel = (download: DownloadWheel): Source =>
  wheelSource('the index', entry, download, { silenceMs: 1500, lookEveryMs: 20 });
const goodHost = (): Promise<Source> => hostSource((_request, response) => response.end(content));
const gone: Source = { name: 'nowhere', bring: () => Promise.resolve({ ok: false, why: 'nowhere is gone' }) };
const paths = () => pathsOf(directory, model);
const contentHere = () => readFile(paths().file);

describe('a good host', () => {
  it('gives the file, checked, with nothing left beside it', async () => {
    const seen: number[] = [];
    const sources = [await goodHost()];
    const outcome = await fetchModel({ model, directory, sources, onBytes: (bytes) => seen.push(bytes) });
    expect(outcome).toEqual({ kind: 'fetched', file: paths().file, from: 'the host' });
    expect((await contentHere()).equals(content)).toBe(true);
    expect(await readdir(directory)).toEqual(['tiny.gguf']);
    expect(seen.at(-1)).toBe(model.bytes);
    expect(await standingOf(directory, model)).toEqual({ state: 'present', bytesSoFar: model.bytes });
  });

  it('is asked once: a second fetch finds the file', async () => {
    let requests = 0;
    const source = await hostSource((_request, response) => {
      requests += 1;
      response.end(content);
    });
    await fetchModel({ model, directory, sources: [source] });
    const again = await fetchModel({ model, directory, sources: [source] });
    expect([again.kind, requests]).toEqual(['already here', 1]);
  });

  it.each([
    ['of the right size', Buffer.alloc(model.bytes)],
    ['cut short', content.subarray(0, 1000)],
  ])('replaces a damaged file %s, and says so', async (_what, damaged) => {
    await writeFile(paths().file, damaged);
    const said: string[] = [];
    const sources = [await goodHost()];
    const outcome = await fetchModel({ model, directory, sources, tell: (sentence) => said.push(sentence) });
    expect(outcome.kind).toBe('fetched');
    expect((await contentHere()).equals(content)).toBe(true);
    expect(said[0]).toMatch(/tiny\.gguf was damaged \(.+\) and is fetched anew\.$/);
  });
});

describe('a host that fails', () => {
  const wrong = randomBytes(model.bytes);
  const hosts: [string, RequestListener, RegExp][] = [
    [
      'sends another file',
      (_, response) => response.end(wrong),
      /sent is not the known file: its SHA-256 is another/,
    ],
    [
      'ends early',
      (_, response) => response.end(content.subarray(0, 5000)),
      /it has 5000 bytes instead of 200000/,
    ],
    [
      'sends too much',
      (_, response) => response.end(Buffer.concat([content, wrong])),
      /sends more than the file’s/,
    ],
    ['has no such file', (_, response) => response.writeHead(404).end(), /answered with status 404/],
    [
      'breaks off',
      (_, response) => void response.write(content, () => response.destroy()),
      /could not be read/,
    ],
    ['never answers', () => {}, /did not answer within 1 s/],
    [
      'falls silent',
      (_, response) => void response.write(content.subarray(0, 5000)),
      /fell silent after \d+ bytes/,
    ],
    [
      'only sends a head',
      (_, response) => response.writeHead(200).flushHeaders(),
      /fell silent before the first byte/,
    ],
  ];
  it.each(hosts)('because it %s leaves a reason and no file', async (_what, listener, why) => {
    const outcome = await fetchModel({ model, directory, sources: [await hostSource(listener)] });
    expect(outcome.kind === 'failed' ? outcome.why : outcome.kind).toMatch(why);
    expect(await readdir(directory)).toEqual(['tiny.gguf.progress.json']);
    expect(await standingOf(directory, model)).toMatchObject({
      state: 'failed',
      why: expect.stringMatching(why),
    });
  });

  it.each(hosts)('because it %s sends us on to the wheel', async (_what, listener) => {
    const sources = [await hostSource(listener), wheel(wheelWith(6))];
    const outcome = await fetchModel({ model, directory, sources });
    expect(outcome).toMatchObject({ kind: 'fetched', from: 'the index' });
    expect((await contentHere()).equals(content)).toBe(true);
    expect(await readdir(directory)).toEqual(['tiny.gguf']);
  });
});

describe('a wheel', () => {
  it.each([0, 6] as const)('is unpacked at compression %i', async (level) => {
    const outcome = await fetchModel({ model, directory, sources: [wheel(wheelWith(level))] });
    expect(outcome.kind).toBe('fetched');
    expect((await contentHere()).equals(content)).toBe(true);
  });

  const failing: [string, DownloadWheel, RegExp][] = [
    ['holds another file', wheelWith(6, randomBytes(model.bytes)), /its SHA-256 is another/],
    ['lacks the entry', wheelWith(6, content, 'package/other.gguf'), /it holds no package\/tiny\.gguf/],
    ['is not there', () => Promise.resolve({ ok: true, value: undefined }), /left no wheel/],
    [
      'cannot be had',
      () => Promise.resolve({ ok: false, why: 'there is no Python here' }),
      /there is no Python here/,
    ],
    [
      'never comes',
      (_folder, signal) =>
        new Promise((resolve) =>
          signal.addEventListener('abort', () => resolve({ ok: false, why: 'ended' })),
        ),
      /the index sent nothing for 1\.5 s/,
    ],
  ];
  it.each(failing)('that %s leaves a reason and no file', async (_what, download, why) => {
    const outcome = await fetchModel({ model, directory, sources: [wheel(download)] });
    expect(outcome.kind === 'failed' ? outcome.why : outcome.kind).toMatch(why);
    expect(await readdir(directory)).toEqual(['tiny.gguf.progress.json']);
  });

  it('reports how far its download is', async () => {
    const seen: number[] = [];
    const slow: DownloadWheel = async (folder, signal) => {
      await writeFile(join(folder, 'temporary'), content.subarray(0, 1234));
      await new Promise((resolve) => setTimeout(resolve, 100));
      return wheelWith(0)(folder, signal);
    };
    await fetchModel({ model, directory, sources: [wheel(slow)], onBytes: (bytes) => seen.push(bytes) });
    expect(seen).toContain(1234);
  });
});

describe('when every source fails', () => {
  it('all reasons are in one sentence', async () => {
    const second: Source = {
      ...gone,
      bring: () => Promise.resolve({ ok: false, why: 'elsewhere is gone too' }),
    };
    expect(await fetchModel({ model, directory, sources: [gone, second] })).toEqual({
      kind: 'failed',
      why: 'tiny.gguf could not be fetched: nowhere is gone; elsewhere is gone too.',
    });
  });

  it('a later fetch tries again and clears the reason', async () => {
    await fetchModel({ model, directory, sources: [gone] });
    await fetchModel({ model, directory, sources: [await goodHost()] });
    expect(await readdir(directory)).toEqual(['tiny.gguf']);
  });
});

describe('stopping', () => {
  it('ends at once and leaves nothing behind', async () => {
    const stop = new AbortController();
    const source = await hostSource((_request, response) => {
      response.write(content.subarray(0, 5000));
      setTimeout(() => stop.abort(), 50);
    });
    const outcome = await fetchModel({
      model,
      directory,
      sources: [source, wheel(wheelWith(6))],
      signal: stop.signal,
    });
    expect(outcome).toEqual({ kind: 'failed', why: 'The fetch was stopped.' });
    expect(await readdir(directory)).toEqual([]);
  });
});

/** The number of a process that has ended. */
async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await new Promise((resolve) => child.on('exit', resolve));
  return child.pid ?? 0;
}

describe('the lock', () => {
  it('of a living process keeps others away, and its progress is shown', async () => {
    await writeFile(paths().lock, String(process.pid));
    await writeProgress(paths().progress, { state: 'fetching', bytesSoFar: 77 });
    const sources = [await goodHost()];
    expect(await fetchModel({ model, directory, sources })).toEqual({ kind: 'being fetched' });
    expect(await standingOf(directory, model)).toEqual({ state: 'fetching', bytesSoFar: 77 });
  });

  it('of a process that has ended is taken over, and its progress is not believed', async () => {
    await writeFile(paths().lock, String(await endedProcess()));
    await writeFile(`${paths().file}.1.part`, 'left behind');
    await writeProgress(paths().progress, { state: 'fetching', bytesSoFar: 77 });
    expect(await standingOf(directory, model)).toEqual({ state: 'absent', bytesSoFar: 0 });
    const outcome = await fetchModel({ model, directory, sources: [await goodHost()] });
    expect(outcome.kind).toBe('fetched');
    expect(await readdir(directory)).toEqual(['tiny.gguf']);
  });

  it('that nobody has kept young is taken over, even if its number belongs to a living process', async () => {
    await writeFile(paths().lock, String(process.pid));
    await utimes(paths().lock, new Date(), new Date(Date.now() - 60_000));
    expect(await isLocked(paths().lock)).toBe(false);
    expect((await fetchModel({ model, directory, sources: [await goodHost()] })).kind).toBe('fetched');
  });

  it('lets one of many through', async () => {
    const sources = [await goodHost()];
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => fetchModel({ model, directory, sources })),
    );
    expect(outcomes.filter(({ kind }) => kind === 'fetched')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'failed')).toEqual([]);
  });
});

describe('the models folder', () => {
  const folders: [NodeJS.Platform, Record<string, string>, string][] = [
    ['linux', {}, join('/home/ada', '.cache', 'parley', 'models')],
    ['linux', { XDG_CACHE_HOME: '/cache' }, join('/cache', 'parley', 'models')],
    ['darwin', { XDG_CACHE_HOME: '/cache' }, join('/home/ada', 'Library', 'Caches', 'parley', 'models')],
    ['win32', { LOCALAPPDATA: '/local' }, join('/local', 'parley', 'models')],
    ['win32', {}, join('/home/ada', 'AppData', 'Local', 'parley', 'models')],
    ['linux', { PARLEY_MODELS: '/models' }, '/models'],
  ];
  it.each(folders)('on %s with %o is %s', (platform, environment, folder) => {
    expect(modelsFolder(environment, platform, '/home/ada')).toBe(folder);
  });

  it('that cannot be made is said', async () => {
    await writeFile(join(directory, 'file'), '');
    const outcome = await fetchModel({
      model,
      directory: join(directory, 'file', 'models'),
      sources: [gone],
    });
    expect(outcome).toMatchObject({
      kind: 'failed',
      why: expect.stringContaining('cannot be written (ENOTDIR)'),
    });
  });
});
