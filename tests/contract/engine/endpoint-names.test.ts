// By which names a server on this machine is called, so that a browser opens more than six connections to it.
import { describe, expect, test } from 'vitest';
import { Names, namesOf, otherNames } from '../../../src/engine/endpoint/names.ts';

/** Nothing listens there. */
const server = { baseUrl: 'http://127.0.0.1:9/v1', callsAtOnce: 32 };

describe('The names of a server', () => {
  test.each([
    ['http://127.0.0.1:8000/v1', 32, 6],
    ['http://localhost/v1', 7, 2],
    ['http://127.0.0.1:8000/v1', 6, 0],
    ['https://127.0.0.1:8000/v1', 32, 0],
    ['https://api.example.com/v1', 32, 0],
  ])('%s with %i calls at once has %i below localhost', (address, callsAtOnce, count) => {
    const names = otherNames(address, callsAtOnce, 'parley-a');
    expect(names).toHaveLength(count);
    const { port, pathname } = new URL(address);
    for (const name of names.map((text) => new URL(text)))
      expect([name.protocol, name.port, name.pathname]).toEqual(['http:', port, pathname]);
    expect(new Set(names.map((name) => new URL(name).hostname)).size).toBe(count);
  });

  test('share its calls, each holding its name until the answer has been read', async () => {
    const names = new Names(['a', 'b']);
    const taken: string[] = [];
    const open: (() => void)[] = [];
    const send = (name: string) => {
      taken.push(name);
      return new Promise<void>((resume) => open.push(resume));
    };
    const [first] = [names.through(send), names.through(send), names.through(send)];
    open[0]?.();
    await first;
    void names.through(send);
    void names.through(send);
    expect(taken).toEqual(['a', 'b', 'a', 'a', 'b']);
  });

  test('are given back by a call that failed', async () => {
    const names = new Names(['a', 'b']);
    await expect(names.through(() => Promise.reject(new Error('cut')))).rejects.toThrow('cut');
    expect(await names.through((name) => Promise.resolve(name))).toBe('a');
  });

  test('are not used in a browser that would ask the network for them', async () => {
    const safari =
      'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15';
    const names = await namesOf({ ...server, callsAtOnce: 32 }, null, safari);
    expect(await names.through((name) => Promise.resolve(name))).toBe(server.baseUrl);
  });

  test('are not used where the server does not answer to them', async () => {
    const closed = { ...server, callsAtOnce: 32 };
    const names = await namesOf(closed, null, 'Chrome/150.0.0.0');
    expect(await names.through((name) => Promise.resolve(name))).toBe(closed.baseUrl);
  });
});
