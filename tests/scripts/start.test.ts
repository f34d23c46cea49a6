// `npm start`: what it understands, what it finds running, and when it installs and builds.
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createRawServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStudioServer } from '../../scripts/server.mjs';
import { stateOfBuilt } from '../../scripts/setup/build.mjs';
import { installedIsWanted, sentenceForFailedInstall } from '../../scripts/setup/install.mjs';
import { versionSatisfies } from '../../scripts/setup/node-version.mjs';
import { whoAnswers } from '../../scripts/start/identity.mjs';
import { openingCommand } from '../../scripts/start/open-browser.mjs';
import { joinRunningStudio } from '../../scripts/start/studio.mjs';
import { parseStartWish } from '../../scripts/start/wish.mjs';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-start-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the words of npm start', () => {
  const understood: [string[], Record<string, string>, { port: number; open: boolean }][] = [
    [[], {}, { port: 4750, open: true }],
    [['--no-open'], {}, { port: 4750, open: false }],
    [['--port', '4999'], {}, { port: 4999, open: true }],
    [['--port=4999', '--no-open'], {}, { port: 4999, open: false }],
    [[], { PARLEY_PORT: '5000' }, { port: 5000, open: true }],
    [['--port', '4999'], { PARLEY_PORT: '5000' }, { port: 4999, open: true }],
  ];
  it.each(understood)('%j with %o mean %o', (words, environment, wish) => {
    expect(parseStartWish(words, environment)).toEqual({ ok: true, value: wish });
  });

  const refused: [string[], Record<string, string>, string][] = [
    [['--port'], {}, '"" is not a port'],
    [['--port', '0'], {}, '"0" is not a port'],
    [['--port', '65536'], {}, '"65536" is not a port'],
    [['--port', '80a'], {}, '"80a" is not a port'],
    [[], { PARLEY_PORT: 'high' }, '"high" is not a port'],
    [['--prot', '80'], {}, 'does not know "--prot"'],
  ];
  it.each(refused)('%j with %o are refused with a sentence', (words, environment, why) => {
    const wish = parseStartWish(words, environment);
    expect(wish.ok ? 'understood' : wish.why).toContain(why);
  });
});

describe('what answers at the port', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    server = undefined;
  });

  async function listen(other: Server): Promise<number> {
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    if (typeof address !== 'object' || address === null) throw new Error('no port');
    return address.port;
  }
  const program = async (listener: RequestListener): Promise<number> =>
    listen((server = createServer(listener)));

  it('is nothing, where nobody listens', async () => {
    const port = await program(() => {});
    await new Promise((resolve) => server?.close(resolve));
    expect(await whoAnswers(`http://127.0.0.1:${port}`, folder)).toBe('nothing');
  });

  it('is this studio, or one of another folder; a second start joins either, without opening unasked', async () => {
    const said = vi.spyOn(console, 'log').mockImplementation(() => {});
    const studio = await createStudioServer({ root: folder, modelsDirectory: folder });
    try {
      expect(await whoAnswers(studio.origin, folder)).toBe('this studio');
      expect(await whoAnswers(studio.origin, join(folder, 'other'))).toBe('another studio');
      expect(await joinRunningStudio(studio.origin, studio.port, false, folder)).toBe(true);
      expect(await joinRunningStudio(studio.origin, studio.port, false, join(folder, 'other'))).toBe(true);
      const sentences = said.mock.calls.map(([sentence]) => String(sentence));
      expect(sentences[0]).toBe(`The studio runs already, at ${studio.origin}`);
      expect(sentences[1]).toContain('A studio from another folder runs already');
    } finally {
      said.mockRestore();
      await studio.close();
    }
  });

  const others: [string, RequestListener][] = [
    ['a web server without the identity', (_, response) => response.writeHead(404).end('no')],
    ['a web server that says anything', (_, response) => response.end('{"studio":"theatre"}')],
    ['a web server that says null', (_, response) => response.end('null')],
    ['a program that never answers', () => {}],
  ];
  it.each(others)('is something else for %s', async (_what, listener) => {
    const port = await program(listener);
    const origin = `http://127.0.0.1:${port}`;
    expect(await whoAnswers(origin, folder, 200)).toBe('something else');
  });

  it('is something else for a program that is no web server, and the sentence names the next step', async () => {
    const raw = createRawServer((socket) => socket.end('220 mail\r\n', () => socket.destroy()));
    await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve));
    const address = raw.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const joining = joinRunningStudio(`http://127.0.0.1:${port}`, port, false, folder);
    await expect(joining).rejects.toThrow(`npm start -- --port ${port + 1}`);
    await new Promise((resolve) => raw.close(resolve));
  });
});

describe('opening a browser', () => {
  const commands: [NodeJS.Platform, string][] = [
    ['linux', 'xdg-open http://127.0.0.1:4750'],
    ['darwin', 'open http://127.0.0.1:4750'],
    ['win32', 'cmd /c start "" http://127.0.0.1:4750'],
  ];
  it.each(commands)('on %s runs "%s"', (platform, command) => {
    const { program, arguments: words } = openingCommand('http://127.0.0.1:4750', platform);
    expect([program, ...words].join(' ')).toBe(command);
  });
});

describe('Node', () => {
  it.each([
    ['20.19.0', true],
    ['20.20.2', true],
    ['22.0.0', true],
    ['20.9.9', false],
    ['18.99.0', false],
  ])('%s is new enough for >=20.19: %s', (running, enough) => {
    expect(versionSatisfies(running, '>=20.19')).toBe(enough);
  });
});

describe('the packages', () => {
  const wanted = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b-win32': { version: '2.0.0', optional: true },
    },
  };
  const a = { version: '1.0.0' };
  const cases: [string, Record<string, { version: string }>, boolean][] = [
    ['all that this system needs', { 'node_modules/a': a }, true],
    ['more than that', { 'node_modules/a': a, 'node_modules/c': a }, true],
    ['none', {}, false],
    ['another version', { 'node_modules/a': { version: '1.0.1' } }, false],
    ['another version of an optional one', { 'node_modules/a': a, 'node_modules/b-win32': a }, false],
  ];
  it.each(cases)('with %s installed (%j) are what is wanted: %s', (_what, packages, answer) => {
    expect(installedIsWanted(wanted, { packages })).toBe(answer);
  });

  it.each([
    ['npm error code ENOTFOUND\nnpm error network …', 'npm could not reach its package registry (ENOTFOUND)'],
    ['npm ERR! code EAI_AGAIN', 'npm could not reach its package registry (EAI_AGAIN)'],
    ['npm error code EACCES', 'npm ci failed (EACCES)'],
    ['', 'npm ci failed;'],
  ])('that fail with %j are told as "%s"', (complaints, sentence) => {
    expect(sentenceForFailedInstall(complaints)).toContain(sentence);
  });
});

describe('the build', () => {
  it('is needed when its result is missing, or older than any source, or a source was deleted', async () => {
    const source = join(folder, 'source');
    const inner = join(source, 'inner');
    const result = join(folder, 'index.html');
    await mkdir(inner, { recursive: true });
    await writeFile(join(inner, 'a.ts'), '');
    const setAge = (path: string, seconds: number) =>
      utimes(path, new Date(), new Date(Date.now() - seconds * 1000));
    const state = () => stateOfBuilt(result, [source, join(folder, 'not there')]);
    expect(await state()).toBe('missing');

    await writeFile(result, '');
    for (const path of [join(inner, 'a.ts'), inner, source]) await setAge(path, 60);
    expect(await state()).toBe('current');
    await setAge(join(inner, 'a.ts'), -60);
    expect(await state()).toBe('older');
    await rm(join(inner, 'a.ts'));
    await setAge(inner, -60);
    expect(await state()).toBe('older');
  });
});
