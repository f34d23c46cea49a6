// Owns the engines of this tab: what is loading, what is loaded, what failed. One engine worker a model; two roles played by
// one model share its engine.
import { catalogue, findModel, type CatalogueModel } from '../../../src/engine/catalogue.ts';
import { mirrored } from '../../../src/engine/catalogue-mirror.ts';
import { deleteAllKept, deleteKept } from '../../../src/engine/kept.ts';
import type { Answer, Ask, LoadProgress, Message, Stop, Store } from '../../../src/core/ports.ts';
import type { ModelChoice, PromptForm } from '../../../src/core/run/plan.ts';
import type { Cast } from '../../../src/core/run/surroundings.ts';
import { Broken, troubleOf } from '../../../src/core/trouble.ts';
import { loadHosted, type EngineHost, type HostOptions } from '../../engine/engine-host.ts';
import { originOf } from '../../../src/engine/own/own-model.ts';
import { Stopper } from '../../stopper.ts';
import type { StudioEvent } from '../../studio-api.ts';
import type { EndpointTrial, ModelRow, ModelState, Proposal } from '../../studio-api/models.ts';
import { tellTraffic, type Traffic } from '../../gate/traffic.ts';
import { studioRoot } from '../origin.ts';
import { BrowserModel } from './browser-model.ts';
import { Mirror } from './catalogue-mirror.ts';
import type { Casting } from './casting.ts';
import { Endpoints } from './endpoints.ts';
import { FetchRate } from './fetch-rate.ts';
import { machineOf, threadsHere } from './machine.ts';
import { OwnModels } from './own-models.ts';
import { propose } from './proposal.ts';
import { withRoom } from './room.ts';
import { formsOf, rowsOf } from './situations.ts';
import { keyOf, newSlot, type Slot } from './slot.ts';
import { measuringAsk, tried } from './short-asks.ts';
import { TrafficBook } from './traffic.ts';
import { rememberHabits } from './habits.ts';

/** Where workers and files come from, where it is not the studio's own: a test counts them. */
type Hosting = Partial<Pick<HostOptions, 'root' | 'makeWorker'>>;

export class Models {
  readonly #store: Store;
  readonly #tell: (event: StudioEvent) => void;
  readonly #hosting: Hosting;
  readonly #slots = new Map<string, Slot>();
  #learned: Promise<unknown> = Promise.resolve();
  readonly endpoints: Endpoints;
  readonly own: OwnModels;
  readonly mirror: Mirror;
  readonly browser = new BrowserModel();
  readonly traffic: TrafficBook;

  constructor(store: Store, tell: (event: StudioEvent) => void, hosting: Hosting = {}) {
    this.#store = store;
    this.#tell = tell;
    this.#hosting = hosting;
    this.endpoints = new Endpoints(store);
    this.own = new OwnModels(store);
    this.mirror = new Mirror(store);
    this.traffic = new TrafficBook(store);
    tellTraffic((traffic) => this.traffic.add(traffic));
  }

  async rows(): Promise<ModelRow[]> {
    return this.#rowsOf(await this.all());
  }

  /** One short call to a model on a server, with its odds where it is said to give them. */
  async tryEndpoint(choice: ModelChoice): Promise<EndpointTrial> {
    return tried(await this.#host(choice));
  }

  /** What was loaded of a server whose settings have changed is loaded anew. */
  async letGoOfEndpoint(id: string): Promise<void> {
    for (const model of (await this.endpoints.find(id)).models)
      await this.unload({ engine: 'endpoint', model: `${id}/${model}` });
  }

  async find(choice: ModelChoice): Promise<CatalogueModel | undefined> {
    return findModel(choice) ?? (await this.all()).find((one) => keyOf(one.choice) === keyOf(choice));
  }

  /** Those that the studio picks out, the rest of web-llm's, those that the person added, and those on servers. */
  async all(): Promise<readonly CatalogueModel[]> {
    const { otherWebLlmModels } = await import('../../../src/engine/catalogue-web-llm-others.ts');
    const [own, served] = await Promise.all([this.own.models(), this.endpoints.models()]);
    return [...catalogue, ...otherWebLlmModels, ...this.browser.models(), ...own, ...served];
  }

  /** How fast a loaded model reads and writes here; its answers teach it, so that it is enough to ask. */
  async measure(choice: ModelChoice): Promise<void> {
    const host = await this.#host(choice);
    await host.complete(measuringAsk, () => undefined, new Stopper());
    await this.#learned;
    await this.#show(choice);
  }

  /** What is loaded stays in memory until it is unloaded. */
  async deleteAllFiles(): Promise<void> {
    for (const { choice } of await this.all()) if (this.#slots.has(keyOf(choice))) await this.unload(choice);
    // Of a model that came from the disk nothing is left to load.
    for (const model of await this.own.models())
      if (originOf(model) === 'disk') await this.forgetOwn(model.choice);
    await deleteAllKept();
  }

  async proposal(): Promise<Proposal> {
    const [machine, rows, promptForm] = await Promise.all([
      machineOf(this.#store),
      this.rows(),
      this.promptForms(),
    ]);
    return propose({ machine, rows: rows.filter(({ recommended, own }) => recommended && !own), promptForm });
  }

  async load(choice: ModelChoice): Promise<void> {
    await this.#host(choice);
  }

  async unload(choice: ModelChoice): Promise<void> {
    const slot = this.#slots.get(keyOf(choice));
    this.#slots.delete(keyOf(choice));
    slot?.stopper.pull();
    await slot?.host?.unload();
    await this.#show(choice);
  }

  async deleteFiles(choice: ModelChoice): Promise<void> {
    await this.unload(choice);
    const model = await this.find(choice);
    if (model) await deleteKept(model, studioRoot);
    this.#tell({ kind: 'changed', what: 'models', projectId: null });
  }

  /** A model that the person added, and what is kept of its files. */
  async forgetOwn(choice: ModelChoice): Promise<void> {
    await this.deleteFiles(choice);
    await this.own.forget(choice.model.slice('own/'.length));
    this.#tell({ kind: 'changed', what: 'models', projectId: null });
  }

  async promptForms(): Promise<(choice: ModelChoice) => PromptForm> {
    return formsOf(await this.all());
  }

  /** A model for a question that belongs to no run. */
  engine(choice: ModelChoice, stop: Stop): Promise<EngineHost> {
    return this.#host(choice, stop);
  }

  /** null where the model is not loaded just now, or does not tell. */
  async countTokens(choice: ModelChoice, messages: readonly Message[]): Promise<number | null> {
    const host = this.#slots.get(keyOf(choice))?.host;
    return host && !host.lost ? host.countTokens(messages) : null;
  }

  /** Loads a model when it is first asked for. In phases one of two models makes room for the other. */
  cast({ generator, critic, order }: Casting, stop: Stop): Cast {
    const inTurn = order === 'in phases' && critic && generator && keyOf(critic) !== keyOf(generator);
    const engineFor = async (choice: ModelChoice | null, other: ModelChoice | null) => {
      if (!choice) throw new Error('A model was asked for that is not in the plan.');
      if (inTurn && other && this.#slots.has(keyOf(other))) await this.unload(other);
      return this.#host(choice, stop);
    };
    return {
      generator: () => engineFor(generator, critic),
      critic: () => engineFor(critic, generator),
      callsAtOnce: () =>
        Math.max(
          ...[generator, critic].map(
            (choice) => (choice && this.#slots.get(keyOf(choice))?.host?.callsAtOnce) ?? 1,
          ),
        ),
    };
  }

  /** Forgets engines that were lost, so that `cast` loads them anew. */
  async dropLost({ generator, critic }: Casting): Promise<void> {
    for (const choice of [generator, critic]) {
      if (choice && this.#slots.get(keyOf(choice))?.host?.lost) await this.unload(choice);
    }
  }

  async #host(choice: ModelChoice, stop?: Stop): Promise<EngineHost> {
    const known = this.#slots.get(keyOf(choice));
    const usable = known && known.state.kind !== 'unavailable' && !known.host?.lost;
    const slot = usable ? known : this.#begin(choice);
    const forget = stop?.onStop(() => slot.host === null && slot.stopper.pull());
    try {
      return await slot.loading;
    } finally {
      forget?.();
    }
  }

  #begin(choice: ModelChoice): Slot {
    const stopper = new Stopper();
    const rate = new FetchRate();
    const onProgress = (progress: LoadProgress) => {
      const bytesPerSecond = progress.stage === 'fetching' ? rate.next(progress.bytes, Date.now()) : null;
      this.#set(choice, slot, { kind: 'loading', progress, bytesPerSecond });
    };
    const onAnswer = (answer: Answer, ask: Ask) => this.#measure(choice, slot, answer, ask);
    // What died must not be shown as loaded, whoever had asked it.
    const onEnd = () => void this.#show(choice);
    const heard = { onProgress, onAnswer, onEnd };
    const surroundings = { root: studioRoot, threads: threadsHere(), ...heard, stop: stopper };
    const onTraffic = (traffic: readonly Traffic[]) => this.traffic.add(traffic);
    const slot = newSlot(stopper, this.#loadHosted(choice, { ...surroundings, onTraffic }));
    this.#slots.set(keyOf(choice), slot);
    void this.#follow(choice, slot);
    return slot;
  }

  async #loadHosted(choice: ModelChoice, options: Omit<HostOptions, 'model'>): Promise<EngineHost> {
    const found = await this.find(choice);
    if (!found) throw new Broken({ kind: 'gone', what: 'model' });
    const [row] = await this.#rowsOf([found]);
    const { files } = found;
    const key = files.kind === 'endpoint' ? await this.endpoints.keyOf(files.endpoint.id) : null;
    const inPage = files.kind === 'browser' ? await this.browser.worker() : null;
    const model = mirrored(found, await this.mirror.current());
    const hosting = inPage ? { makeWorker: () => inPage } : this.#hosting;
    return withRoom(found, row?.cached !== false, () => loadHosted({ ...options, ...hosting, model, key }));
  }

  async #follow(choice: ModelChoice, slot: Slot): Promise<void> {
    try {
      slot.host = await slot.loading;
      this.#set(choice, slot, { kind: 'loaded', decodeTokensPerSecond: null });
    } catch (thrown) {
      const trouble = thrown instanceof Broken ? thrown.trouble : troubleOf(thrown);
      if (trouble.kind !== 'stopped') return this.#set(choice, slot, { kind: 'unavailable', trouble });
      if (this.#slots.get(keyOf(choice)) === slot) this.#slots.delete(keyOf(choice));
      await this.#show(choice);
    }
  }

  #set(choice: ModelChoice, slot: Slot, state: ModelState): void {
    const sameKind = slot.state.kind === state.kind;
    slot.state = state;
    if (this.#slots.get(keyOf(choice)) !== slot) return;
    // Bytes and speeds come thick and fast; a person reads a few a second.
    if (sameKind && Date.now() - slot.shownAt < betweenShowsMilliseconds) return;
    slot.shownAt = Date.now();
    void this.#show(choice);
  }

  #measure(choice: ModelChoice, slot: Slot, answer: Answer, ask: Ask): void {
    const { decodeTokensPerSecond = null } = answer;
    if (slot.host && decodeTokensPerSecond !== null)
      this.#set(choice, slot, { kind: 'loaded', decodeTokensPerSecond });
    // Nobody waits for it, and nothing is lost without it.
    this.#learned = rememberHabits(this.#store, choice, ask, answer).catch((thrown: unknown) =>
      console.warn(thrown),
    );
  }

  #stateOf(choice: ModelChoice): ModelState | null {
    const slot = this.#slots.get(keyOf(choice));
    return slot && !slot.host?.lost ? slot.state : null;
  }

  async #show(choice: ModelChoice): Promise<void> {
    const model = await this.find(choice);
    const [row] = model ? await this.#rowsOf([model]) : [];
    if (row) this.#tell({ kind: 'model', row });
  }

  #rowsOf(models: readonly CatalogueModel[]): Promise<ModelRow[]> {
    const { state } = this.browser;
    return rowsOf(models, this.#store, state, (choice) => this.#stateOf(choice));
  }
}

const betweenShowsMilliseconds = 200;
