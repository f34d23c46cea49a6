// Owns the figures of an assessment: what its verdicts say of each set, with intervals, and the conversations behind them.
import { joinOrders } from '../critic/quality.ts';
import { dimensions, type Choice, type FilterFinding, type Verdict } from '../critic/verdict.ts';
import { swaps, type Swap } from '../evaluate/counterfactual.ts';
import { personaUses, type PersonaUse } from '../evaluate/next-utterance.ts';
import { meanOf, shareOf, type Estimate } from '../statistics/interval.ts';
import { formVersions } from './asking.ts';
import { assessmentForms, type AssessedRow, type Assessment, type AssessmentForm } from './assessment.ts';
import { gEvalCriteria } from './forms/g-eval.ts';
import { gptScoreAspects } from './forms/gpt-score.ts';
import { llmEvalScores } from './forms/llm-eval.ts';
import { probedExperts, probePart } from './forms/swapped-groups.ts';

export interface AssessmentFigure {
  readonly form: AssessmentForm;
  /** A criterion, a use of profiles, a dimension; of a probe the expert. */
  readonly part: string;
  readonly swap?: Swap;
  /** In the order of the sets. */
  readonly estimates: readonly Estimate[];
  /** Of each set, the ids of the conversations behind it, as their sets call them. */
  readonly behind: readonly (readonly string[])[];
}

export interface AssessmentFigures {
  readonly figures: readonly AssessmentFigure[];
  /** Of all answers, those that stayed unreadable. */
  readonly unreadable: Estimate;
  /** Forms that were put in writing because the engine gave no odds. */
  readonly written: readonly AssessmentForm[];
}

export function assessmentFigures(
  { plan, rows }: Pick<Assessment, 'plan' | 'rows'>,
  verdicts: readonly Verdict[],
): AssessmentFigures {
  const found = new Found(rows, plan.sets.length, verdicts);
  const figures = plan.forms.flatMap((form) => figuresOf(form, found));
  const unread = verdicts.filter(({ finding }) => finding.kind === 'unreadable').length;
  const isWritten = (form: AssessmentForm) =>
    verdicts.some(
      ({ expert, version }) =>
        weighedForms.has(form) && expert.startsWith(`${form} `) && version === formVersions.written,
    );
  return {
    figures: figures.filter(({ estimates }) => estimates.some(({ n }) => n > 0)),
    unreadable: shareOf(unread, verdicts.length),
    written: assessmentForms.filter(isWritten),
  };
}

const weighedForms: ReadonlySet<AssessmentForm> = new Set(['g-eval', 'gpt-score', 'next-turn']);

/** Verdicts by the row and the form's part that they are about. */
class Found {
  readonly #rows: readonly AssessedRow[];
  readonly #sets: number;
  readonly #verdicts: ReadonlyMap<string, Verdict>;

  constructor(rows: readonly AssessedRow[], sets: number, verdicts: readonly Verdict[]) {
    this.#rows = rows;
    this.#sets = sets;
    this.#verdicts = new Map(verdicts.map((verdict) => [verdict.id, verdict]));
  }

  verdict(row: string, form: AssessmentForm, part: string, ...more: readonly string[]): Verdict | undefined {
    return this.#verdicts.get([row, form, part, ...more].join('~'));
  }

  rowsOf(set: number): readonly AssessedRow[] {
    return this.#rows.filter((row) => row.set === set);
  }

  bySet<T>(of: (set: number) => T): readonly T[] {
    return Array.from({ length: this.#sets }, (_, set) => of(set));
  }

  /** A score of each conversation of a set that has one. */
  scores(set: number, form: AssessmentForm, part: string, name: string): readonly number[] {
    return this.rowsOf(set).flatMap(({ id }) => scoreIn(this.verdict(id, form, part), name) ?? []);
  }
}

function scoreIn(verdict: Verdict | undefined, name: string): number | undefined {
  return verdict?.finding.kind === 'scores' ? verdict.finding.scores[name] : undefined;
}

function figuresOf(form: AssessmentForm, found: Found): readonly AssessmentFigure[] {
  const plain = (part: string, estimateOf: (set: number) => Estimate): AssessmentFigure => ({
    ...{ form, part },
    estimates: found.bySet(estimateOf),
    behind: [],
  });
  switch (form) {
    case 'g-eval':
      return gEvalCriteria.map((name) => plain(name, (set) => meanOf(found.scores(set, form, name, name))));
    case 'llm-eval':
      return llmEvalScores.map((name) =>
        plain(name, (set) => meanOf(found.scores(set, form, 'scores', name))),
      );
    case 'gpt-score':
      return gptScoreAspects.map((name) =>
        plain(name, (set) => shareOfYes(found.scores(set, form, name, name))),
      );
    case 'next-turn':
      return [
        ...personaUses.map((use) => plain(use, (set) => shareOfYes(hits(found, set, use)))),
        plain('self − none', (set) => meanOf(gains(found, set, 'self'))),
        plain('their − none', (set) => meanOf(gains(found, set, 'their'))),
      ];
    case 'swapped-groups':
      return swaps.flatMap((swap) => probedExperts.map((expert) => flipFigure(found, expert, swap)));
    case 'win-rate':
      return dimensions.map((dimension) => plain(dimension, (set) => winRate(found, set, dimension)));
  }
}

/** Of plain yes and no Wilson’s interval, of odds that of their mean. */
const shareOfYes = (values: readonly number[]): Estimate =>
  values.every((value) => value === 0 || value === 1)
    ? shareOf(values.filter((value) => value === 1).length, values.length)
    : meanOf(values);

const hits = (found: Found, set: number, use: PersonaUse) => found.scores(set, 'next-turn', use, 'hit');

/** Paired: of each conversation that was asked both ways. */
const gains = (found: Found, set: number, use: PersonaUse): readonly number[] =>
  found.rowsOf(set).flatMap(({ id }) => {
    const [hit, none] = [use, 'none'].map((part) => scoreIn(found.verdict(id, 'next-turn', part), 'hit'));
    return hit === undefined || none === undefined ? [] : [hit - none];
  });

/** Share of conversations whose verdict flips, of those that were asked both ways. */
function flipFigure(found: Found, expert: string, swap: Swap): AssessmentFigure {
  const ofSets = found.bySet((set) => {
    const pairs = found.rowsOf(set).flatMap(({ id, from }) => {
      const [before, after] = [null, swap].map((which) =>
        decisionIn(found.verdict(id, 'swapped-groups', probePart(expert, which))),
      );
      return before && after ? [{ id: from.conversationId, flips: before !== after }] : [];
    });
    const flipped = pairs.filter(({ flips }) => flips).map(({ id }) => id);
    return { estimate: shareOf(flipped.length, pairs.length), flipped };
  });
  return {
    ...{ form: 'swapped-groups', part: expert, swap },
    estimates: ofSets.map(({ estimate }) => estimate),
    behind: ofSets.map(({ flipped }) => flipped),
  };
}

function decisionIn(verdict: Verdict | undefined): 'pass' | 'drop' | undefined {
  const finding = verdict?.finding as FilterFinding | undefined;
  return finding && 'decision' in finding ? finding.decision : undefined;
}

const worth: Readonly<Record<Choice, number>> = { first: 1, tie: 0.5, second: 0 };

/** Mean over the set's matches with the others, a tie counting half. */
function winRate(found: Found, set: number, dimension: string): Estimate {
  const own = found.rowsOf(set);
  const rivals = found.bySet((other) => (other === set ? [] : found.rowsOf(other)));
  const won = rivals.flatMap((others) =>
    own.flatMap(({ id }, place) => {
      const rival = others[place];
      if (!rival) return [];
      const forward = found.verdict(id, 'win-rate', 'comparison', rival.id);
      const backward = found.verdict(rival.id, 'win-rate', 'comparison', id);
      if (!forward || !backward) return [];
      const choice = joinOrders([forward], [backward])[dimension];
      return choice === undefined ? [] : [worth[choice]];
    }),
  );
  return meanOf(won);
}
