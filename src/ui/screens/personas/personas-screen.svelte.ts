// Owns what is shown of a project's personas and what a person can do with them.
import { toast } from 'svelte-sonner';
import type { KnownRowsWay } from '../../../../workers/studio-api/imports.ts';
import type { KeptPersonas } from '../../../../workers/studio-api/persona-drafts.ts';
import type { ImportReport, PairWish, Personas } from '../../../../workers/studio-api/personas.ts';
import type { AnalysisProgress } from '../../../../workers/analysis/analysis-api.ts';
import type { PersonaDraft } from '../../../core/formats/persona-draft.ts';
import { overruled } from '../../../core/persona/draw.ts';
import type { Attribute, Profile } from '../../../core/persona/profile.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { Loaded } from '../../loaded.svelte.ts';
import { onStudioEvent, studio } from '../../studio.ts';
import { toastUndoable } from '../../toast-undoable.ts';
import { draftWords } from '../../words/en/drafts.ts';
import { personasWords as words } from '../../words/en/personas.ts';
import {
  categoriesOf,
  everything,
  matchingAttributes,
  matchingPairs,
  matchingProfiles,
  type Filter,
} from './matching.ts';

export const sections = ['attributes', 'expand', 'profiles', 'pairs'] as const;
type Section = (typeof sections)[number];
/** Those that are lists of what is there. */
export type ListSection = Exclude<Section, 'expand'>;

const hasLeftOut = ({ redundant, inconsistent }: Profile): boolean =>
  redundant !== undefined || inconsistent !== undefined;

const writtenHere = (text: string): Attribute => ({
  id: crypto.randomUUID(),
  text: text.trim(),
  source: { name: words.ownSource, licence: words.ownLicence },
});

const nothing: Personas = { attributes: [], profiles: [], pairs: [] };

/** Two profiles of five that share nothing. */
export const leastToDraw = 10;

export class PersonasState {
  readonly attempt = new Attempt();
  readonly personas: Loaded<Personas>;
  readonly #projectId: string;
  readonly #deafen: () => void;

  section: Section = $state('attributes');
  filter: Filter = $state.raw(everything);
  /** Of the profiles, those from which a check left something out. */
  onlyLeftOut = $state(false);
  report: ImportReport | null = $state.raw(null);
  /** A table of personas or a character card that is being looked at. */
  draft: PersonaDraft | null = $state.raw(null);
  /** A file that is in the project already, while the person has not said what to do. */
  knownFile: { readonly file: File; readonly known: number } | null = $state.raw(null);
  /** How far the file being read is. */
  importing: { readonly done: number; readonly total: number } | null = $state.raw(null);
  /** How far what is being found out about the attributes is. */
  analysis: AnalysisProgress | null = $state.raw(null);
  /** The attribute or profile being edited. */
  editing: string | null = $state(null);

  readonly all: Personas = $derived.by(() => this.personas.value ?? nothing);
  readonly categories = $derived(categoriesOf(this.all.attributes));
  readonly attributes = $derived(matchingAttributes(this.all.attributes, this.filter));
  readonly withLeftOut = $derived(this.all.profiles.filter(hasLeftOut).length);
  readonly profiles = $derived.by(() => {
    const matching = matchingProfiles(this.all.profiles, this.filter);
    const few = this.onlyLeftOut && this.withLeftOut > 0;
    return few ? matching.filter(({ item }) => hasLeftOut(item)) : matching;
  });
  readonly pairs = $derived(matchingPairs(this.all.pairs, this.filter));

  constructor(projectId: string) {
    this.#projectId = projectId;
    this.#deafen = onStudioEvent((event) => {
      if (event.kind === 'analysis' && event.projectId === projectId) this.analysis = event.progress;
      if (event.kind === 'import' && event.projectId === projectId) this.importing = event;
    });
    this.personas = new Loaded(
      () => studio.personas(projectId),
      (event) =>
        event.kind === 'changed' &&
        event.what === 'personas' &&
        (event.projectId === null || event.projectId === projectId),
    );
  }

  /** Lets a person look at a table of personas or a card first, and asks what to do where conversations of this very file are here already. */
  async importFile(file: File): Promise<void> {
    const draft = await this.attempt.at('import', () => studio.personaDraft(file));
    if (draft === undefined) return;
    if (draft !== null) {
      this.draft = draft;
      return;
    }
    const known = await this.attempt.at('import', () => studio.knownConversations(this.#projectId, file));
    if (known === undefined) return;
    if (known > 0) this.knownFile = { file, known };
    else await this.importAs(file, 'replace');
  }

  async keepDraft(kept: KeptPersonas): Promise<void> {
    const id = await this.attempt.at('import', () => studio.keepPersonas(this.#projectId, kept));
    if (id === undefined) return;
    this.draft = null;
    const sentences = kept.rows.reduce((sum, { texts }) => sum + texts.length, 0);
    toastUndoable(this.attempt, draftWords.kept(sentences, kept.file), this.#projectId, id);
  }

  async importAs(file: File, way: KnownRowsWay): Promise<void> {
    this.knownFile = null;
    this.importing = null;
    await this.#read('import', () => studio.importFile(this.#projectId, file, way));
    this.importing = null;
  }

  async paste(text: string): Promise<boolean> {
    const file = new File([text], words.pastedName, { type: 'text/plain' });
    return this.#read('paste', () => studio.importFile(this.#projectId, file));
  }

  async addBundled(): Promise<void> {
    await this.#read('bundled', () => studio.addBundledPersonas(this.#projectId));
  }

  async draw(wish: PairWish): Promise<boolean> {
    this.analysis = null;
    const drawn = await this.attempt.at('draw', () => studio.drawPairs(this.#projectId, wish));
    // Who closed the dialog knows.
    if (this.attempt.trouble?.kind === 'stopped') this.attempt.trouble = null;
    if (!drawn) return false;
    const action = { label: words.seeLeftOut, onClick: () => this.#seeLeftOut() };
    toast(words.drawn(drawn.pairs, drawn.alone, drawn.redundant), drawn.redundant > 0 ? { action } : {});
    this.section = 'pairs';
    this.filter = everything;
    return true;
  }

  #seeLeftOut(): void {
    this.section = 'profiles';
    this.filter = everything;
    this.onlyLeftOut = true;
  }

  stopDrawing(): void {
    if (this.attempt.doing === 'draw') void studio.stopAnalysis();
  }

  /** What the check had left out of the profile is in after all. */
  async overrule(profile: Profile, attribute: Attribute): Promise<void> {
    await this.putProfile(overruled(profile, attribute.id));
  }

  async putProfile(profile: Profile): Promise<void> {
    await this.attempt.at('put', () => studio.putProfile(this.#projectId, profile));
  }

  async lock({ locked: _, ...profile }: Profile, locked: boolean): Promise<void> {
    await this.putProfile(locked ? { ...profile, locked } : profile);
  }

  /** An attribute of the project by its text, or one that is written for this profile and joins the project's. */
  async addTo(profile: Profile, text: string): Promise<void> {
    const known = this.all.attributes.find((attribute) => attribute.text === text);
    if (known && profile.attributes.some(({ id }) => id === known.id)) return;
    const attribute = known ?? writtenHere(text);
    if (!known) await this.put(attribute, profile.id);
    await this.putProfile({ ...profile, attributes: [...profile.attributes, attribute] });
  }

  /** A few attributes that hold what is being typed. */
  suggestions(typed: string): readonly Attribute[] {
    const sought = typed.trim().toLowerCase();
    if (sought.length < 2) return [];
    const fitting = this.all.attributes.filter(({ text }) => text.toLowerCase().includes(sought));
    return fitting.slice(0, 12);
  }

  async pairByHand(firstId: string, secondId: string): Promise<boolean> {
    const paired = await this.attempt.at('draw', () =>
      studio.pairProfiles(this.#projectId, firstId, secondId),
    );
    if (paired === undefined) return false;
    this.section = 'pairs';
    this.filter = everything;
    return true;
  }

  async add(text: string): Promise<boolean> {
    const category = this.filter.category ? { category: this.filter.category } : {};
    return this.put({ ...writtenHere(text), ...category });
  }

  /** `editing`: what is being edited after it. */
  async put(attribute: Attribute, editing: string | null = null): Promise<boolean> {
    const put = this.attempt.at('put', async () => {
      await studio.putAttributes(this.#projectId, [attribute]);
      return true;
    });
    if (!(await put)) return false;
    this.editing = editing;
    return true;
  }

  async remove(attribute: Attribute): Promise<void> {
    await this.attempt.at('remove', async () => {
      const id = await studio.removeAttribute(this.#projectId, attribute.id);
      toastUndoable(this.attempt, words.removed(attribute.text), this.#projectId, id);
    });
  }

  end(): void {
    this.#deafen();
    this.personas.end();
  }

  async #read(what: string, read: () => Promise<ImportReport>): Promise<boolean> {
    const report = await this.attempt.at(what, read);
    this.report = report ?? null;
    return report !== undefined;
  }
}
