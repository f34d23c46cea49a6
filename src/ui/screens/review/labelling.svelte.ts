// Owns one annotator going through one set: the conversation in view, what is said of it, and the way back.
import { SvelteMap } from 'svelte/reactivity';
import type { ReviewChoice } from '../../../../workers/studio-api/reviews.ts';
import type { ConversationView } from '../../../../workers/studio-api/sets.ts';
import type { Mark } from '../../../core/critic/verdict.ts';
import {
  changedJudgement,
  isEmpty,
  labelId,
  withMark,
  type JudgementChange,
  type Label,
  type LabelDecision,
} from '../../../core/review/label.ts';
import type { Trouble } from '../../../core/trouble.ts';
import { address } from '../../route.svelte.ts';
import { studio, troubleFrom } from '../../studio.ts';
import { review as words } from '../../words/en/review.ts';
import { ViewCache } from './view-cache.ts';
import { markable, type Markable } from './markable.ts';

export class LabellingState {
  readonly annotator: string;
  readonly #projectId: string;
  readonly #setId: string;

  /** null until the queue is there. */
  choice: ReviewChoice | null = $state.raw(null);
  ids: readonly string[] = $state.raw([]);
  readonly labels = new SvelteMap<string, Label>();
  grounds = $state(0);
  undoable = $state(0);
  trouble: Trouble | null = $state.raw(null);

  place = $state(0);
  view: ConversationView | null = $state.raw(null);
  /** Which attribute the mark keys speak of; an index among those of both profiles. */
  attribute = $state(0);
  /** What is said to a screen reader about the last key. */
  said = $state('');
  #revealed = $state(false);
  #shownAt = 0;
  readonly #views: ViewCache;

  readonly id = $derived.by(() => this.ids[this.place]);
  readonly label = $derived.by(() => (this.id === undefined ? undefined : this.labels.get(this.id)));
  readonly isHidden = $derived.by(
    () => this.choice?.blind === true && this.label?.decision === undefined && !this.#revealed,
  );
  readonly decided = $derived.by(
    () => this.ids.filter((id) => this.labels.get(id)?.decision !== undefined).length,
  );
  readonly attributes: readonly Markable[] = $derived.by(() =>
    this.view ? markable(this.view.conversation.pair, this.label?.marks ?? []) : [],
  );

  constructor(projectId: string, setId: string, annotator: string, from: string | undefined) {
    [this.#projectId, this.#setId, this.annotator] = [projectId, setId, annotator];
    this.#views = new ViewCache((id) => studio.conversation(setId, id));
    void this.#load(from);
  }

  async #load(from?: string): Promise<void> {
    await this.#attempt(async () => {
      const queue = await studio.reviewQueue(this.#setId, this.annotator);
      this.labels.clear();
      for (const label of queue.labels) this.labels.set(label.about, label);
      [this.ids, this.grounds, this.undoable] = [queue.ids, queue.grounds, queue.undoable];
      this.choice = queue.choice;
      const asked = from === undefined ? -1 : queue.ids.indexOf(from);
      await this.#show(asked >= 0 ? asked : Math.max(0, this.#openFrom(0)));
    });
  }

  /** The first place from there on, round the end, that is not decided; −1 when all are. */
  #openFrom(start: number): number {
    const places = this.ids.map((_, step) => (start + step) % this.ids.length);
    return places.find((place) => this.labels.get(this.ids[place] ?? '')?.decision === undefined) ?? -1;
  }

  async #show(place: number): Promise<void> {
    const id = this.ids[place];
    if (id === undefined) return;
    [this.place, this.attribute, this.#revealed, this.#shownAt] = [place, 0, false, performance.now()];
    address.replace({
      screen: 'review',
      projectId: this.#projectId,
      setId: this.#setId,
      conversationId: id,
    });
    const view = await this.#views.get(id);
    if (this.id === id) this.view = view;
    const next = this.ids[place + 1];
    // Fetched ahead, so that the next one is there at once; a failure is met when it is asked for.
    if (next !== undefined) this.#views.get(next).catch(() => undefined);
  }

  move(by: 1 | -1): void {
    const place = this.place + by;
    if (place >= 0 && place < this.ids.length) void this.#attempt(() => this.#show(place));
  }

  moveToOpen(): void {
    const place = this.ids.length > 0 ? this.#openFrom((this.place + 1) % this.ids.length) : -1;
    if (place < 0) this.said = words.said.allDecided;
    else void this.#attempt(() => this.#show(place));
  }

  async decide(decision: LabelDecision): Promise<void> {
    await this.change({ decision });
    this.said = words.said[decision];
    if (this.choice?.goOn) this.moveToOpen();
  }

  mark(mark: Mark, place = this.attribute): void {
    const attribute = this.attributes[place];
    if (!attribute) return;
    const { speaker, index } = attribute;
    const marks = withMark(this.label?.marks ?? [], { speaker, attribute: index, mark });
    this.attribute = Math.min(place + 1, this.attributes.length - 1);
    void this.change({ marks });
  }

  moveAttribute(by: 1 | -1): void {
    this.attribute = Math.max(0, Math.min(this.attributes.length - 1, this.attribute + by));
  }

  clear(): void {
    if (!this.label) return;
    void this.change({ decision: null, score: null, marks: null, note: null });
    this.said = words.said.cleared;
  }

  reveal(): void {
    this.#revealed = true;
  }

  /** Shown at once, kept a moment later. */
  async change(change: JudgementChange): Promise<void> {
    const { id, annotator } = this;
    if (id === undefined) return;
    const now = performance.now();
    const seconds = Math.round((now - this.#shownAt) / 100) / 10;
    this.#shownAt = now;
    const judgement = changedJudgement(this.label ?? {}, change);
    const label = { owner: this.#setId, id: labelId(id, annotator), about: id, annotator, ...judgement };
    this.#put(id, isEmpty(judgement) ? null : label);
    this.undoable += 1;
    await this.#attempt(async () => {
      await studio.putLabel(this.#setId, annotator, id, change, seconds);
    });
  }

  async undo(): Promise<void> {
    await this.#attempt(async () => {
      const former = await studio.undoLabel(this.#setId, this.annotator);
      this.said = former ? words.said.undone : words.said.nothingToUndo;
      if (!former) return;
      this.undoable = Math.max(0, this.undoable - 1);
      this.#put(former.about, former.label);
      const place = this.ids.indexOf(former.about);
      if (place >= 0 && place !== this.place) await this.#show(place);
    });
  }

  async choose(part: Partial<ReviewChoice>): Promise<void> {
    if (!this.choice) return;
    const before = this.choice;
    const choice = { ...before, ...part };
    this.choice = choice;
    await this.#attempt(() => studio.chooseReview(this.#setId, this.annotator, choice));
    if (choice.order !== before.order || choice.seed !== before.seed) await this.#load();
  }

  #put(about: string, label: Label | null): void {
    if (label) this.labels.set(about, label);
    else this.labels.delete(about);
  }

  async #attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
      this.trouble = null;
    } catch (thrown) {
      this.trouble = troubleFrom(thrown);
    }
  }
}
