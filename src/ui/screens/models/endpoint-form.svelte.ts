// Owns a server while it is being added or edited: what is typed, what was found there, and whether it can be saved.
import type { EndpointRow, KeyChange, ProbedEndpoint } from '../../../../workers/studio-api/models.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { keepForSession } from '../../session-keys.ts';
import { studio } from '../../studio.ts';
import { hostOf, idFor } from './endpoint-names.ts';

type Found = Extract<ProbedEndpoint, { kind: 'found' }>;

const usualContext = 8192;
/** What Ollama has unless it was told otherwise; its list does not say. */
const ollamaContext = 4096;

export class EndpointForm {
  readonly attempt = new Attempt();
  /** null: it is being added. */
  readonly known: EndpointRow | null;
  address = $state('');
  key = $state('');
  remember = $state(false);
  name = $state('');
  dialect: EndpointRow['dialect'] = $state('plain');
  callsAtOnce = $state(4);
  contextTokens = $state(usualContext);
  givesProbabilities = $state(false);
  chosen: readonly string[] = $state.raw([]);
  found: Found | null = $state.raw(null);
  addressProblem: Extract<ProbedEndpoint, { kind: 'no address' }>['problem'] | null = $state(null);

  readonly callsAreFine = $derived(isWhole(this.callsAtOnce, 1, 256));
  readonly contextIsFine = $derived(isWhole(this.contextTokens, 512, 10_000_000));
  readonly canSave = $derived(
    this.found !== null &&
      this.name.trim() !== '' &&
      this.chosen.length > 0 &&
      this.callsAreFine &&
      this.contextIsFine,
  );

  constructor(known: EndpointRow | null) {
    this.known = known;
    if (!known) return;
    this.address = known.baseUrl;
    this.remember = known.key === 'remembered';
    this.name = known.name;
    this.dialect = known.dialect;
    this.callsAtOnce = known.callsAtOnce;
    this.contextTokens = known.contextTokens;
    this.givesProbabilities = known.givesProbabilities;
    this.chosen = known.models;
    // What it offers can be edited without asking it again.
    const models = known.models.map((id) => ({ id, contextTokens: null }));
    this.found = { kind: 'found', baseUrl: known.baseUrl, models, dialect: known.dialect };
  }

  async look(): Promise<void> {
    this.addressProblem = null;
    const key = this.key === '' ? null : this.key;
    const probed = await this.attempt.at('look', () =>
      studio.probeEndpoint(this.address, this.known?.id ?? null, key),
    );
    if (probed?.kind === 'no address') this.addressProblem = probed.problem;
    if (probed?.kind === 'found') this.#take(probed);
  }

  #take(found: Found): void {
    const isFirst = this.found === null;
    this.found = found;
    this.address = found.baseUrl;
    const listed = found.models.map(({ id }) => id);
    this.chosen = this.chosen.filter((id) => listed.includes(id));
    if (!isFirst) return;
    const [only] = found.models;
    if (this.chosen.length === 0 && only && listed.length === 1) this.chosen = listed;
    if (this.name === '') this.name = hostOf(found.baseUrl);
    this.dialect = found.dialect;
    this.givesProbabilities = found.dialect !== 'plain';
    this.contextTokens =
      found.models.find(({ contextTokens }) => contextTokens)?.contextTokens ??
      (found.dialect === 'ollama' ? ollamaContext : usualContext);
  }

  toggle(model: string): void {
    this.chosen = this.chosen.includes(model)
      ? this.chosen.filter((one) => one !== model)
      : [...this.chosen, model];
  }

  /** Whether it was saved. */
  async save(others: readonly EndpointRow[]): Promise<boolean> {
    const { found } = this;
    if (!found || !this.canSave) return false;
    const endpoint: Omit<EndpointRow, 'key'> = {
      id: this.known?.id ?? idFor(this.name, others),
      name: this.name.trim(),
      baseUrl: found.baseUrl,
      dialect: this.dialect,
      callsAtOnce: this.callsAtOnce,
      contextTokens: this.contextTokens,
      givesProbabilities: this.givesProbabilities,
      models: [...this.chosen],
    };
    const key: KeyChange =
      this.key === '' ? { kind: 'keep' } : { kind: 'set', key: this.key, remember: this.remember };
    const saved = await this.attempt.at('save', async () => {
      await studio.saveEndpoint(endpoint, key);
      if (key.kind === 'set') keepForSession(endpoint.id, key.remember ? null : key.key);
      return true;
    });
    return saved === true;
  }
}

const isWhole = (value: number, min: number, max: number): boolean =>
  Number.isInteger(value) && value >= min && value <= max;
