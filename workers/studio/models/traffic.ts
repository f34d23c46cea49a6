// Owns how much went to each host and came from it, in all since the browser first opened the studio.
import type { Store } from '../../../src/core/ports.ts';
import type { Traffic } from '../../gate/traffic.ts';
import type { HostTraffic } from '../../studio-api/models.ts';
import { listOf } from '../pages.ts';

const prefix = 'traffic ';

export class TrafficBook {
  readonly #store: Store;
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: Store) {
    this.#store = store;
  }

  /** One telling after the other, so that none is lost. */
  add(traffic: readonly Traffic[]): void {
    this.#last = this.#last.then(() => this.#add(traffic)).catch((thrown: unknown) => console.warn(thrown));
  }

  async hosts(): Promise<readonly HostTraffic[]> {
    await this.#last;
    const settings = await listOf(this.#store, 'setting', '');
    return settings
      .filter(({ id }) => id.startsWith(prefix))
      .map(({ value }) => value as HostTraffic)
      .sort((a, b) => b.lastAt - a.lastAt);
  }

  async #add(traffic: readonly Traffic[]): Promise<void> {
    for (const { host, bytesOut, bytesIn } of traffic) {
      const id = prefix + host;
      const known = (await this.#store.read('setting', '', id))?.value as HostTraffic | undefined;
      const value: HostTraffic = {
        host,
        bytesOut: (known?.bytesOut ?? 0) + bytesOut,
        bytesIn: (known?.bytesIn ?? 0) + bytesIn,
        lastAt: Date.now(),
      };
      await this.#store.write([{ put: 'setting', item: { owner: '', id, value } }]);
    }
  }
}
