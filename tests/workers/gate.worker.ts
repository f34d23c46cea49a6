// A worker behind the gate that tries whatever address it is sent, by the way it is told.
import '../../workers/gate/gate.ts';
import { troubleOf } from '../../src/core/trouble.ts';

const ways: Record<string, (address: string) => Promise<unknown>> = {
  fetch: async (address) => (await fetch(address)).status,
  request: async (address) => (await fetch(new Request(address))).status,
  'Cache.add': async (address) => (await caches.open('gate')).add(address),
  'Cache.addAll': async (address) => (await caches.open('gate')).addAll([address]),
  XMLHttpRequest: async () => new XMLHttpRequest(),
  WebSocket: async (address) => new WebSocket(address),
  EventSource: async (address) => new EventSource(address),
};

addEventListener('message', async (event: MessageEvent<{ way: string; address: string }>) => {
  const { way, address } = event.data;
  try {
    postMessage({ passed: (await ways[way]?.(address)) ?? null });
  } catch (thrown) {
    postMessage({ refused: troubleOf(thrown) });
  }
});
