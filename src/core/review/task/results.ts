// Owns what the answers to a task come to: rates with intervals, and how far annotators agree (method.md, section 5).
import { bootstrapInterval, grouped, shareOf, type Estimate } from '../../statistics/interval.ts';
import { fleissKappa } from '../../trust/several-raters.ts';
import { cohenKappa, type Value } from '../../trust/two-raters.ts';
import { derive } from '../../random.ts';
import type { HumanTask, StatementKind, TaskAnswer } from './task.ts';

export interface Agreement {
  readonly kind: "Cohen's κ" | "Fleiss' κ";
  readonly annotators: number;
  /** Resampled by item. */
  readonly kappa: Estimate;
}

export interface TuringResults {
  readonly kind: 'turing';
  /** The tested conversation was found out. */
  readonly losing: Estimate;
  /** The reference was taken for the model's. */
  readonly winning: Estimate;
  readonly tie: Estimate;
  readonly agreement: Agreement | null;
}

export interface FaithfulnessResults {
  readonly kind: 'faithfulness';
  /** Of what was ticked, the share that is real. */
  readonly precision: Estimate;
  /** Of what is real, the share that was ticked. */
  readonly recall: Estimate;
  /** Of the statements of each kind, the share that was ticked. */
  readonly ticked: Readonly<Record<StatementKind, Estimate>>;
  readonly agreement: Agreement | null;
}

export type TaskResults = TuringResults | FaithfulnessResults;

export function resultsOf(task: HumanTask, answers: readonly TaskAnswer[]): TaskResults {
  const known = new Set(task.items.map(({ id }) => id));
  const mine = answers.filter(({ item, answer }) => answer.kind === task.kind && known.has(item));
  return task.kind === 'turing' ? turingResults(task, mine) : faithfulnessResults(task, mine);
}

const outcomes = ['losing', 'winning', 'tie'] as const;
type TuringOutcome = (typeof outcomes)[number];

function turingResults(
  task: Extract<HumanTask, { kind: 'turing' }>,
  answers: readonly TaskAnswer[],
): TuringResults {
  const testedSide = new Map(task.items.map(({ id }, index) => [id, task.truths[index]?.tested]));
  const judged = answers.flatMap(({ item, annotator, answer }) => {
    if (answer.kind !== 'turing') return [];
    const { choice } = answer;
    const value: TuringOutcome =
      choice === 'tie' ? 'tie' : choice === testedSide.get(item) ? 'losing' : 'winning';
    return [{ item, annotator, value }];
  });
  const rate = (wanted: TuringOutcome) => rateOf(judged, ({ value }) => value === wanted, task.seed);
  return {
    kind: 'turing',
    losing: rate('losing'),
    winning: rate('winning'),
    tie: rate('tie'),
    agreement: agreementOf(judged, outcomes, task.seed),
  };
}

function faithfulnessResults(
  task: Extract<HumanTask, { kind: 'faithfulness' }>,
  answers: readonly TaskAnswer[],
): FaithfulnessResults {
  const kindsOf = new Map(task.items.map(({ id }, index) => [id, task.truths[index]?.kinds ?? []]));
  const judged = answers.flatMap(({ item, annotator, answer }) =>
    answer.kind !== 'faithfulness'
      ? []
      : (kindsOf.get(item) ?? []).map((kind, place) => ({
          item,
          annotator,
          place,
          kind,
          value: answer.ticked.includes(place) ? ('ticked' as const) : ('left' as const),
        })),
  );
  const isTicked = ({ value }: (typeof judged)[number]) => value === 'ticked';
  const of = (kind: StatementKind) =>
    rateOf(
      judged.filter((one) => one.kind === kind),
      isTicked,
      task.seed,
    );
  return {
    kind: 'faithfulness',
    precision: rateOf(judged.filter(isTicked), ({ kind }) => kind === 'real', task.seed),
    recall: of('real'),
    ticked: {
      real: of('real'),
      negated: of('negated'),
      contradicting: of('contradicting'),
      other: of('other'),
    },
    agreement: agreementOf(
      judged.map((one) => ({ ...one, part: `${one.item} ${one.place}` })),
      ['ticked', 'left'],
      task.seed,
    ),
  };
}

/** Wilson's interval where each item was answered once; else the items are resampled, since answers to one item hang together. */
function rateOf<Judged extends { readonly item: string }>(
  judged: readonly Judged[],
  counts: (one: Judged) => boolean,
  seed: number,
): Estimate {
  const groups = grouped(judged, ({ item }) => item);
  const estimate = shareOf(judged.filter(counts).length, judged.length);
  if (groups.length === judged.length || estimate.value === null) return estimate;
  const share = (sampled: readonly Judged[]) =>
    sampled.length === 0 ? null : sampled.filter(counts).length / sampled.length;
  return { ...estimate, interval: bootstrapInterval(groups, share, derive(seed, 'rate')) };
}

interface Judged<Given extends Value> {
  readonly item: string;
  /** What was judged within the item; the item itself where it is left out. */
  readonly part?: string;
  readonly annotator: string;
  readonly value: Given;
}

/** null with fewer than two annotators. */
function agreementOf<Given extends Value>(
  judged: readonly Judged<Given>[],
  values: readonly Given[],
  seed: number,
): Agreement | null {
  const annotators = [...new Set(judged.map(({ annotator }) => annotator))].sort();
  if (annotators.length < 2) return null;
  const ratings = grouped(judged, ({ part, item }) => part ?? item).map((given) => ({
    item: given[0]?.item ?? '',
    given: annotators.map((name) => given.find(({ annotator }) => annotator === name)?.value ?? null),
  }));
  const kappaOf = (rows: readonly { readonly given: readonly (Given | null)[] }[]): number | null => {
    if (annotators.length > 2)
      return fleissKappa(
        rows.map(({ given }) => given),
        values,
      );
    const pairs = rows.flatMap(({ given: [one, other] }) =>
      one === null || one === undefined || other === null || other === undefined
        ? []
        : [[one, other] as const],
    );
    return cohenKappa(pairs, values);
  };
  const groups = grouped(ratings, ({ item }) => item);
  const value = kappaOf(ratings);
  const interval = value === null ? null : bootstrapInterval(groups, kappaOf, derive(seed, 'kappa'));
  return {
    kind: annotators.length > 2 ? "Fleiss' κ" : "Cohen's κ",
    annotators: annotators.length,
    kappa: {
      value,
      n: ratings.filter(({ given }) => given.filter((one) => one !== null).length > 1).length,
      interval,
    },
  };
}
