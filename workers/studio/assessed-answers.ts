// Owns the answers of an assessment as they are read one by one: the list of them, and one with all that stands behind it.
import type { AssessedRow, Assessment } from '../../src/core/assess/assessment.ts';
import type { Store } from '../../src/core/ports.ts';
import { Broken } from '../../src/core/trouble.ts';
import { sha256 } from '../sha256.ts';
import type { AnswerInFull, AnswerList } from '../studio-api/assessments.ts';
import { listOf } from './pages.ts';

/** Characters of a conversation's first turn: as many as a line holds. */
const openingLength = 160;

export async function answerList(store: Store, assessment: Assessment): Promise<AnswerList> {
  const [conversations, verdicts, { assessedAnswers }] = await Promise.all([
    listOf(store, 'conversation', assessment.id),
    listOf(store, 'verdict', assessment.id),
    import('../../src/core/assess/answers.ts'),
  ]);
  const openings = conversations.map(({ id, turns }) => [id, turns[0]?.text.slice(0, openingLength) ?? '']);
  return {
    assessment,
    answers: assessedAnswers(assessment, verdicts),
    openings: Object.fromEntries(openings) as AnswerList['openings'],
  };
}

export async function answerInFull(store: Store, assessment: Assessment, id: string): Promise<AnswerInFull> {
  const [verdict, conversations, { assessedAnswers }, { askingsOf }, { askedId }, { behindAnswer }] =
    await Promise.all([
      store.read('verdict', assessment.id, id),
      listOf(store, 'conversation', assessment.id),
      import('../../src/core/assess/answers.ts'),
      import('../../src/core/assess/askings.ts'),
      import('../../src/core/assess/asking.ts'),
      import('../../src/core/assess/behind-answer.ts'),
    ]);
  const [answer] = verdict ? assessedAnswers(assessment, [verdict]) : [];
  if (!verdict || !answer) throw new Broken({ kind: 'gone', what: 'answer' });
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
    verdict,
    behind: await behindAnswer(asking, verdict, { store, sha256 }),
    about: (await Promise.all(about)).flat(),
  };
}
