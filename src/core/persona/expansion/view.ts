// Owns what an expansion looks like from outside: small one-way events, and the pure reduction of them to a view.
import { mostCalls, type Expansion } from './plan.ts';
import { inForce } from './next-step.ts';
import { isKept, type AttributeStep, type ExpansionStep, type Question } from './step.ts';

export type ExpansionEvent =
  | { readonly kind: 'step'; readonly step: ExpansionStep; readonly questions: readonly Question[] }
  /** What the model is writing just now; shown, never kept. */
  | { readonly kind: 'live'; readonly live: ExpansionLive }
  /** A person changed a question, or decided otherwise on an attribute. */
  | { readonly kind: 'question'; readonly question: Question }
  | { readonly kind: 'overruled'; readonly step: AttributeStep }
  /** The questions are there, and a person is to look through them. */
  | { readonly kind: 'waits' }
  | { readonly kind: 'state'; readonly work: Expansion };

export type ExpansionLive =
  | {
      readonly kind: 'writing';
      readonly phase: ExpansionStep['kind'];
      readonly about: string;
      readonly text: string;
    }
  /** The attributes that exist are being placed by their meaning. */
  | { readonly kind: 'placing'; readonly done: number; readonly total: number };

export interface ExpansionView {
  readonly expansion: Expansion;
  readonly live: ExpansionLive | null;
  readonly questions: readonly Question[];
  readonly steps: readonly ExpansionStep[];
}

export function reduceExpansion(view: ExpansionView, event: ExpansionEvent): ExpansionView {
  switch (event.kind) {
    case 'step':
      return withStep(view, event.step, event.questions);
    case 'live':
      return { ...view, live: event.live };
    case 'question':
      return {
        ...view,
        questions: view.questions.map((known) => (known.id === event.question.id ? event.question : known)),
      };
    case 'overruled':
      return { ...view, steps: view.steps.map((known) => (known.id === event.step.id ? event.step : known)) };
    case 'waits':
      return { ...view, live: null };
    case 'state': {
      const live = event.work.state === 'running' ? view.live : null;
      return { ...view, expansion: event.work, live };
    }
  }
}

/** What the view holds already, since it was fetched after the event, is not added twice. */
function withStep(view: ExpansionView, step: ExpansionStep, questions: readonly Question[]): ExpansionView {
  if (view.steps.at(-1)?.id === step.id) return view;
  return {
    ...view,
    live: null,
    steps: [...view.steps, step],
    questions: [...view.questions, ...questions],
  };
}

export interface Phase {
  readonly kind: ExpansionStep['kind'];
  readonly done: number;
  readonly total: number;
}

/** How far each phase is. What the last one comes to is known once the questions are: until then it is the most. */
export function phasesOf({ expansion, questions, steps }: ExpansionView): readonly Phase[] {
  const { plan, categoryCount } = expansion;
  const most = mostCalls(plan, categoryCount);
  const done = (kind: ExpansionStep['kind']) => steps.filter((step) => step.kind === kind).length;
  const asked = new Set(inForce(questions).map(({ id }) => id));
  const put = steps.filter((step) => step.kind === 'attribute');
  const counted = put.filter(({ questionId }) => asked.has(questionId)).length;
  const questionsKnown = done('induction') === most.induction && done('bootstrapping') === most.bootstrapping;
  return [
    { kind: 'induction', done: done('induction'), total: most.induction },
    { kind: 'bootstrapping', done: done('bootstrapping'), total: most.bootstrapping },
    {
      kind: 'attribute',
      done: counted,
      total: questionsKnown ? asked.size * plan.askings : most.attributes,
    },
  ];
}

export interface ExpansionFigures {
  readonly questions: number;
  readonly duplicates: number;
  readonly kept: number;
  readonly rejected: number;
  readonly unreadable: number;
}

export function figuresOf({ questions, steps }: ExpansionView): ExpansionFigures {
  const written = steps.flatMap((step) => (step.kind === 'attribute' ? [] : step.written));
  const attributes = steps.filter((step) => step.kind === 'attribute');
  const kept = attributes.filter(isKept).length;
  const unread = attributes.filter(({ attribute }) => attribute === null).length;
  return {
    questions: inForce(questions).length,
    duplicates: written.filter(({ duplicateOf }) => duplicateOf !== null).length,
    kept,
    rejected: attributes.length - kept - unread,
    unreadable: steps.filter(({ unreadable }) => unreadable).length,
  };
}

/** Seconds until the end at the mean speed of the phase at hand; null while nothing of it has been measured. */
export function expansionSecondsLeft(view: ExpansionView): number | null {
  const left = phasesOf(view).map(({ kind, done, total }) => ({ kind, left: total - done }));
  const needed = left.filter((phase) => phase.left > 0);
  const means = needed.map(({ kind, left: calls }) => {
    const seconds = view.steps.filter((step) => step.kind === kind).map(({ measured }) => measured.seconds);
    return seconds.length === 0 ? null : (seconds.reduce((a, b) => a + b, 0) / seconds.length) * calls;
  });
  return means.includes(null) ? null : means.reduce<number>((sum, mean) => sum + (mean ?? 0), 0);
}
