// Owns the words of an assessment's answers, read one by one.
import type { AssessedAnswer, Said } from '../../../core/assess/answers.ts';
import type { AssessmentForm } from '../../../core/assess/assessment.ts';
import type { Swap } from '../../../core/evaluate/counterfactual.ts';
import type { ChoiceProbability } from '../../../core/ports.ts';
import { count, counted, share } from './amounts.ts';
import { assessWords, partName } from './assess.ts';

const said: Readonly<Record<Said, string>> = {
  ...{ '1': 'Score 1', '2': 'Score 2', '3': 'Score 3', '4': 'Score 4', '5': 'Score 5' },
  ...{ '0 to 24': '0 to 24', '25 to 49': '25 to 49', '50 to 74': '50 to 74', '75 to 100': '75 to 100' },
  ...{ yes: 'Yes', no: 'No', found: 'Found', shared: 'Found among others', missed: 'Missed' },
  ...{ pass: 'Pass', drop: 'Drop', 'not applicable': 'Not applicable', flips: 'Flips' },
  ...{ first: 'The first won', second: 'The second won', even: 'Even', unreadable: 'Unreadable' },
};

/** “G-Eval: coherence”; the beginning of several questions has the form's name alone. */
function questionName(question: string): string {
  const [form = '', part, which] = question.split('~');
  const { name, short = name } = assessWords.forms[form as AssessmentForm];
  if (part === undefined || part === 'scores' || part === 'comparison') return short;
  if (which === undefined || which === 'as it is')
    return `${short}: ${partName({ part }).toLowerCase()}${which === undefined ? '' : ', as it is'}`;
  return `${short}: ${part}, ${partName({ part, swap: which as Swap }).replace(/: [^:]*$/, '')}`;
}

const score = (value: number): string => String(Math.round(100 * value) / 100);

/** A score with its name where there are several, as exactly as it was given. */
function exactly({ form, finding }: Pick<AssessedAnswer, 'form' | 'finding'>): string {
  if (finding.kind === 'comparison') {
    const shown = { first: 'first', second: 'second', tie: 'tie' } as const;
    return Object.entries(finding.choices)
      .map(([dimension, choice]) => `${dimension} ${shown[choice]}`)
      .join(' · ');
  }
  if (finding.kind === 'filter') {
    const much = finding.probability ?? finding.degree;
    return much === undefined ? '' : share(much);
  }
  if (finding.kind !== 'scores') return '';
  const scores = Object.entries(finding.scores);
  if (form === 'gpt-score') return scores.map(([, value]) => `P(yes) ${score(value)}`).join('');
  if (form === 'g-eval') return scores.map(([, value]) => `${score(value)} of 5`).join('');
  return form === 'next-turn' ? '' : scores.map(([name, value]) => `${name} ${score(value)}`).join(' · ');
}

export const answersWords = {
  title: (assessment: string): string => `Answers: ${assessment}`,
  back: 'Figures',
  read: 'Read the answers',
  readThese: (set: string): string => `Answers on ${set}`,
  readUnreadable: 'Read them',
  loading: 'Reading the answers …',
  loadingOne: 'Reading the answer …',
  none: { title: 'No answer yet', text: 'Each answer of the critic stands here as it comes.' },
  noMatch: { title: 'No answer is like that', text: 'Other sets, questions or answers may be.' },
  showAll: 'Show all answers',
  list: 'Answers',
  coming: '…',
  keys: 'Use j and k or the arrow keys to go from answer to answer.',
  context: (shown: number, all: number, unreadable: number): string =>
    `${shown === all ? counted(all, 'answer') : `${count(shown)} of ${counted(all, 'answer')}`}, ${
      unreadable === 0 ? 'all readable' : `${count(unreadable)} unreadable`
    }`,
  set: 'Set',
  anySet: 'All sets',
  question: 'Question',
  anyQuestion: 'All questions',
  answer: 'Answer',
  anyAnswer: 'All answers',
  option: (name: string, amount: number): string => `${name} · ${count(amount)}`,
  questionName,
  said: (word: Said): string => said[word],
  /** What was said in a line. */
  line: (answer: AssessedAnswer): string => answer.said.map((word) => said[word]).join(', '),
  exactly,
  place: (place: number, all: number): string => `${count(place)} of ${count(all)}`,
  previous: 'Previous answer',
  next: 'Next answer',
  toList: 'Answers',
  written: 'What the critic wrote',
  time: (time: number): string => `Asked ${time === 1 ? 'first' : `again, ${count(time)} times in all`}`,
  empty: 'Nothing: the answer was empty.',
  forgotten:
    'The text itself is not kept in this browser: known answers were forgotten, or the assessment came with a file.',
  unreadable: 'It could not be read, and counts for nothing.',
  reason: 'Reason',
  odds: 'Odds',
  probability: ({ probability }: ChoiceProbability): string => `${(100 * probability).toFixed(1)} %`,
  asked: 'The question, word for word',
  askedElsewise:
    'The question was put in other words than this version of the studio uses, and is not kept word for word.',
  roles: { system: 'Instruction', user: 'Question', assistant: 'Answer' },
  counterpart: (form: AssessmentForm): string =>
    form === 'win-rate' ? 'The same two in the other order' : 'The same, without the swap',
  conversation: (set: string): string => `Conversation of ${set}`,
  shown: (set: string, place: number): string => `Shown ${place === 0 ? 'first' : 'second'}: ${set}`,
  open: 'Open in its set',
  gone: 'No longer in its set. This is the copy that was asked about.',
};
