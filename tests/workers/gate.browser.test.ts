import { afterAll, describe, expect, it } from 'vitest';

const worker = new Worker(new URL('./gate.worker.ts', import.meta.url), { type: 'module' });
afterAll(() => worker.terminate());

const attempt = (way: string, address: string): Promise<unknown> =>
  new Promise((resolve) => {
    worker.addEventListener('message', (event) => resolve(event.data), { once: true });
    worker.postMessage({ way, address });
  });

describe('a worker behind the gate', () => {
  it('reaches its own origin', async () => {
    expect(await attempt('fetch', '/icon.svg')).toEqual({ passed: 200 });
  });

  it.each(['fetch', 'request', 'Cache.add', 'Cache.addAll'])(
    'is refused a foreign host by %s, with the host’s name',
    async (way) => {
      expect(await attempt(way, 'https://example.com/x')).toEqual({
        refused: { kind: 'host-not-allowed', host: 'example.com' },
      });
    },
  );

  it.each(['XMLHttpRequest', 'WebSocket', 'EventSource'])(
    'has no %s that would pass beside it',
    async (way) => {
      expect(await attempt(way, 'https://example.com/x')).toMatchObject({ refused: { kind: 'unexpected' } });
    },
  );
});
