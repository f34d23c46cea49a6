// Owns the studio behind its contract: each call in a line or two, the work in the files beside this one. What the first
// screen does not need is loaded when it is called.
import type { Store } from '../../src/core/ports.ts';
import type { ModelChoice, Plan, Run } from '../../src/core/run/plan.ts';
import type { Attribute, Profile } from '../../src/core/persona/profile.ts';
import type { Change } from '../../src/core/ports.ts';
import type { ExportFormat, PairWish, StudioApi, StudioEvent } from '../studio-api.ts';
import type { AnalysisProgress } from '../analysis/analysis-api.ts';
import { Stopper } from '../stopper.ts';
import { cosinesOf, growCategoryTree } from './analysis.ts';
import { conversationRows, conversationView, listSets } from './conversations.ts';
import { findRun, findSet } from './find.ts';
import { machineOf, setMemory } from './models/machine.ts';
import { Models, promptForm } from './models/models.ts';
import { planFor } from './models/proposal.ts';
import { listOf } from './pages.ts';
import * as personas from './personas.ts';
import * as projects from './projects.ts';
import { Runs } from './runs.ts';

type Changed = Extract<StudioEvent, { kind: 'changed' }>['what'];

export class Studio implements StudioApi {
  readonly #store: Store;
  readonly #models: Models;
  readonly #runs: Runs;
  readonly #listeners: ((event: StudioEvent) => void)[] = [];
  #analysing: Stopper | null = null;
  #seeded: Promise<void> | null = null;

  constructor(store: Store) {
    this.#store = store;
    this.#models = new Models(store, (event) => this.#tell(event));
    this.#runs = new Runs({
      store,
      cast: (plan, stop) => this.#models.cast(plan, stop),
      dropLost: (plan) => this.#models.dropLost(plan),
      tell: (runId, event) => this.#tell({ kind: 'run', runId, event }),
    });
  }

  /** What has to be put in order after the last time, before anything is shown. */
  async tidy(): Promise<void> {
    await projects.purgeDeleted(this.#store);
    for (const { id } of await listOf(this.#store, 'project', ''))
      await this.#runs.pauseOrphans(await listOf(this.#store, 'run', id));
  }

  async listen(listener: (event: StudioEvent) => void) {
    this.#listeners.push(listener);
  }

  #changed(what: Changed, projectId: string | null = null): void {
    this.#tell({ kind: 'changed', what, projectId });
  }

  #tell(event: StudioEvent): void {
    for (const hear of this.#listeners) hear(event);
  }

  projects() {
    return projects.listProjects(this.#store);
  }

  async createProject(name: string, from: 'empty' | 'seed' | 'example') {
    const kind = from === 'example' ? 'example' : 'own';
    const project = await projects.createProject(this.#store, name, kind);
    if (from !== 'empty') await personas.addBundled(this.#store, project.id);
    if (from === 'example') await projects.fillExample(this.#store, project);
    this.#changed('projects');
    return project;
  }

  async renameProject(projectId: string, name: string) {
    await projects.changeProject(this.#store, projectId, (project) => ({ ...project, name }));
    this.#changed('projects');
  }

  async duplicateProject(projectId: string) {
    const copy = await projects.duplicateProject(this.#store, projectId);
    this.#changed('projects');
    return copy;
  }

  async deleteProject(projectId: string) {
    await projects.changeProject(this.#store, projectId, (project) => ({
      ...project,
      deletedAt: Date.now(),
    }));
    this.#changed('projects');
  }

  async restoreProject(projectId: string) {
    await projects.changeProject(this.#store, projectId, ({ deletedAt: _, ...project }) => project);
    this.#changed('projects');
  }

  personas(projectId: string) {
    return personas.personasOf(this.#store, projectId);
  }

  async importFile(projectId: string, file: File) {
    const { importFile } = await import('./imports.ts');
    const report = await importFile(this.#store, projectId, file);
    this.#changed('personas', projectId);
    this.#changed('sets', projectId);
    return report;
  }

  async addBundledPersonas(projectId: string) {
    const report = await personas.addBundled(this.#store, projectId);
    this.#changed('personas', projectId);
    return report;
  }

  async putAttributes(projectId: string, attributes: readonly Attribute[]) {
    await personas.putAttributes(this.#store, projectId, attributes);
    this.#changed('personas', projectId);
  }

  async removeAttribute(projectId: string, attributeId: string) {
    await this.#store.write([{ remove: 'attribute', owner: projectId, id: attributeId }]);
    this.#changed('personas', projectId);
  }

  async drawPairs(projectId: string, wish: PairWish) {
    const cosines = (attributes: readonly Attribute[]) => cosinesOf(attributes, ...this.#analysis(projectId));
    const drawn = await personas.drawPairs(this.#store, projectId, wish, cosines);
    this.#changed('personas', projectId);
    return drawn;
  }

  async categoryTree(projectId: string) {
    return growCategoryTree(await listOf(this.#store, 'attribute', projectId), ...this.#analysis(projectId));
  }

  async stopAnalysis() {
    this.#analysing?.pull();
  }

  /** A new one ends the one before it. */
  #analysis(projectId: string): [(progress: AnalysisProgress) => void, Stopper] {
    this.#analysing?.pull();
    this.#analysing = new Stopper();
    return [(progress) => this.#tell({ kind: 'analysis', projectId, progress }), this.#analysing];
  }

  async putProfile(projectId: string, profile: Profile) {
    await personas.putProfile(this.#store, projectId, profile);
    this.#changed('personas', projectId);
  }

  machine() {
    return machineOf(this.#store);
  }

  async setMemory(gigabytes: 2 | 4 | 8 | 16) {
    await setMemory(this.#store, gigabytes);
    this.#changed('models');
  }

  models() {
    return this.#models.rows();
  }

  proposal() {
    return this.#models.proposal();
  }

  async costGrounds() {
    const { seedConversations } = await import('./bundled-conversations.ts');
    const [seeds, habits] = await Promise.all([seedConversations(), this.#models.habits()]);
    return { seeds, habits };
  }

  async presetPlan(preset: Plan['preset'], generator: ModelChoice, critic: ModelChoice | null) {
    return planFor(preset, { generator, critic }, promptForm(generator));
  }

  loadModel(choice: ModelChoice) {
    return this.#models.load(choice);
  }

  cancelLoad(choice: ModelChoice) {
    return this.#models.unload(choice);
  }

  unloadModel(choice: ModelChoice) {
    return this.#models.unload(choice);
  }

  deleteModelFiles(choice: ModelChoice) {
    return this.#models.deleteFiles(choice);
  }

  async start(projectId: string, name: string, plan: Plan, pairIds: readonly string[]) {
    const pairs = await personas.chosenPairs(this.#store, projectId, pairIds);
    await this.#seeds();
    const { newRun } = await import('./new-run.ts');
    return this.#begin(await newRun(this.#store, { projectId, name, plan }, pairs));
  }

  async judge(projectId: string, name: string, plan: Plan, setId: string) {
    const { newJudgingRun } = await import('./new-run.ts');
    return this.#begin(await newJudgingRun(this.#store, { projectId, name, plan }, setId));
  }

  async #begin(run: Run): Promise<Run> {
    await this.#runs.start(run);
    this.#changed('runs', run.owner);
    this.#changed('sets', run.owner);
    return run;
  }

  async pause(runId: string) {
    await this.#runs.halt(await findRun(this.#store, runId), 'paused');
  }

  async resume(runId: string) {
    await this.#seeds();
    await this.#runs.resume(await findRun(this.#store, runId));
  }

  async stop(runId: string) {
    await this.#runs.halt(await findRun(this.#store, runId), 'stopped');
  }

  async retry(runId: string, outcomeIds: readonly string[]) {
    await this.#seeds();
    await this.#runs.retry(await findRun(this.#store, runId), outcomeIds);
  }

  async runs(projectId: string) {
    const runs = await listOf(this.#store, 'run', projectId);
    return runs.sort((a, b) => b.createdAt - a.createdAt);
  }

  async runView(runId: string) {
    return this.#runs.view(await findRun(this.#store, runId));
  }

  async hygiene(runId: string) {
    const { hygieneOfRun } = await import('./hygiene.ts');
    return hygieneOfRun(this.#store, runId);
  }

  knownAnswers() {
    return this.#store.count('answer', '');
  }

  forgetKnownAnswers() {
    return this.#store.clear('answer', '');
  }

  sets(projectId: string) {
    return listSets(this.#store, projectId);
  }

  async conversations(setId: string) {
    const { run } = await findSet(this.#store, setId);
    return conversationRows(this.#store, setId, run?.plan ?? null);
  }

  async conversation(setId: string, conversationId: string) {
    const { run } = await findSet(this.#store, setId);
    return conversationView(this.#store, setId, conversationId, run?.plan ?? null);
  }

  async exportPreview(setId: string, format: ExportFormat) {
    const { exportPreview } = await import('./exports.ts');
    return exportPreview(this.#store, setId, format);
  }

  async exportFile(setId: string, format: ExportFormat) {
    const [{ exportFile }, { name }] = await Promise.all([
      import('./exports.ts'),
      findSet(this.#store, setId),
    ]);
    return exportFile(this.#store, setId, name, format);
  }

  /** The conversations that a run's exemplars are first drawn from; kept once per sitting. */
  #seeds(): Promise<void> {
    this.#seeded ??= import('./bundled-conversations.ts')
      .then(({ seedConversations }) => seedConversations())
      .then((seeds) => this.#store.write(seeds.map((item): Change => ({ put: 'conversation', item }))));
    // A failed fetch is tried again at the next run.
    this.#seeded.catch(() => (this.#seeded = null));
    return this.#seeded;
  }
}
