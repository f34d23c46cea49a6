// Owns the words of tasks for people: blind tests and faithfulness tasks, here and on the page that others answer.
import type { TaskSummary } from '../../../../workers/studio-api/tasks.ts';
import type { StatementKind, TaskKind } from '../../../core/review/task/task.ts';
import { count, counted } from './amounts.ts';
import { dialogue } from './verdicts.ts';

const kindWords: Readonly<Record<TaskKind, string>> = {
  turing: 'Blind test',
  faithfulness: 'Faithfulness task',
};
const statementWords: Readonly<Record<StatementKind, string>> = {
  real: 'Real',
  negated: 'Negated, not shown otherwise',
  contradicting: 'Contradicting one that is shown',
  other: 'Of somebody else',
};
const turingQuestion = 'Which of the two did a model write?';
const faithfulnessQuestion = 'Which of these does the conversation imply?';

const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;

export const tasks = {
  title: 'Human evaluation',
  context: 'People judge blind: which conversation a model wrote, or which attributes a conversation shows.',
  toLabels: 'Labels',
  back: 'All tasks',
  loading: 'Reading the tasks…',
  empty: {
    title: 'No tasks yet',
    text: 'A task is a frozen list of conversations, drawn by seed. Answer it here, or give it to others as one HTML file.',
  },
  create: 'New task',
  kinds: kindWords,
  kindHints: {
    turing:
      'Two conversations side by side, one of each set, brought to the same casing, spacing and number of turns. Which did a model write, or tie?',
    faithfulness:
      'One conversation and eight statements about one of its speakers: four real, four not. Which does it imply?',
  } satisfies Record<TaskKind, string>,
  fields: {
    kind: 'Kind',
    name: 'Name',
    tested: 'Conversations to test',
    reference: 'Reference',
    of: 'Conversations',
    count: 'Items',
    mostTurns: 'Turns at most',
    seed: 'Seed',
  },
  defaultName: (kind: TaskKind, tested: string) => `${kindWords[kind]}: ${tested}`,
  pool: (name: string, round: number | null) => (round === null ? name : `${name}, round ${round + 1}`),
  poolOption: (name: string, size: number) => `${name} (${count(size)})`,
  sameSet: 'Choose two different sets or rounds.',
  noPools: 'There are no conversations with four turns or more in this project.',
  noProfiles: 'None of these has a speaker with four attributes or more.',
  draw: 'Draw items',
  drawing: 'Drawing…',
  cancel: 'Cancel',
  noneDrawn:
    'No item could be drawn: too few conversations, or too few attributes that are surely somebody else’s.',
  items: (amount: number) => counted(amount, 'item'),
  answered: (name: string, answers: number, items: number) => `${name}: ${count(answers)} of ${count(items)}`,
  listed: ({ kind, items, annotators }: TaskSummary) =>
    [
      kindWords[kind],
      counted(items, 'item'),
      ...annotators.map(({ name, answers }) => `${name}: ${count(answers)} of ${count(items)}`),
    ].join(' · '),
  nobody: 'Nobody has answered yet.',
  answer: 'Answer',
  page: 'Page for others',
  pageHint: 'One HTML file that works without a network. What is true of the items is not in it.',
  importAnswers: 'Import answers',
  answersFile: 'File of answers',
  imported: (annotator: string, answers: number) => `Took in ${counted(answers, 'answer')} of ${annotator}`,
  notTaken: (amount: number) => `${counted(amount, 'answer')} could not be taken`,
  remove: 'Delete',
  removed: (name: string) => `Deleted “${name}”`,
  drawnFrom: (tested: string, reference: string | null, seed: number) =>
    reference === null ? `From ${tested}, seed ${seed}` : `${tested} against ${reference}, seed ${seed}`,
  results: 'Results',
  annotators: 'Annotators',
  figure: 'Figure',
  value: 'Value',
  interval: '95 % interval',
  n: 'n',
  rates: {
    losing: 'Losing rate: the tested one was found out',
    winning: 'Winning rate: the reference was taken for the model’s',
    tie: 'Ties',
    precision: 'Precision: of what was ticked, real',
    recall: 'Recall: of what is real, ticked',
  },
  tickedOf: (kind: StatementKind) => `Ticked: ${statementWords[kind].toLowerCase()}`,
  kappa: (kind: string, annotators: number) => `${kind} between ${counted(annotators, 'annotator')}`,
  noKappa: 'Agreement needs two annotators.',
  how: 'With one answer an item, Wilson’s interval; with several, items are drawn again with all their answers (1,000 times), as for κ.',
  percent,
  number: (value: number) => value.toFixed(2),
  notDefined: 'Not defined',
  question: { turing: turingQuestion, faithfulness: faithfulnessQuestion } satisfies Record<TaskKind, string>,
  left: 'Left',
  right: 'Right',
  tie: 'Tie',
  previous: 'Back',
  next: 'Next',
  about: (speaker: 1 | 2) => `Statements about ${dialogue.speaker(speaker)}`,
  statement: (place: number) => `Statement ${place + 1}`,
  progress: (done: number, all: number) => `${count(done)} of ${count(all)} answered`,
  progressLabel: 'Answered so far',
  done: { title: 'All items are answered', text: 'Results are on the task’s page.', to: 'See results' },
  allKeys: 'Press ? for all keys.',
};

/** What the page for others says. */
export const taskPageWords = {
  title: 'Parley',
  turing: `${turingQuestion} Tie, if you can’t tell.`,
  faithfulness: faithfulnessQuestion,
  offline:
    'This page loads nothing and sends nothing. At the end, or whenever you like, save your answers as a file and give that back.',
  who: 'Under which name do you answer?',
  name: 'Name',
  begin: 'Begin',
  first: dialogue.speaker(1),
  second: dialogue.speaker(2),
  left: 'Left',
  right: 'Right',
  tie: 'Tie',
  tickFirst: `Tick what the conversation implies about ${dialogue.speaker(1)}:`,
  tickSecond: `Tick what the conversation implies about ${dialogue.speaker(2)}:`,
  next: 'Next',
  back: 'Back',
  save: 'Save answers',
  done: 'That was all. Thank you.',
};
