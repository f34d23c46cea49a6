// Owns how a finding reads in a small place, and when two say the same.
import type { Finding, Verdict } from '../../../core/critic/verdict.ts';
import { criticsWords as words } from '../../words/en/critics.ts';
import { marksLine, scoresLine } from '../../words/en/verdicts.ts';

/** What a decision alone does not tell; '' where that is nothing. */
export function whatWasSaid(finding: Finding): string {
  switch (finding.kind) {
    case 'filter':
      if (finding.probability !== undefined) return words.probability(finding.probability);
      return finding.degree === undefined ? '' : words.degree(finding.degree);
    case 'faithfulness':
      return marksLine(finding.marks);
    case 'scores':
      return scoresLine(finding.scores);
    case 'comparison':
      return words.choices(finding.choices);
    case 'filters':
    case 'not applicable':
    case 'unreadable':
      return '';
  }
}

/** What an answer took; '' where nothing was measured. */
export function costOf({ measured }: Verdict): string {
  if (!measured) return '';
  return words.cost(measured.seconds, measured.promptTokens + measured.answerTokens, measured.known === true);
}

/** The answer that counts: the decision of a filter, a score, a choice. */
export function sameAnswer(one: Finding, other: Finding): boolean {
  return JSON.stringify(whatCounts(one)) === JSON.stringify(whatCounts(other));
}

function whatCounts(finding: Finding): unknown {
  if ('decision' in finding) return finding.decision;
  if (finding.kind === 'scores') return Object.values(finding.scores).map(Math.round);
  if (finding.kind === 'comparison') return Object.values(finding.choices);
  return finding.kind;
}
