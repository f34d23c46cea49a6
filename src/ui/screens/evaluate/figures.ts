// Owns the tables of the Evaluate screen as data: sections of figures, each with an estimate a column. What the screen, the plots
// and the CSV show is this.
import type { EvaluatedSets } from '../../../../workers/studio-api/evaluate.ts';
import {
  demographicGroups,
  type DemographicGroup,
  type DemographicRow,
} from '../../../core/evaluate/demographics.ts';
import type { SetMeasures } from '../../../core/evaluate/evaluate.ts';
import type { MetricId } from '../../../core/evaluate/metric.ts';
import { safetyKinds } from '../../../core/evaluate/safety.ts';
import { faultKinds } from '../../../core/conversation/fault.ts';
import { shareOf, type Estimate } from '../../../core/statistics/interval.ts';
import { evaluateWords as words } from '../../words/en/evaluate.ts';
import { faultWords } from '../../words/en/faults.ts';
import { metricWords } from '../../words/en/metrics.ts';
import {
  fairnessFigures,
  fairnessWords,
  groupWords,
  safetyWords,
  type FairnessFigure,
  type Format,
  type MeasureWords,
} from '../../words/en/measures.ts';

export const sectionNames = ['corpus', 'diversity', 'accuracy', 'faults', 'safety', 'fairness'] as const;
export type SectionName = (typeof sectionNames)[number];

/** One line of a table: a figure of every set. */
export interface FigureRow {
  readonly id: string;
  readonly name: string;
  readonly format: Format;
  readonly how: string;
  readonly source?: string;
  /** What n counts. */
  readonly of: string;
  /** The interval is no 95 % interval but the range of draws. */
  readonly isRange?: true;
  /** A column each. */
  readonly estimates: readonly Estimate[];
  /** The conversations behind it, a column each; empty where that would be nearly all. */
  readonly behind: readonly (readonly string[])[];
  /** Where the answers behind it are read one by one. */
  readonly answers?: readonly { readonly name: string; readonly href: string }[];
}

export interface FigureSection<Name extends string = string> {
  readonly name: Name;
  readonly title: string;
  readonly rows: readonly FigureRow[];
  /** What was looked for and not found, or not asked. */
  readonly note: string;
}

const metricsOf: Readonly<Record<'corpus' | 'diversity' | 'accuracy', readonly MetricId[]>> = {
  corpus: [
    ...(['conversations', 'turns-per-conversation', 'words-per-turn', 'words'] as const),
    ...(['attributes', 'attributes-per-profile', 'turns-with-question', 'turns-with-exclamation'] as const),
  ],
  diversity: [
    ...([
      'distinct-1',
      'distinct-2',
      'distinct-3',
      'self-bleu-4',
      'mtld',
      'compression-ratio',
      'vendi',
    ] as const),
    ...(['distinct-openings', 'category-coverage', 'near-duplicates', 'copied-from-exemplars'] as const),
  ],
  accuracy: [
    ...(['next-none', 'next-self', 'next-their', 'next-both', 'next-self-gain', 'next-their-gain'] as const),
    ...(['extraction-1', 'extraction-2'] as const),
  ],
};

type Untitled = Omit<FigureSection<SectionName>, 'title'>;

const nothing: Estimate = { value: null, n: 0, interval: null };

/** Sections without rows are left out. */
export function figureSections(
  evaluated: EvaluatedSets,
  fairness: FairnessFigure,
): readonly FigureSection<SectionName>[] {
  const sections: readonly Untitled[] = [
    ...(['corpus', 'diversity', 'accuracy'] as const).map((name) => metricSection(evaluated, name)),
    faultSection(evaluated),
    safetySection(evaluated),
    fairnessSection(evaluated, fairness),
  ];
  return sections
    .filter(({ rows }) => rows.length > 0)
    .map((section) => ({ ...section, title: words.sections[section.name] }));
}

function rowFrom(
  id: string,
  told: MeasureWords,
  { budgets, sets }: EvaluatedSets,
  estimateOf: (set: SetMeasures) => Estimate | undefined,
): FigureRow {
  const { name, format, of, how, source } = told;
  const estimates = sets.map((set) => estimateOf(set) ?? nothing);
  return {
    ...{ id, name, format, of, estimates, behind: [] },
    how: how(budgets),
    ...(source === undefined ? {} : { source }),
    ...(id.startsWith('distinct-') && format === 'number' ? { isRange: true } : {}),
  };
}

/** A figure that no set has, such as coverage without categories, is left out. */
const isSomewhere = ({ estimates }: FigureRow): boolean => estimates.some(({ value }) => value !== null);

function metricSection(evaluated: EvaluatedSets, name: keyof typeof metricsOf): Untitled {
  const rows = metricsOf[name].map((id) =>
    rowFrom(id, metricWords[id], evaluated, ({ metrics }) => metrics.find((found) => found.id === id)),
  );
  return { name, rows: rows.filter(isSomewhere), note: '' };
}

function faultSection(evaluated: EvaluatedSets): Untitled {
  const rows = faultKinds.map((kind) => {
    const { name, explanation } = faultWords[kind];
    const how = () => `${explanation} ${words.faultHow}`;
    const told: MeasureWords = { name, format: 'share', of: 'conversations', how };
    return rowFrom(kind, told, evaluated, ({ faults }) => faults.find((found) => found.kind === kind)?.share);
  });
  const isFound = ({ estimates }: FigureRow) => estimates.some(({ value }) => (value ?? 0) > 0);
  const absent = rows.filter((row) => !isFound(row)).map(({ name }) => name);
  return { name: 'faults', rows: rows.filter(isFound), note: absent.length > 0 ? words.absent(absent) : '' };
}

function safetySection(evaluated: EvaluatedSets): Untitled {
  const rows = safetyKinds.map((kind) => {
    const countIn = ({ safety }: SetMeasures) => safety.find((found) => found.kind === kind);
    return {
      ...rowFrom(kind, safetyWords[kind], evaluated, (set) => countIn(set)?.share),
      behind: evaluated.sets.map((set) => countIn(set)?.conversationIds ?? []),
    };
  });
  const notAsked = rows.filter((row) => !isSomewhere(row)).map(({ name }) => name);
  const note = notAsked.length > 0 ? words.notAsked(notAsked) : '';
  return { name: 'safety', rows: rows.filter(isSomewhere), note };
}

/** A line for each group that any set mentions, after one for all conversations. */
function fairnessSection(evaluated: EvaluatedSets, figure: FairnessFigure): Untitled {
  const groups = [null, ...(Object.keys(demographicGroups) as DemographicGroup[])];
  const rows = groups.map((group) => {
    const rowIn = ({ demographics }: SetMeasures): DemographicRow | undefined =>
      demographics.find((row) => row.group === group);
    const unmentioned = ({ demographics: [all] }: SetMeasures): Estimate | undefined =>
      figure === 'mentions' ? shareOf(0, all?.mentions.n ?? 0) : undefined;
    const name = group === null ? words.everyone : groupWords[group];
    const told = { ...fairnessWords[figure], name };
    return {
      ...rowFrom(group ?? 'all', told, evaluated, (set) => rowIn(set)?.[figure] ?? unmentioned(set)),
      behind: evaluated.sets.map((set) => (group === null ? [] : (rowIn(set)?.conversationIds ?? []))),
    };
  });
  const mentioned = rows.filter((row) =>
    figure === 'mentions' ? row.estimates.some(({ value }) => (value ?? 0) > 0) : isSomewhere(row),
  );
  return { name: 'fairness', rows: mentioned.length > 1 ? mentioned : [], note: '' };
}

/** Figures by group that any set has. */
export const fairnessFiguresOf = ({ sets }: EvaluatedSets): readonly FairnessFigure[] =>
  fairnessFigures.filter((figure) =>
    sets.some(({ demographics }) => demographics.some((row) => row[figure].value !== null)),
  );
