// Owns an assessment's answers while they are read one by one: which are looked through, what may be chosen, where one is.
import type { AnswerList } from '../../../../workers/studio-api/assessments.ts';
import {
  answersLike,
  questionsIn,
  saidIn,
  saidWords,
  type AnswerFilter,
  type AssessedAnswer,
} from '../../../core/assess/answers.ts';
import type { StudioEvent } from '../../../../workers/studio-api.ts';
import type { ShownAnswers } from '../../answers-address.ts';
import { Loaded } from '../../loaded.svelte.ts';
import { address } from '../../route.svelte.ts';
import { studio } from '../../studio.ts';
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
  readonly list: Loaded<AnswerList>;
  /** What is looked through, and what is open, is the address's to say. */
  readonly #inAddress: () => ShownAnswers;
  #readAt = 0;

  readonly filter = $derived.by(() => this.#inAddress().filter);
  readonly openId = $derived.by(() => this.#inAddress().answerId);

  readonly #all = $derived.by(() => this.list.value?.answers ?? []);
  readonly shown = $derived.by(() => answersLike(this.#all, this.filter));
  readonly place = $derived.by(() => this.shown.findIndex(({ id }) => id === this.openId));
  readonly unreadable = $derived.by(() => answersLike(this.shown, { said: 'unreadable' }).length);
  readonly total = $derived.by(() => this.#all.length);

  readonly sets = $derived.by((): readonly FilterOption[] =>
    (this.list.value?.assessment.plan.sets ?? []).map(({ name }, set) => ({
      value: String(set),
      label: words.option(name, this.#amount({ set })),
    })),
  );
  readonly questions = $derived.by((): readonly FilterOption[] =>
    questionsIn(this.#all).map((value) => ({
      value,
      label: words.option(words.questionName(value), this.#amount({ question: value })),
    })),
  );
  readonly answers = $derived.by((): readonly FilterOption[] => {
    const { said: _, ...others } = this.filter;
    const said = saidIn(answersLike(this.#all, others));
    // What is chosen stays to be seen, also where no answer says it.
    return saidWords
      .filter((word) => said.includes(word) || word === this.filter.said)
      .map((word) => ({
        value: word,
        label: words.option(words.said(word), this.#amount({ said: word })),
      }));
  });

  constructor(projectId: string, id: string, inAddress: () => ShownAnswers) {
    [this.#projectId, this.#id, this.#inAddress] = [projectId, id, inAddress];
    this.list = new Loaded(
      () => studio.assessedAnswers(projectId, id),
      (event) => this.#isNews(event),
    );
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
    const to = Math.max(0, Math.min(this.shown.length - 1, this.place + by));
    const answer = this.shown[to];
    if (answer) this.open(answer);
    return to;
  }

  /** Only the first that is opened is a step back in the history. */
  open({ id }: Pick<AssessedAnswer, 'id'>): void {
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
  }

  /** Of what the other choices leave. */
  #amount(part: AnswerFilter): number {
    return answersLike(this.#all, { ...this.filter, ...part }).length;
  }

  #isNews(event: StudioEvent): boolean {
    if (event.kind !== 'assessment' || event.assessmentId !== this.#id) return false;
    if (event.event.kind === 'state') return true;
    if (event.event.kind !== 'answered' || Date.now() - this.#readAt < betweenReadings) return false;
    this.#readAt = Date.now();
    return true;
  }
}
