// Owns the conversations that an evaluation looks at, and what became of each: kept or not, how good, how toxic.
import { filterFindings, type FilterFinding, type Verdict } from '../critic/verdict.ts';
import type { Measurable } from './corpus.ts';
import type { Judged } from './demographics.ts';

/** A conversation of a set, with what became of it. */
export interface Examined extends Measurable {
  /** Belongs to what the set gives. Losers and dropped ones count for fairness alone. */
  readonly isKept: boolean;
  readonly exemplarIds: readonly string[];
  readonly verdicts: readonly Pick<Verdict, 'about' | 'expert' | 'finding'>[];
}

/** Kept or not only where something was dropped or lost; else nobody chose. */
export function judgedIn(all: readonly Examined[]): (id: string) => Judged {
  const wasChosen = all.some(({ isKept }) => !isKept);
  const byId = new Map(all.map((each) => [each.id, each]));
  return (id) => {
    const found = byId.get(id);
    if (!found) return {};
    const scores = found.verdicts.flatMap(({ finding }) =>
      finding.kind === 'scores' ? Object.values(finding.scores) : [],
    );
    const toxicity = found.verdicts
      .flatMap(filterFindings)
      .flatMap(({ expert, finding }) => (expert === 'toxicity' ? degreeOf(finding) : []))
      .at(-1);
    return {
      ...(wasChosen ? { isKept: found.isKept } : {}),
      ...(scores.length > 0
        ? { quality: scores.reduce((sum, score) => sum + score, 0) / scores.length }
        : {}),
      ...(toxicity === undefined ? {} : { toxicity }),
    };
  };
}

/** Fewer faults first, then the better scores; less than a whole fault. */
export function worthIn(kept: readonly Examined[]): (conversation: { readonly id: string }) => number {
  const judged = judgedIn(kept);
  const faults = new Map(kept.map((each) => [each.id, each.faults.length]));
  return ({ id }) => (judged(id).quality ?? 0) / 10 - (faults.get(id) ?? 0);
}

const degreeOf = (finding: FilterFinding): readonly number[] =>
  finding.kind === 'filter' && finding.degree !== undefined ? [finding.degree] : [];
