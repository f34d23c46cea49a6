// Owns how often each expert is right on the corruption set: it should object to what concerns it, and never to a clean twin.
// Kinds that do not concern an expert say nothing about it and are not counted.
import { filterFindings, filterNames, type Verdict } from '../critic/verdict.ts';
import { grouped, shareOf, type Estimate } from '../statistics/interval.ts';
import type { CorruptionCase } from './corruption-set.ts';
import { objectorsTo, type CorruptionKind } from './corruption.ts';

/** A model's name, or null for rules. */
type ModelName = string | null;

/** One expert's answer on one case. */
export interface CaseAnswer {
  readonly expert: string;
  readonly model: ModelName;
  /** A kind of corruption, or 'clean' for the twins. */
  readonly kind: CorruptionKind | 'clean';
  /** “Not applicable” is never right, nor is what could not be read. */
  readonly isRight: boolean;
}

export interface AccuracyRow {
  readonly expert: string;
  readonly model: ModelName;
  readonly kind: CorruptionKind | 'clean';
  /** Share of right answers, with Wilson's interval. */
  readonly accuracy: Estimate;
}

/** One row for each expert, model and kind, in the order in which they are first met. */
export function accuracyOf(answers: readonly CaseAnswer[]): readonly AccuracyRow[] {
  const rows = grouped(answers, ({ expert, model, kind }) => JSON.stringify([expert, model, kind]));
  return rows.flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { expert, model, kind } = first;
    const right = group.filter(({ isRight }) => isRight).length;
    return [{ expert, model, kind, accuracy: shareOf(right, group.length) }];
  });
}

/**
 * What filters that were put to the cases said. An answer of several together that could not be read counts against those that
 * ought to have objected. Comparisons need a twin and are read by `answersOfComparisons`.
 */
export function answersOfFilters(
  cases: readonly CorruptionCase[],
  verdicts: readonly Verdict[],
): readonly CaseAnswer[] {
  const byId = new Map(cases.map((each) => [each.conversation.id, each]));
  return verdicts.flatMap((verdict) => {
    const found = verdict.about.length === 1 ? byId.get(verdict.about[0]) : undefined;
    if (!found) return [];
    const kind = found.corruption?.kind ?? 'clean';
    return findingsOf(verdict, kind).flatMap(({ expert, finding }) => {
      if (kind !== 'clean' && !objectorsTo[kind].filters.some((name) => name === expert)) return [];
      const wanted = kind === 'clean' ? 'pass' : 'drop';
      const isRight = finding !== null && finding.kind !== 'not applicable' && finding.decision === wanted;
      return [{ expert, model: verdict.model?.model ?? null, kind, isRight }];
    });
  });
}

/** null: could not be read. */
function findingsOf(verdict: Verdict, kind: CaseAnswer['kind']) {
  if (verdict.finding.kind !== 'unreadable') return filterFindings(verdict);
  const alone = filterNames.filter((name) => name === verdict.expert);
  const concerned = alone.length > 0 || kind === 'clean' ? alone : objectorsTo[kind].filters;
  return concerned.map((expert) => ({ expert, finding: null }));
}

/**
 * What comparisons of a corrupted conversation with its clean twin said: right is who prefers the twin. A tie is not right. Each
 * order counts by itself.
 */
export function answersOfComparisons(
  cases: readonly CorruptionCase[],
  verdicts: readonly Verdict[],
): readonly CaseAnswer[] {
  const byId = new Map(cases.map((each) => [each.conversation.id, each]));
  return verdicts.flatMap(({ about, finding, model }) => {
    const [first, second] = [byId.get(about[0]), byId.get(about[1] ?? '')];
    if (finding.kind !== 'comparison' || first?.sourceId === undefined || first.sourceId !== second?.sourceId)
      return [];
    const kind = first.corruption?.kind ?? second.corruption?.kind;
    if (kind === undefined || (first.corruption !== null && second.corruption !== null)) return [];
    const wanted = first.corruption === null ? 'first' : 'second';
    return objectorsTo[kind].dimensions.flatMap((dimension) => {
      const choice = finding.choices[dimension];
      return choice === undefined
        ? []
        : [{ expert: dimension, model: model?.model ?? null, kind, isRight: choice === wanted }];
    });
  });
}

/** What the rules say, which need no call: the faults that each case carries. */
export function answersOfRules(cases: readonly CorruptionCase[]): readonly CaseAnswer[] {
  const watched = [...new Set(Object.values(objectorsTo).flatMap(({ faults }) => faults))];
  return cases.flatMap(({ conversation, corruption }) =>
    watched.flatMap((fault): CaseAnswer[] => {
      const kind = corruption?.kind ?? 'clean';
      if (kind !== 'clean' && !objectorsTo[kind].faults.includes(fault)) return [];
      const seen = conversation.faults.some((found) => found.kind === fault);
      return [{ expert: fault, model: null, kind, isRight: seen === (kind !== 'clean') }];
    }),
  );
}
