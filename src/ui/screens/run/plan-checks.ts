// Owns what a form says of a plan before start: what does not make sense. Pure.
import { limitOf } from '../../../core/critic/filter.ts';
import { filterNames, type FilterName } from '../../../core/critic/verdict.ts';
import type { Panel, Plan } from '../../../core/run/plan.ts';
import { ranges } from '../../../core/run/presets.ts';
import { plan as words } from '../../words/en/run.ts';

export const wholeFields = ['candidates', 'rounds', 'rewrites', 'exemplars', 'seed'] as const;
export type WholeField = (typeof wholeFields)[number];
export const decodingFields = ['temperature', 'topP', 'topK', 'repetitionPenalty'] as const;
export type DecodingField = (typeof decodingFields)[number];
export type TurnsField = 'turnsAsked' | 'turnsAllowed';
export type PlanProblems = Readonly<
  Partial<Record<WholeField | DecodingField | TurnsField | LimitField, string>>
>;
/** The highest probability of what drops that passes, of a filter that is answered by probability. */
export type LimitField = `${FilterName}AtMost`;

interface Range {
  readonly min: number;
  readonly max: number;
}

export function planProblems(plan: Plan): PlanProblems {
  const found: [string, string | null][] = [
    ...wholeFields.map((field): [string, string | null] => [field, wholeProblem(plan[field], ranges[field])]),
    ['temperature', numberProblem(plan.decoding.temperature, ranges.temperature)],
    ['topP', numberProblem(plan.decoding.topP, ranges.topP)],
    ['topK', wholeProblem(plan.decoding.topK, ranges.topK)],
    ['repetitionPenalty', numberProblem(plan.decoding.repetitionPenalty, ranges.repetitionPenalty)],
    ...(plan.critic ? limitProblems(plan.panel) : []),
    ['turnsAllowed', turnsProblem(plan.turnsAllowed)],
    ['turnsAsked', turnsProblem(plan.turnsAsked) ?? askedOutsideAllowed(plan)],
  ];
  return Object.fromEntries(found.filter(([, problem]) => problem !== null));
}

/** Of the filters in force; without a critic there is none. */
export const limitedFilters = ({ filters, graded = [] }: Panel): readonly FilterName[] =>
  filterNames.filter((name) => filters.includes(name) && (name === 'toxicity' || graded.includes(name)));

export const limitProblems = (panel: Panel): [LimitField, string | null][] =>
  limitedFilters(panel).map((name) => [
    `${name}AtMost`,
    numberProblem(limitOf(name, panel), ranges.filterAtMost),
  ]);

export function numberProblem(value: number, { min, max }: Range): string | null {
  if (Number.isNaN(value)) return words.problems.number;
  return value < min || value > max ? words.problems.range(min, max) : null;
}

export function wholeProblem(value: number, range: Range): string | null {
  const problem = numberProblem(value, range);
  return problem ?? (Number.isInteger(value) ? null : words.problems.whole);
}

function turnsProblem({ min, max }: Range): string | null {
  const problem = wholeProblem(min, ranges.turns) ?? wholeProblem(max, ranges.turns);
  return problem ?? (min > max ? words.problems.order : null);
}

/** With rules that only report, nothing would be dropped for its length. */
function askedOutsideAllowed({ turnsAsked, turnsAllowed, rulesDrop }: Plan): string | null {
  const outside = turnsAsked.min < turnsAllowed.min || turnsAsked.max > turnsAllowed.max;
  return rulesDrop && outside ? words.problems.askedOutside : null;
}
