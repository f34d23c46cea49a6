// Owns why a candidate does not pass: hard faults that the rules saw, and what the filters found.
import type { Conversation } from '../conversation/conversation.ts';
import { faultClass, type FaultKind } from '../conversation/fault.ts';
import { filterGroup } from '../critic/expert-groups.ts';
import { currentVerdicts } from '../critic/current-verdicts.ts';
import { filterFindings, type FilterName, type Verdict } from '../critic/verdict.ts';
import { filtersIn } from './panel.ts';
import type { Panel, Plan } from './plan.ts';

/** Without a panel, as in the example, every expert that judged one conversation is a filter. */
type RulesPlan = Pick<Plan, 'rulesDrop'> & { readonly panel?: Panel };

const isFilter = ({ panel }: RulesPlan, expert: string): boolean =>
  !panel || expert === filterGroup.id || filtersIn(panel).includes(expert);

/** The kinds of hard fault that drop a candidate. One without turns can't be asked about or kept at all. */
export function droppingKinds(plan: RulesPlan, { faults, turns }: Conversation): ReadonlySet<FaultKind> {
  const hard = plan.rulesDrop ? faults.filter(({ kind }) => faultClass[kind] === 'hard') : [];
  return new Set([...hard.map(({ kind }) => kind), ...(turns.length === 0 ? (['unreadable'] as const) : [])]);
}

export const droppedByRules = (plan: RulesPlan, candidate: Conversation): boolean =>
  droppingKinds(plan, candidate).size > 0;

const filterReasons: Readonly<Record<string, string> & Record<FilterName, string>> = {
  faithfulness: 'contradicts a profile',
  attribution: 'a speaker claims what only the other’s profile says',
  toxicity: 'above the limit of the plan',
  privacy: 'contact details or a real person’s full name',
  bias: 'a stereotype about a group of people',
};

/** Why a candidate does not pass, in a person's words; empty when it passes. */
export function dropReasons(
  plan: RulesPlan,
  verdicts: readonly Verdict[],
  candidate: Conversation,
): string[] {
  const reasons = [...droppingKinds(plan, candidate)].map((kind) => `rules: ${kind}`);
  for (const verdict of currentVerdicts(verdicts, candidate)) {
    if (verdict.about.length !== 1 || verdict.about[0] !== candidate.id) continue;
    for (const { expert, finding } of filterFindings(verdict))
      if ('decision' in finding && finding.decision === 'drop')
        reasons.push(`${expert}: ${filterReasons[expert] ?? 'does not pass'}`);
    // What could not be judged is never kept silently.
    if (verdict.finding.kind === 'unreadable' && isFilter(plan, verdict.expert))
      reasons.push(`${verdict.expert}: the critic’s answer could not be read`);
  }
  return reasons;
}
