// Owns the words of the bench, where versions of experts are held side by side.
import type { Answer, Cell, RowFilter } from '../../../core/bench/table.ts';
import type { Estimate } from '../../../core/statistics/interval.ts';
import { count, counted, dateAndTime, share } from './amounts.ts';

const two = (value: number): string => value.toFixed(2);
const percent = (value: number): string => `${Math.round(value * 100)} %`;

const answers = {
  pass: 'Pass',
  drop: 'Drop',
  preferred: 'Preferred',
  other: 'Rival preferred',
  tie: 'Tie',
} as const;
const states: Readonly<Record<Exclude<Cell['state'], 'answered'>, string>> = {
  none: '–',
  open: 'Open',
  'not applicable': 'Not applicable',
  unreadable: 'Unreadable',
};

export const answerWords = (answer: Answer): string =>
  typeof answer === 'number' ? two(answer).replace(/\.00$/, '') : answers[answer];

export const benchWords = {
  title: 'Benches',
  empty: 'No bench yet',
  emptyText:
    'A bench is a frozen set of conversations with versions of experts side by side. A verdict that is known is never asked again, so a change of one expert re-runs that one alone.',
  make: 'New bench',
  makeTitle: 'A new bench',
  makeText: 'The conversations are copied, so that the bench stays the same whatever becomes of the set.',
  name: 'Name',
  rows: 'Rows',
  rowKinds: {
    sample: 'A sample of a set',
    labelled: 'What people have labelled',
    chosen: 'What is chosen in the list',
    spoilt: 'The corruption set',
  },
  rowHints: {
    sample: 'Drawn by the seed: the same set, number and seed give the same rows.',
    labelled: 'Every conversation of the set with a label; its verdicts are held to them.',
    chosen: 'The conversations chosen under Conversations.',
    spoilt:
      'Clean conversations of the set with their spoilt twins: shuffled, swapped, negated, cut off, looped, with a placeholder, with an insult. What is right is known without a label.',
  },
  howMany: 'How many',
  perKind: 'Of each kind',
  seed: 'Seed',
  chosenCount: (chosen: number) => counted(chosen, 'conversation is', 'conversations are') + ' chosen.',
  create: 'Freeze them',
  cancel: 'Cancel',
  remove: 'Delete this bench',
  removed: (name: string) => `${name} was deleted.`,
  noRows: 'No conversation of this set fits; choose another set or other rows.',
  addColumn: 'Add a column',
  addColumnTitle: 'A column of the bench',
  expert: 'Expert',
  version: 'Version',
  draft: 'Draft, saved as the next version',
  model: 'Critic',
  graded: 'Graded: by the odds of the answers',
  add: 'Add it',
  removeColumn: (name: string) => `Take away ${name}`,
  columnName: (expert: string, number: number, isGraded: boolean) =>
    `${expert} v${number}${isGraded ? ', graded' : ''}`,
  run: 'Run',
  goOn: 'Go on',
  pause: 'Pause',
  progress: 'Cells answered',
  openCells: (open: number) => (open === 0 ? 'Every cell is answered.' : `${counted(open, 'call')} to make.`),
  conversation: 'Conversation',
  rowNumber: (place: number) => count(place),
  spoilt: (kind: string | null) => kind ?? 'clean twin',
  filters: {
    all: 'All',
    disagree: 'Disagree',
    changed: 'Changed',
    invalid: 'Unreadable',
    wrong: 'Wrong',
  } satisfies Record<RowFilter, string>,
  filterLegend: 'Rows',
  filterOption: (name: string, rows: number) => `${name} ${count(rows)}`,
  nothingThrough: 'No row is like that.',
  noColumns: 'Nothing is asked yet',
  noColumnsText: (rows: number) =>
    `${counted(rows, 'conversation')} ${rows === 1 ? 'stands' : 'stand'} in the rows. Add a version of an expert to hold it against them; a second one shows what the change does.`,
  cell: ({ state, answer }: Cell) =>
    state !== 'answered' ? states[state] : answer === null ? states.none : answerWords(answer),
  changed: 'changed',
  wrong: 'wrong',
  asking: 'asking…',
  probability: two,
  close: 'Close',
  details: 'Cell',
  askReason: 'Ask for the reason',
  reasonOnDemand: 'The graded form gives no reason; the written form can be asked for one.',
  rightWas: (answer: Answer) => `Right is: ${answerWords(answer).toLowerCase()}`,
  open: 'Open the conversation',
  trust: 'Can it be trusted?',
  ofColumn: 'Column',
  accuracy: 'On the corruption set',
  accuracyNone:
    'A bench of the corruption set shows how often it is right, by what was spoilt, with no label.',
  threshold: 'Drops above',
  thresholdHint: 'All cells of the column are decided anew; nothing is asked.',
  thresholdFigures: (precision: number | null, recall: number | null, n: number) =>
    `Precision ${precision === null ? '–' : percent(precision)}, recall ${recall === null ? '–' : percent(recall)}, on ${counted(n, 'conversation')} whose answer is known`,
  best: 'Set it where F1 is highest',
  agreement: 'Agreement with people',
  agreementNone:
    'None of these conversations has a label that this expert can be held to. Label some under Review.',
  tuning: (labelled: number) => `To tune by: ${counted(labelled, 'labelled row')}`,
  heldOut: (labelled: number) => `Held out: ${counted(labelled, 'labelled row')}`,
  wholes: 'The conversation as a whole',
  marks: 'Attribute by attribute',
  notComparable: 'No label here speaks of what this expert answers.',
  heldOutHint:
    'Half of the labels, the same ones on every bench. They take part in nothing here until you open them: no mark, no filter, no threshold. Open them when you are done; a version that was chosen by them proves nothing on them.',
  unlock: (labels: number, number: number) =>
    `Open ${counted(labels, 'held-out label')} for version ${number}`,
  isHeldOut: 'Its label is held out',
  neverOpened: 'Never opened so far.',
  openedTimes: (times: number) => `Opened ${counted(times, 'time')} so far`,
  opening: (version: string, model: string, at: number) => `${version}, ${model}: ${dateAndTime(at)}`,
  disagreementsOf: (part: string, what: string) => `${part.split(':')[0]}, ${what.toLowerCase()}`,
  onlyRows: (name: string, rows: number) => `${counted(rows, 'disagreement')}: ${name}`,
  allRows: 'Show all',
  figures: {
    accuracy: 'Same answer',
    kappa: 'Cohen’s κ',
    quadraticKappa: 'Quadratic κ',
    alpha: 'Krippendorff’s α',
    ac1: 'Gwet’s AC1',
  },
  estimate: ({ value, interval, n }: Estimate) =>
    value === null
      ? `not defined on ${count(n)}`
      : `${two(value)}${interval ? ` (${two(interval.low)} to ${two(interval.high)})` : ''}, n ${count(n)}`,
  labelsAre: 'Rows: people; columns: the critic.',
  confusion: 'Confusion matrix',
  disagreements: (rows: number) => `Show ${counted(rows, 'disagreement')}`,
  traces: 'Traces of its own',
  surviveSwap: 'Answers that survive the swap',
  longer: 'Preferred are longer by',
  words: (value: number) => counted(Math.round(value), 'word'),
  unreadable: 'Unreadable answers',
  shareOf: (part: number, of: number) => (of === 0 ? '–' : `${share(part / of)} of ${count(of)}`),
  test: 'Against another version',
  testNone: 'Add another version of this expert to compare the two on the same rows.',
  testOf: (first: number, second: number) => `Version ${first} and ${second}`,
  testCounts: (onlyFirst: number, onlySecond: number, n: number, first: number, second: number) =>
    `Only v${first} right on ${count(onlyFirst)}, only v${second} on ${count(onlySecond)}, of ${count(n)}`,
  testP: (midP: number, exact: number) => `McNemar: p ${two(midP)} (mid-p), ${two(exact)} (exact)`,
  testLacking: (lacking: number | null) =>
    lacking === null
      ? 'No difference is seen; no number of labels would show one.'
      : lacking === 0
        ? 'There are enough labels to tell such a difference.'
        : `Label about ${counted(lacking, 'more', 'more')} to tell such a difference.`,
  tried: (versions: number) => `${counted(versions, 'version')} of it tried so far`,
};
