// Owns the words of the Review screen and of labels wherever they are shown.
import type { Judgement, LabelDecision } from '../../../core/review/label.ts';
import type { QueueOrder } from '../../../core/review/queue.ts';
import { count, counted, dateAndTime, seconds } from './amounts.ts';

export const labelDecisionWords: Readonly<Record<LabelDecision, string>> = {
  accept: 'Accepted',
  reject: 'Rejected',
};

export const labels = {
  title: 'Labels',
  none: 'Nobody has labelled this conversation.',
  give: 'Label this conversation',
  undecided: 'Not decided',
  score: (score: number) => `${score} of 5`,
  marks: ({ marks = [] }: Judgement) => counted(marks.length, 'attribute marked', 'attributes marked'),
  when: (at: number) => dateAndTime(at),
  took: (amount: number) => `${seconds(amount)} in view`,
};

const queueOrders: Readonly<Record<QueueOrder, string>> = {
  set: 'Set order',
  shuffled: 'Shuffled',
  disagreement: 'Disagreement first',
  uncertainty: 'Uncertain first',
};

export const review = {
  title: 'Review',
  toTasks: 'Human evaluation',
  loading: 'Reading the set…',
  loadingOne: 'Reading the conversation…',
  noSets: {
    title: 'Nothing to label yet',
    text: 'Labels say what a person thinks of a conversation; critics are held against them. Generate conversations or bring your own first.',
    run: 'Plan a run',
  },
  empty: {
    title: 'This set is empty',
    text: 'Conversations can be labelled as soon as they are in it.',
  },
  who: {
    title: 'Who labels?',
    text: 'The name stands with each label, in the studio and in files. Several people can label the same set, each under their own name.',
    name: 'Name',
    begin: 'Begin',
    change: (name: string) => `As ${name}`,
    changeHint: (name: string) => `Labelling as ${name}: change`,
    known: 'Labelled here before',
  },
  order: 'Order',
  orders: queueOrders,
  seed: 'Seed',
  noGrounds: {
    set: '',
    shuffled: '',
    disagreement: 'Nobody disagrees yet on any of these conversations, so they come in the order of the set.',
    uncertainty:
      'No expert was unsure of any of these conversations, so they come in the order of the set. Experts with a degree, such as toxicity, can be.',
  } satisfies Record<QueueOrder, string>,
  blind: 'Blind until decided',
  goOn: 'Go on after deciding',
  progress: (labelled: number, all: number) => `${count(labelled)} of ${count(all)} decided`,
  progressLabel: 'Decided so far',
  place: (place: number, all: number) => `${count(place + 1)} of ${count(all)} in the queue`,
  decision: 'Decision',
  accept: 'Accept',
  reject: 'Reject',
  score: 'Score',
  scoreOf: (score: number) => `Score ${score} of 5`,
  scoreEnds: '1 worst, 5 best',
  marks: 'Attributes',
  attribute: 'Attribute',
  mark: {
    supported: 'Supported',
    'not mentioned': 'Not mentioned',
    contradicted: 'Contradicted',
  },
  markOf: (mark: string, attribute: string) => `${mark}: ${attribute}`,
  previousAttribute: 'Attribute before',
  nextAttribute: 'Attribute after',
  note: 'Note',
  writeNote: 'Write a note',
  noteHint: 'Escape leaves the note',
  back: 'Back',
  next: 'Next',
  nextOpen: 'Next undecided',
  undo: 'Undo',
  clear: 'Clear label',
  allKeys: 'Press ? for all keys.',
  hidden: 'Verdicts, faults and labels of others are hidden until you decide.',
  reveal: 'Show them now',
  verdicts: 'Verdicts',
  others: 'Labels of others',
  noOthers: 'Nobody else has labelled this conversation.',
  said: {
    accept: 'Accepted.',
    reject: 'Rejected.',
    cleared: 'Label cleared.',
    undone: 'Undone.',
    nothingToUndo: 'Nothing to undo.',
    allDecided: 'Every conversation of this set is decided.',
  },
};
