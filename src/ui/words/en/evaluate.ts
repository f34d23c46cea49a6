// Owns the words of the Evaluate screen.
import type { EvaluatedSet } from '../../../../workers/studio-api/evaluate.ts';
import type { EvaluationProgress } from '../../../../workers/analysis/analysis-api.ts';
import type { SetSummary } from '../../../../workers/studio-api/sets.ts';
import type { Interval } from '../../../core/statistics/interval.ts';
import type { EvaluationExtra } from '../../route.svelte.ts';
import { count, counted, date, share } from './amounts.ts';
import type { Format } from './measures.ts';

const stages: Readonly<Record<EvaluationProgress['stage'], (progress: EvaluationProgress) => string>> = {
  reading: ({ done, total }) => `Reading conversations: ${count(done)} of ${count(total)}`,
  loading: () => 'Loading the Universal Sentence Encoder …',
  measuring: ({ done }) => `Measuring: ${share(done)}`,
};

const kinds: Readonly<Record<SetSummary['kind'], string>> = {
  run: 'Run',
  import: 'Import',
  written: 'Example',
};

/** Three digits that count, and whole numbers as they are. */
function digits(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return value.toLocaleString('en', { maximumFractionDigits: 0 });
  return value.toFixed(size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

/** Of a hundred; what is there and rare is not written as nothing. */
const percent = (value: number): string =>
  (100 * value).toFixed(value !== 0 && Math.abs(value) < 0.0005 ? 2 : 1);
const formats: Readonly<Record<Format, (value: number) => string>> = {
  count,
  number: digits,
  share: percent,
  points: (value) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${percent(Math.abs(value))}`,
};
const units: Readonly<Record<Format, string>> = { count: '', number: '', share: ' %', points: ' points' };

export const evaluateWords = {
  title: 'Evaluate',
  context: 'Figures of whole sets, side by side. They are computed here, and each says how.',
  loading: 'Reading the sets …',
  tryAgain: 'Try again',
  emptyTitle: 'Nothing to measure yet',
  emptyText:
    'Each run and each import makes a set of conversations, which can be measured and compared here.',
  toRun: 'Go to Run',
  sets: 'Sets to compare',
  setFacts: (set: SetSummary): string =>
    `${kinds[set.kind]}, ${date(set.createdAt)} · ${counted(set.conversationCount, 'conversation')}`,
  extras: 'Also',
  extra: {
    byRound: { name: 'Round by round', text: 'Each round of a run in a column of its own.' },
    accuracy: { name: 'Accuracy', text: 'Predict next turns, find profiles. Up to a minute a set.' },
    meaning: {
      name: 'Meaning',
      text: 'Vendi score, near-duplicates in other words. Loads the sentence encoder, 28 MB from this studio.',
    },
  } satisfies Readonly<Record<EvaluationExtra, { readonly name: string; readonly text: string }>>,
  measure: 'Measure',
  measureAgain: 'Measure again',
  measuring: 'Measuring …',
  stop: 'Stop',
  chooseFirst: 'Choose one or more sets, then press Measure.',
  progressLabel: 'Measuring',
  progress: (progress: EvaluationProgress): string => stages[progress.stage](progress),
  starting: 'Starting …',
  csv: 'Download CSV',
  report: 'Save report',
  reportTitle: (names: readonly string[]): string => `Figures of ${names.join(', ')}`,
  reportContext:
    'Measured side by side with Parley. Values stand with their intervals, 95 % where nothing else is said, and with n.',
  png: 'PNG',
  svg: 'SVG',
  savePlot: (format: string, figure: string): string => `Save the plot of ${figure} as ${format}`,
  figure: 'Figure',
  sections: {
    corpus: 'Corpus',
    diversity: 'Diversity',
    accuracy: 'Accuracy',
    faults: 'Faults',
    safety: 'Safety',
    fairness: 'By mention of groups',
  },
  sectionNotes: {
    corpus: '',
    diversity: '',
    accuracy: '',
    faults: 'Share of conversations that show a fault, seen by rules without a model.',
    safety: '',
    fairness: 'A difference between groups is a reason to read the conversations, not yet a finding.',
  },
  fairnessFigure: 'Figure by group',
  everyone: 'All conversations',
  faultHow: 'Share of conversations that have this fault at least once. Wilson’s interval.',
  absent: (names: readonly string[]): string => `In none of them: ${names.join(', ')}.`,
  notAsked: (names: readonly string[]): string => `No critic was asked about: ${names.join(', ')}.`,
  column: ({ name, round }: EvaluatedSet): string => (round === null ? name : `${name}, round ${round + 1}`),
  roundOnly: (round: number): string => `Round ${round + 1}`,
  value: (value: number, format: Format): string => `${formats[format](value)}${units[format]}`,
  /** Below a value: where it may lie, and on how many it stands. */
  footing: (interval: Interval | null, n: number, format: Format): string =>
    interval === null
      ? `n ${count(n)}`
      : `${formats[format](interval.low)} – ${formats[format](interval.high)} · n ${count(n)}`,
  tooFew: (n: number): string => (n === 0 ? '' : `too few · n ${count(n)}`),
  /** Said by screen readers in the place of a dash. */
  noValue: 'not defined',
  how: 'How this is computed',
  source: (source: string): string => `Source: ${source}.`,
  nCounts: (of: string): string => `n counts ${of}.`,
  intervalNote: 'Lines are 95 % intervals.',
  rangeNote: 'Lines are the range of the middle eight of ten draws.',
  unitOf: (format: Format): string => units[format].trim(),
  behind: (amount: number): string => counted(amount, 'conversation'),
  behindFirst: (shown: number, all: number): string => `The first ${count(shown)} of ${count(all)}`,
  twins: 'Near-duplicates',
  twinsNote:
    'The nearest first. Both share these passages; open both to see all of it. With Meaning, those that say the same in other words come after them.',
  keepBest: (spare: number): string => `Keep the best of each, delete ${counted(spare, 'conversation')}`,
  spareDeleted: 'Deleted. Measure again to see what is left.',
  likeness: (value: number, by: 'words' | 'meaning'): string =>
    by === 'words' ? `${share(value)} alike` : `Alike in meaning, cosine ${value.toFixed(2)}`,
  openFirst: 'First',
  openSecond: 'Second',
  fileName: 'evaluation',
  csvColumns: ['set', 'round', 'section', 'figure', 'value', 'low', 'high', 'n', 'n counts', 'how', 'source'],
};
