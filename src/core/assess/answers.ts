// Owns the single answers of an assessment: what each was asked, what it said in a word, and which of them a person looks through.
import { oneToFive } from '../critic/graded.ts';
import { majority } from '../critic/quality.ts';
import type { Choice, Finding, Verdict } from '../critic/verdict.ts';
import { assessmentForms, type AssessedRow, type Assessment, type AssessmentForm } from './assessment.ts';
import { askedId } from './asking.ts';
import type { AssessmentFigure } from './figures.ts';
import { asItIs, probePart } from './forms/swapped-groups.ts';

const quarters = ['0 to 24', '25 to 49', '50 to 74', '75 to 100'] as const;

/**
 * What an answer said, in a word that answers are told apart by: a whole score · a quarter of the scale from 0 to 100 · yes or no
 * · whether the turn was found (`shared`: held as likely as another) · what a filter decided, and whether that `flips` by the
 * swap · which conversation won · none of these.
 */
export const saidWords = [
  ...oneToFive,
  ...quarters,
  ...(['yes', 'no', 'found', 'shared', 'missed', 'pass', 'drop', 'not applicable', 'flips'] as const),
  ...(['first', 'second', 'even', 'unreadable'] as const),
] as const;
export type Said = (typeof saidWords)[number];

export interface AssessedAnswer {
  /** Its verdict's. */
  readonly id: string;
  /** Form and part, joined by “~”; what begins with the same is a question of the same kind. */
  readonly question: string;
  readonly form: AssessmentForm;
  /** Of the conversations that it is about, the one that was shown first comes first. */
  readonly rows: readonly AssessedRow[];
  readonly said: readonly Said[];
  readonly finding: Finding;
}

/** What a person looks through; what is left out narrows nothing. */
export interface AnswerFilter {
  /** 0-based, in the plan's sets. */
  readonly set?: number;
  /** A question, or the beginning of several. */
  readonly question?: string;
  /** One of `saidWords`; what is none of them no answer said. */
  readonly said?: string;
}

/** In the order in which they were asked: form by form, and in each row by row. */
export function assessedAnswers(
  { plan, rows }: Pick<Assessment, 'plan' | 'rows'>,
  verdicts: readonly Verdict[],
): readonly AssessedAnswer[] {
  const rowsById = new Map(rows.map((row) => [row.id, row]));
  const byId = new Map(verdicts.map((verdict) => [verdict.id, verdict]));
  const answers = verdicts.flatMap((verdict) => answerFrom(verdict, rowsById, byId) ?? []);
  const places = new Map(plan.forms.map((form, place) => [form, place]));
  const placeOf = ({ form }: AssessedAnswer) => places.get(form) ?? plan.forms.length;
  return answers.sort((one, other) => placeOf(one) - placeOf(other));
}

function answerFrom(
  { id, about, finding }: Verdict,
  rowsById: ReadonlyMap<string, AssessedRow>,
  byId: ReadonlyMap<string, Verdict>,
): AssessedAnswer | null {
  const [row = '', named, ...more] = id.split('~');
  const form = assessmentForms.find((known) => known === named);
  const rows = about.flatMap((one) => rowsById.get(one) ?? []);
  if (!form || rows.length === 0) return null;
  const part = form === 'win-rate' ? more.slice(0, 1) : more;
  const said = saidBy(form, finding);
  const before = byId.get(askedId({ form, part: probePart(part[0] ?? '', null), rows: [row] }));
  const flips = form === 'swapped-groups' && before && flipped(before.finding, finding);
  return {
    ...{ id, form, rows, finding },
    question: [form, ...part].join('~'),
    said: flips ? [said, 'flips'] : [said],
  };
}

const flipped = (before: Finding, after: Finding): boolean =>
  'decision' in before && 'decision' in after && before.decision !== after.decision;

const won: Readonly<Record<Choice, Said>> = { first: 'first', second: 'second', tie: 'even' };

function saidBy(form: AssessmentForm, finding: Finding): Said {
  switch (finding.kind) {
    case 'scores':
      return wordOf(form, Object.values(finding.scores));
    case 'comparison':
      return won[majority(finding.choices)];
    case 'filter':
    case 'faithfulness':
    case 'filters':
      return finding.decision;
    case 'not applicable':
    case 'unreadable':
      return finding.kind;
  }
}

/** Of several scores their mean counts. */
function wordOf(form: AssessmentForm, scores: readonly number[]): Said {
  const mean = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
  if (form === 'next-turn') return mean === 0 ? 'missed' : mean < 1 ? 'shared' : 'found';
  if (form === 'gpt-score') return mean >= 0.5 ? 'yes' : 'no';
  if (form === 'llm-eval') return quarters[Math.min(3, Math.floor(mean / 25))] ?? quarters[0];
  return oneToFive[Math.round(mean) - 1] ?? oneToFive[0];
}

export const answersLike = (
  answers: readonly AssessedAnswer[],
  { set, question, said }: AnswerFilter,
): readonly AssessedAnswer[] =>
  answers.filter(
    (answer) =>
      (set === undefined || answer.rows.some((row) => row.set === set)) &&
      (question === undefined || `${answer.question}~`.startsWith(`${question}~`)) &&
      (said === undefined || answer.said.some((word) => word === said)),
  );

/** Every question that was asked, after the form that it belongs to. */
export const questionsIn = (answers: readonly AssessedAnswer[]): readonly string[] => [
  ...new Set(answers.flatMap(({ form, question }) => [form, question])),
];

/** What can be chosen, with how many answers each choice would leave beside the other choices. */
export interface OfferedAnswers {
  /** By the set's place in the plan. */
  readonly sets: readonly number[];
  readonly questions: readonly (readonly [question: string, amount: number])[];
  readonly said: readonly (readonly [word: Said, amount: number])[];
}

export function offeredAnswers(
  { plan }: Pick<Assessment, 'plan'>,
  answers: readonly AssessedAnswer[],
  filter: AnswerFilter,
): OfferedAnswers {
  const amount = (part: AnswerFilter): number => answersLike(answers, { ...filter, ...part }).length;
  const { said: chosen, ...others } = filter;
  const left = answersLike(answers, others);
  return {
    sets: plan.sets.map((_, set) => amount({ set })),
    questions: questionsIn(answers).map((question) => [question, amount({ question })]),
    // What is chosen stays to be seen, also where no answer says it.
    said: saidWords
      .filter((word) => word === chosen || left.some(({ said }) => said.includes(word)))
      .map((word) => [word, amount({ said: word })]),
  };
}

/** Which questions' answers stand behind a figure; a gain has those of the whole form. */
export function questionBehind({ form, part, swap }: AssessmentFigure): string {
  if (form === 'llm-eval' || form === 'win-rate' || part.includes('−')) return form;
  return [form, part, ...(swap === undefined ? [] : [swap])].join('~');
}

/** What an answer is held against: the same question without the swap, or with the two conversations in the other order. */
export function counterpartOf({ form, question, rows }: AssessedAnswer): string | null {
  const [one, other] = rows;
  if (form === 'win-rate' && one && other)
    return askedId({ form, part: 'comparison', rows: [other.id, one.id] });
  const [, expert = '', which] = question.split('~');
  if (form !== 'swapped-groups' || !one || which === asItIs) return null;
  return askedId({ form, part: probePart(expert, null), rows: [one.id] });
}
