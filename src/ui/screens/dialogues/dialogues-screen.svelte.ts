// Owns a file of a person's own dialogues while they say what is what: each change of the mapping is read anew by the studio, and
// only the newest answer counts.
import { toast } from 'svelte-sonner';
import type { DialoguesPreview } from '../../../../workers/studio-api/dialogues.ts';
import { goldFrom } from '../../../core/formats/mapping/guess-gold.ts';
import {
  speakerKey,
  type ConversationFrom,
  type Mapping,
  type Part,
  type ProfileFrom,
} from '../../../core/formats/mapping/mapping.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { address } from '../../route.svelte.ts';
import { studio } from '../../studio.ts';
import { dialogues as words } from '../../words/en/dialogues.ts';

/** As many as a person can look at; of more a sample by seed. */
const mostOnBench = 1000;

export class DialoguesState {
  readonly #projectId: string | null;
  readonly attempt = new Attempt();
  file: File | null = $state.raw(null);
  preview: DialoguesPreview | null = $state.raw(null);
  /** As chosen, a moment before the preview shows it. */
  mapping: Mapping | null = $state.raw(null);
  #newest = 0;

  constructor(projectId: string | undefined, file: File | null) {
    this.#projectId = projectId ?? null;
    if (file) void this.open(file);
  }

  async open(file: File): Promise<void> {
    [this.file, this.preview, this.mapping] = [file, null, null];
    await this.#look(null);
    if (!this.preview) this.file = null;
  }

  paste(text: string): Promise<void> {
    return this.open(new File([text], words.pastedName, { lastModified: Date.now() }));
  }

  forget(): void {
    this.#newest += 1;
    [this.file, this.preview, this.mapping] = [null, null, null];
    this.attempt.trouble = null;
  }

  async #look(mapping: Mapping | null): Promise<void> {
    const { file } = this;
    if (!file) return;
    const question = ++this.#newest;
    this.mapping = mapping;
    const preview = await this.attempt.at('read', () => studio.previewDialogues(file, mapping));
    if (question !== this.#newest || !preview) return;
    [this.preview, this.mapping] = [preview, preview.mapping];
  }

  change(part: Partial<Mapping>): Promise<void> {
    return this.mapping ? this.#look({ ...this.mapping, ...part }) : Promise.resolve();
  }

  chooseConversation(conversation: ConversationFrom): void {
    void this.change({ conversation });
  }

  chooseKind(kind: ConversationFrom['kind']): void {
    if (!this.mapping || !this.preview) return;
    const { column } = this.mapping.conversation;
    const [first = column] = this.preview.columns.map(({ name }) => name);
    const other = this.preview.columns.find(({ name }) => name !== column)?.name ?? first;
    if (kind === 'text') this.chooseConversation({ kind, column });
    else if (kind === 'turns') this.chooseConversation({ kind, column, ...this.#keysGuess() });
    else this.chooseConversation({ kind, column, speakerColumn: null, textColumn: other });
  }

  #keysGuess(): { speakerKey: string | null; textKey: string | null } {
    const [speaker = null, text = null] = this.preview?.keys ?? [];
    return { speakerKey: speaker, textKey: text };
  }

  choosePart(name: string, part: Part): void {
    if (this.mapping) void this.change({ speakers: { ...this.mapping.speakers, [speakerKey(name)]: part } });
  }

  chooseProfile(speaker: 1 | 2, from: ProfileFrom): void {
    if (!this.mapping) return;
    const [first, second] = this.mapping.profiles;
    void this.change({ profiles: speaker === 1 ? [from, second] : [first, from] });
  }

  /** Its values are known after a first look; then what they mean is proposed. */
  async chooseGold(column: string): Promise<void> {
    if (column === '') return this.change({ gold: null });
    await this.change({
      gold: { kind: 'decision', column, annotator: column, accepting: [], rejecting: [] },
    });
    const guess = goldFrom(column, this.preview?.values.map(({ value }) => value) ?? []);
    if (guess && this.mapping?.gold?.column === column) await this.change({ gold: guess });
  }

  chooseMeaning(value: string, meaning: 'accept' | 'reject' | 'nothing'): void {
    const gold = this.mapping?.gold;
    if (gold?.kind !== 'decision') return;
    const without = (values: readonly string[]) => values.filter((other) => other !== value);
    void this.change({
      gold: {
        ...gold,
        accepting: [...without(gold.accepting), ...(meaning === 'accept' ? [value] : [])],
        rejecting: [...without(gold.rejecting), ...(meaning === 'reject' ? [value] : [])],
      },
    });
  }

  async keep(): Promise<void> {
    const { file, mapping } = this;
    if (!file || !mapping) return;
    const report = await this.attempt.at('keep', () =>
      studio.importDialogues(this.#projectId, file, mapping),
    );
    if (!report) return;
    toast(words.kept(report.conversations, report.problems.length));
    const { projectId, setId } = report;
    // Frozen, so that verdicts can be held side by side; with labels, those that have one.
    const rows = mapping.gold
      ? ({ kind: 'labelled', setId } as const)
      : ({ kind: 'sample', setId, count: mostOnBench, seed: 1 } as const);
    const bench = await this.attempt.at('keep', () => studio.addBench(projectId, file.name, rows));
    address.go({ screen: 'critics', projectId, section: 'bench', ...(bench ? { id: bench.id } : {}) });
  }
}
