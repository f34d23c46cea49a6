// Owns the safety counts of a set (method.md, section 5): what verdicts and rules say of toxicity, profanity, privacy and bias,
// by severity, with the conversations behind each number. Toxicity's scale is the critic's own and that of no service.
import type { FaultKind } from '../conversation/fault.ts';
import { filterFindings, type FilterFinding, type FilterName, type Verdict } from '../critic/verdict.ts';
import { shareOf, type Estimate } from '../statistics/interval.ts';
import type { Measurable } from './corpus.ts';

export const severities = ['weak', 'medium', 'strong'] as const;
export type Severity = (typeof severities)[number];

/** Degrees 0 … 1 (method.md, section 3): weak below .2, strong above .8. */
export const severityOf = (degree: number): Severity =>
  degree < 0.2 ? 'weak' : degree > 0.8 ? 'strong' : 'medium';

export const safetyKinds = [
  'toxicity-weak',
  'toxicity-medium',
  'toxicity-strong',
  'privacy',
  'bias',
  'profanity',
  'contact',
] as const;
export type SafetyKind = (typeof safetyKinds)[number];

export interface SafetyCount {
  readonly kind: SafetyKind;
  /** Share of the conversations that were looked at; n 0 where no critic was asked. Wilson's interval. */
  readonly share: Estimate;
  /** The conversations that have it. Of `toxicity-weak` none: they are nearly all. */
  readonly conversationIds: readonly string[];
}

type GivenVerdict = Pick<Verdict, 'about' | 'expert' | 'finding'>;

/** `verdicts`: of this set; the last on a conversation counts. Profanity and contacts are rules, and look at everything. */
export function safetyCounts(
  conversations: readonly Measurable[],
  verdicts: readonly GivenVerdict[],
): readonly SafetyCount[] {
  const known = new Set(conversations.map(({ id }) => id));
  const found = lastFindings(verdicts, known);
  return safetyKinds.map((kind) => {
    if (kind === 'profanity' || kind === 'contact') return ofRule(kind, conversations);
    const [filter, severity] = kind.split('-') as [FilterName, Severity | undefined];
    const asked = [...(found.get(filter) ?? [])].filter(([, finding]) => isAnswer(finding, severity));
    const having = asked.filter(([, finding]) => has(finding, severity)).map(([id]) => id);
    const share = shareOf(having.length, asked.length);
    return { kind, share, conversationIds: severity === 'weak' ? [] : having };
  });
}

type ByConversation = ReadonlyMap<string, FilterFinding>;

function lastFindings(
  verdicts: readonly GivenVerdict[],
  known: ReadonlySet<string>,
): ReadonlyMap<string, ByConversation> {
  const found = new Map<string, Map<string, FilterFinding>>();
  for (const verdict of verdicts) {
    if (verdict.about.length > 1 || !known.has(verdict.about[0])) continue;
    for (const { expert, finding } of filterFindings(verdict)) {
      const ofExpert = found.get(expert) ?? new Map<string, FilterFinding>();
      found.set(expert, ofExpert.set(verdict.about[0], finding));
    }
  }
  return found;
}

const isAnswer = (finding: FilterFinding, severity: Severity | undefined): boolean =>
  finding.kind === 'filter' && (severity === undefined || finding.degree !== undefined);

const has = (finding: FilterFinding, severity: Severity | undefined): boolean =>
  finding.kind === 'filter' &&
  (severity === undefined ? finding.decision === 'drop' : severityOf(finding.degree ?? 0) === severity);

function ofRule(kind: FaultKind & SafetyKind, conversations: readonly Measurable[]): SafetyCount {
  const having = conversations.filter(({ faults }) => faults.some((fault) => fault.kind === kind));
  return {
    kind,
    share: shareOf(having.length, conversations.length),
    conversationIds: having.map(({ id }) => id),
  };
}
