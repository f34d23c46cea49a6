// Owns an assessment's answers while they are read one by one: which are looked through, what may be chosen, where one is.
import { untrack } from 'svelte';
import type { StudioEvent } from '../../../../workers/studio-api.ts';
import type { AnswerRow, ListedAnswers } from '../../../../workers/studio-api/assessments.ts';
import type { AnswerFilter } from '../../../core/assess/answers.ts';
import type { ShownAnswers } from '../../answers-address.ts';
import { address } from '../../route.svelte.ts';
import { onStudioEvent, studio } from '../../studio.ts';
import { Windowed } from '../../windowed.svelte.ts';
import { answersWords as words } from '../../words/en/answers.ts';

/** Milliseconds between two readings of the list while answers come in. */
const betweenReadings = 2000;

interface FilterOption {
  readonly value: string;
  readonly label: string;
}

export class AnswersState {
  readonly #projectId: string;
  readonly #id: string;
  readonly list: Windowed<AnswerRow, ListedAnswers>;
  /** What is looked through, and what is open, is the address's to say. */
  readonly #inAddress: () => ShownAnswers;
  readonly #deafen: () => void;
  #readAt = 0;

  readonly filter = $derived.by(() => this.#inAddress().filter);
  /** The same as a text, which changes only with what it says. */
  readonly #wanted = $derived.by(() => JSON.stringify(this.filter));
  readonly openId = $derived.by(() => this.#inAddress().answerId);

  readonly #ids = $derived.by(() => this.list.value?.ids ?? []);
  readonly place = $derived.by(() => (this.openId === undefined ? -1 : this.#ids.indexOf(this.openId)));
  readonly #offered = $derived.by(() => this.list.value?.offered);

  readonly sets = $derived.by((): readonly FilterOption[] =>
    (this.list.value?.assessment.plan.sets ?? []).map(({ name }, set) => ({
      value: String(set),
      label: words.option(name, this.#offered?.sets[set] ?? 0),
    })),
  );
  readonly questions = $derived.by((): readonly FilterOption[] =>
    (this.#offered?.questions ?? []).map(([value, amount]) => ({
      value,
      label: words.option(words.questionName(value), amount),
    })),
  );
  readonly answers = $derived.by((): readonly FilterOption[] =>
    (this.#offered?.said ?? []).map(([value, amount]) => ({
      value,
      label: words.option(words.said(value), amount),
    })),
  );

  constructor(projectId: string, id: string, inAddress: () => ShownAnswers) {
    [this.#projectId, this.#id, this.#inAddress] = [projectId, id, inAddress];
    this.list = new Windowed((start, count) =>
      studio.assessedAnswers(projectId, id, this.filter, start, count),
    );
    this.#deafen = onStudioEvent((event) => {
      if (this.#isNews(event)) void this.list.refresh(this.place);
    });
    // The way back changes what is looked through too: the address says it, and no choice made here.
    $effect(() => {
      if (this.#wanted !== '') untrack(() => void this.list.refresh(this.place));
    });
  }

  /** What is looked through goes into the address, so that a link or the way back leads here again. */
  choose(part: { readonly [Name in keyof AnswerFilter]?: AnswerFilter[Name] | undefined }): void {
    const { set, question, said } = { ...this.filter, ...part };
    address.go(
      this.route({
        ...(set === undefined ? {} : { set }),
        ...(question === undefined ? {} : { question }),
        ...(said === undefined ? {} : { said }),
      }),
    );
  }

  readonly showAll = (): void => address.go(this.route({}));

  /** Opens the answer so many rows on; says where that is. */
  move(by: number): number {
    const to = Math.max(0, Math.min(this.#ids.length - 1, this.place + by));
    this.open(to);
    return to;
  }

  /** Only the first that is opened is a step back in the history. */
  open(place: number): void {
    const id = this.#ids[place];
    if (id === undefined) return;
    const route = this.route(this.filter, id);
    if (this.openId === undefined) address.go(route);
    else address.replace(route);
  }

  route(filter: AnswerFilter, answerId?: string) {
    const answers = { filter, ...(answerId === undefined ? {} : { answerId }) };
    return { screen: 'assess', projectId: this.#projectId, assessmentId: this.#id, answers } as const;
  }

  end(): void {
    this.list.end();
    this.#deafen();
  }

  #isNews(event: StudioEvent): boolean {
    if (event.kind !== 'assessment' || event.assessmentId !== this.#id) return false;
    if (event.event.kind === 'state') return true;
    if (event.event.kind !== 'answered' || Date.now() - this.#readAt < betweenReadings) return false;
    this.#readAt = Date.now();
    return true;
  }
}
