// Owns the servers that the person added, and their keys. A key stays in this worker's memory, and the page hands it over again
// after a reload; one that is to be remembered lies in the settings of this browser, which leave with no export.
import type { Store } from '../../../src/core/ports.ts';
import { Broken } from '../../../src/core/trouble.ts';
import type { CatalogueModel, Endpoint } from '../../../src/engine/catalogue.ts';
import { allowEndpoint } from '../../gate/gate.ts';
import type { EndpointRow, KeyChange, ProbedEndpoint } from '../../studio-api/models.ts';
import { listOf } from '../pages.ts';

const prefix = 'endpoint ';
const keyPrefix = 'endpoint-key ';

export class Endpoints {
  readonly #store: Store;
  readonly #keys = new Map<string, string>();

  constructor(store: Store) {
    this.#store = store;
  }

  async rows(): Promise<readonly EndpointRow[]> {
    const settings = await listOf(this.#store, 'setting', '');
    const remembered = new Set(settings.map(({ id }) => id));
    return settings
      .filter(({ id }) => id.startsWith(prefix))
      .map(({ value }) => value as Endpoint)
      .map((endpoint) => ({
        ...endpoint,
        key: remembered.has(keyPrefix + endpoint.id)
          ? 'remembered'
          : this.#keys.has(endpoint.id)
            ? 'in this session'
            : 'none',
      }));
  }

  async models(): Promise<readonly CatalogueModel[]> {
    return (await this.rows()).flatMap(({ key: _, ...endpoint }) =>
      endpoint.models.map((model) => modelOf(endpoint, model)),
    );
  }

  async keyOf(id: string): Promise<string | null> {
    const session = this.#keys.get(id);
    if (session !== undefined) return session;
    const kept = await this.#store.read('setting', '', keyPrefix + id);
    return (kept?.value as string | undefined) ?? null;
  }

  /** What is there, before it is added. `key` null: the one that is known of `id`, if any. */
  async probe(baseUrl: string, id: string | null, key: string | null): Promise<ProbedEndpoint> {
    const [{ readBaseUrl }, { probe }] = await Promise.all([
      import('../../../src/engine/endpoint/base-url.ts'),
      import('../../../src/engine/endpoint/probe.ts'),
    ]);
    const read = readBaseUrl(baseUrl);
    if (!read.ok) return { kind: 'no address', problem: read.problem };
    allowEndpoint(read.value);
    const used = key ?? (id === null ? null : await this.keyOf(id));
    const found = await probe(read.value, used, AbortSignal.timeout(probeMilliseconds));
    return { kind: 'found', baseUrl: read.value, ...found };
  }

  async save(endpoint: Endpoint, key: KeyChange): Promise<void> {
    const { id } = endpoint;
    await this.#store.write([{ put: 'setting', item: { owner: '', id: prefix + id, value: endpoint } }]);
    if (key.kind === 'keep') return;
    this.#keys.set(id, key.key);
    await this.#store.write([
      key.remember
        ? { put: 'setting', item: { owner: '', id: keyPrefix + id, value: key.key } }
        : { remove: 'setting', owner: '', id: keyPrefix + id },
    ]);
  }

  takeKey(id: string, key: string): void {
    this.#keys.set(id, key);
  }

  async forget(id: string): Promise<void> {
    this.#keys.delete(id);
    await this.#store.write([
      { remove: 'setting', owner: '', id: prefix + id },
      { remove: 'setting', owner: '', id: keyPrefix + id },
    ]);
  }

  async find(id: string): Promise<Endpoint> {
    const known = await this.#store.read('setting', '', prefix + id);
    if (!known) throw new Broken({ kind: 'gone', what: 'model' });
    return known.value as Endpoint;
  }
}

/** A server that is there lists its models at once, but for one that wakes first. */
const probeMilliseconds = 20_000;

/** The name of a model on a server is a choice of its own: two servers may have the same. */
const modelOf = (endpoint: Endpoint, model: string): CatalogueModel => ({
  choice: { engine: 'endpoint', model: `${endpoint.id}/${model}` },
  name: model,
  roles: ['generator', 'critic'],
  family: endpoint.name,
  parameters: '',
  quantisation: endpoint.name,
  downloadBytes: 0,
  bytesAreReckoned: false,
  memoryMegabytes: 0,
  contextTokens: endpoint.contextTokens,
  licence: 'As its provider says',
  embedded: false,
  requiredFeatures: [],
  caveat: { passesThrough: new URL(endpoint.baseUrl).host },
  promptForm: 'instruct',
  promptsEditable: true,
  files: { kind: 'endpoint', endpoint, model },
});
