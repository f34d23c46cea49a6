// Owns the answers of an assessment as they are read one by one: the list of them a window at a time, and one with all that stands
// behind it.
import type { AnswerFilter, AssessedAnswer } from '../../src/core/assess/answers.ts';
import type { AssessedRow, Assessment } from '../../src/core/assess/assessment.ts';
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import type { Store } from '../../src/core/ports.ts';
import { Broken } from '../../src/core/trouble.ts';
import { sha256 } from '../sha256.ts';
import type { AnswerInFull, ListedAnswers } from '../studio-api/assessments.ts';
import { listOf } from './pages.ts';

/** Characters of a conversation's first turn: as many as a line holds. */
const openingLength = 160;

interface Read {
  readonly assessmentId: string;
  readonly verdicts: number;
  readonly answers: readonly AssessedAnswer[];
  readonly openings: ReadonlyMap<string, string>;
}

/** The answers that were read last stay at hand: to look through them is to ask for them again and again. */
export class AnswerLists {
  readonly #store: Store;
  #last: Promise<Read> | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  async rows(
    assessment: Assessment,
    filter: AnswerFilter,
    start: number,
    count: number,
  ): Promise<ListedAnswers> {
    const [{ answers, openings }, { answersLike, offeredAnswers }] = await Promise.all([
      this.#read(assessment),
      import('../../src/core/assess/answers.ts'),
    ]);
    const listed = answersLike(answers, filter);
    return {
      assessment,
      all: answers.length,
      total: listed.length,
      unreadable: answersLike(listed, { said: 'unreadable' }).length,
      offered: offeredAnswers(assessment, answers, filter),
      ids: listed.map(({ id }) => id),
      rows: listed.slice(start, start + count).map((answer) => ({
        ...answer,
        opening: openings.get(answer.rows[0]?.id ?? '') ?? '',
      })),
    };
  }

  /** Answers only come; none changes. */
  async #read(assessment: Assessment): Promise<Read> {
    const [last, verdicts] = await Promise.all([
      this.#last?.catch(() => null),
      this.#store.count('verdict', assessment.id),
    ]);
    if (last?.assessmentId === assessment.id && last.verdicts === verdicts) return last;
    this.#last = readAll(this.#store, assessment);
    return this.#last;
  }
}

async function readAll(store: Store, assessment: Assessment): Promise<Read> {
  const [conversations, verdicts, { assessedAnswers }] = await Promise.all([
    listOf(store, 'conversation', assessment.id),
    listOf(store, 'verdict', assessment.id),
    import('../../src/core/assess/answers.ts'),
  ]);
  const opening = (turns: Conversation['turns']): string => turns[0]?.text.slice(0, openingLength) ?? '';
  return {
    assessmentId: assessment.id,
    verdicts: verdicts.length,
    answers: assessedAnswers(assessment, verdicts),
    openings: new Map(conversations.map(({ id, turns }) => [id, opening(turns)])),
  };
}

export async function answerInFull(store: Store, assessment: Assessment, id: string): Promise<AnswerInFull> {
  const [told, conversations, { askingsOf }, { askedId }, { behindAnswer }] = await Promise.all([
    answerAndCounterpart(store, assessment, id),
    listOf(store, 'conversation', assessment.id),
    import('../../src/core/assess/askings.ts'),
    import('../../src/core/assess/asking.ts'),
    import('../../src/core/assess/behind-answer.ts'),
  ]);
  const { answer, verdict } = told;
  // Other forms' questions have nothing to do with it.
  const plan = { ...assessment.plan, forms: [answer.form] };
  const askings = askingsOf({ plan, rows: assessment.rows }, conversations);
  const asking = askings.find((one) => askedId(one) === id);
  const isInSet = async ({ from }: AssessedRow): Promise<boolean> =>
    (await store.read('conversation', from.setId, from.conversationId)) !== undefined;
  const about = answer.rows.map(async (row) => {
    const conversation = conversations.find((one) => one.id === row.id);
    return conversation ? [{ conversation, isInSet: await isInSet(row) }] : [];
  });
  return {
    ...told,
    behind: await behindAnswer(asking, verdict, { store, sha256 }),
    about: (await Promise.all(about)).flat(),
  };
}

async function answerAndCounterpart(
  store: Store,
  assessment: Assessment,
  id: string,
): Promise<Pick<AnswerInFull, 'answer' | 'counterpart' | 'verdict'>> {
  const [verdict, { assessedAnswers, counterpartOf }] = await Promise.all([
    store.read('verdict', assessment.id, id),
    import('../../src/core/assess/answers.ts'),
  ]);
  const [alone] = verdict ? assessedAnswers(assessment, [verdict]) : [];
  if (!verdict || !alone) throw new Broken({ kind: 'gone', what: 'answer' });
  const otherId = counterpartOf(alone);
  const other = otherId === null ? undefined : await store.read('verdict', assessment.id, otherId);
  // Whether it flips is known beside the other one.
  const both = assessedAnswers(assessment, other ? [verdict, other] : [verdict]);
  const named = (wanted: string | null) => both.find((one) => one.id === wanted) ?? null;
  return { verdict, answer: named(id) ?? alone, counterpart: named(otherId) };
}
