// Owns a table of personas or a character card while a person looks at it: which fields are taken, each sentence as it will be
// kept, and under which licence. Nothing is kept before they say so.
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { KeptPersonas } from '../../../../workers/studio-api/persona-drafts.ts';
import type { PersonaDraft } from '../../../core/formats/persona-draft.ts';

/** One sentence of the draft. */
export interface DraftLine {
  readonly key: string;
  readonly line: number;
  readonly field: string;
  readonly text: string;
}

export class DraftState {
  readonly draft: PersonaDraft;
  readonly taken: SvelteSet<string>;
  readonly #texts = new SvelteMap<string, string>();
  readonly #leftOut = new SvelteSet<string>();
  licence = $state('');
  sourceName = $state('');
  asProfiles = $state(false);

  readonly lines: readonly DraftLine[] = $derived.by(() =>
    this.draft.rows.flatMap(({ line, texts }, row) =>
      texts.flatMap(({ field, text }, at) =>
        this.taken.has(field) ? [{ key: `${row}-${at}`, line, field, text }] : [],
      ),
    ),
  );
  readonly count = $derived.by(() => this.lines.filter((line) => this.isIn(line)).length);

  constructor(draft: PersonaDraft) {
    this.draft = draft;
    this.taken = new SvelteSet(draft.taken.filter((field) => draft.fields.includes(field)));
    this.licence = draft.source.licence;
    this.sourceName = draft.source.name;
    this.asProfiles = draft.kind === 'card';
  }

  isIn = ({ key, text }: DraftLine): boolean =>
    !this.#leftOut.has(key) && (this.#texts.get(key) ?? text).trim() !== '';
  textOf = ({ key, text }: DraftLine): string => this.#texts.get(key) ?? text;

  say(line: DraftLine, text: string): void {
    this.#texts.set(line.key, text);
  }

  toggle({ key }: DraftLine): void {
    if (!this.#leftOut.delete(key)) this.#leftOut.add(key);
  }

  toggleField(field: string): void {
    if (!this.taken.delete(field)) this.taken.add(field);
  }

  kept(): KeptPersonas {
    const { file, fileHash, rows } = this.draft;
    const source = { name: this.sourceName.trim() || file, licence: this.licence.trim() || 'not stated' };
    const texts: Record<number, string[]> = {};
    for (const line of this.lines)
      if (this.isIn(line)) (texts[line.line] ??= []).push(this.textOf(line).trim());
    return {
      file,
      fileHash,
      source,
      asProfiles: this.asProfiles,
      rows: rows.flatMap(({ line, card }) => {
        const own = texts[line];
        return own ? [{ line, texts: own, ...(card === undefined ? {} : { card }) }] : [];
      }),
    };
  }
}
