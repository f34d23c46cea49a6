import { describe, expect, it, vi } from 'vitest';
import { MemoryStore } from '../../src/store/memory/memory-store.ts';
import { countTraffic, tellTraffic, type Traffic } from '../../workers/gate/traffic.ts';
import { TrafficBook } from '../../workers/studio/models/traffic.ts';

describe('what goes to other hosts', () => {
  it('is told host by host, once each byte, however it was counted', async () => {
    countTraffic('before.test', 1, 2);
    const told: Traffic[] = [];
    tellTraffic((traffic) => told.push(...traffic));
    for (let piece = 0; piece < 50; piece += 1) countTraffic('models.test', 0, 1000);
    countTraffic('server.test', 300, 0);
    await vi.waitFor(() => expect(told.length).toBe(3));
    expect(told).toEqual([
      { host: 'before.test', bytesOut: 1, bytesIn: 2 },
      { host: 'models.test', bytesOut: 0, bytesIn: 50_000 },
      { host: 'server.test', bytesOut: 300, bytesIn: 0 },
    ]);
  });

  it('is added up for each host, beyond one sitting', async () => {
    const store = new MemoryStore();
    const book = new TrafficBook(store);
    book.add([{ host: 'server.test', bytesOut: 10, bytesIn: 20 }]);
    book.add([{ host: 'server.test', bytesOut: 1, bytesIn: 2 }]);
    await book.hosts();
    const later = new TrafficBook(store);
    later.add([{ host: 'models.test', bytesOut: 5, bytesIn: 5 }]);
    expect(await later.hosts()).toEqual(
      expect.arrayContaining([
        { host: 'server.test', bytesOut: 11, bytesIn: 22, lastAt: expect.any(Number) },
        { host: 'models.test', bytesOut: 5, bytesIn: 5, lastAt: expect.any(Number) },
      ]),
    );
  });
});
