// Owns what a report says of a run: its plan, models and prompts as they were used, what it yielded, round by round, what is
// known to be wrong with it, and how to have it again.
import { methodOfRun } from '../formats/card-method.ts';
import type { Plan, Run } from '../run/plan.ts';
import { hashOfRun } from '../run/places.ts';
import type { Report, ReportSection } from './report.ts';
import type { ToldFigures } from './told-figures.ts';

/** What one pass over a run tells. */
export interface RunFacts {
  readonly run: Run;
  /** The name of the run whose remaining pairs it has. */
  readonly goesOnFrom: string | undefined;
  readonly rounds: readonly {
    readonly kept: number;
    readonly failed: number;
    readonly candidates: number;
  }[];
  /** Why candidates were dropped, with how many. */
  readonly dropped: readonly (readonly [reason: string, candidates: number])[];
  /** Kinds of fault in what was kept, with how many conversations. */
  readonly faults: readonly (readonly [kind: string, conversations: number])[];
  readonly turnsKept: number;
  /** Model builds that wrote or judged, with how many calls were kept of each. */
  readonly builds: readonly (readonly [part: string, model: string, build: string, calls: number])[];
  /** Prompts and experts with their versions. */
  readonly prompts: readonly (readonly [name: string, version: string])[];
  readonly unreadable: number;
  readonly verdicts: number;
  /** Of the kept: sources of the profiles with their licences. */
  readonly sources: readonly (readonly [name: string, licence: string])[];
  readonly seconds: number;
  readonly tokens: number;
  /** As they were measured last, beside which sets; null where they were not, or where something has changed since. */
  readonly figures: ToldFigures | null;
}

const states: Readonly<Record<Run['state'], string>> = {
  running: 'still running',
  paused: 'paused',
  stopped: 'stopped by hand',
  finished: 'finished',
};

export function reportOfRun(facts: RunFacts): Report {
  const { run } = facts;
  return {
    title: run.name,
    context: `A run of Parley, ${states[run.state]}. Plan fingerprint ${hashOfRun(run.id)}.`,
    sections: [
      { title: 'Plan', sentences: methodOfRun(run.plan, run.pairCount, facts.goesOnFrom) },
      models(facts),
      prompts(facts),
      ...yields(facts),
      ...measured(facts),
      knownFaults(facts),
      sources(facts),
      reproduce(run.plan, run),
    ],
  };
}

function models({ builds }: RunFacts): ReportSection {
  if (builds.length === 0)
    return { title: 'Models', sentences: ['No model has written or judged anything yet.'] };
  const rows = builds.map(([part, model, build, calls]) => [part, model, build, String(calls)]);
  return { title: 'Models', table: { head: ['Part', 'Model', 'Build', 'Results kept'], rows } };
}

function prompts({ prompts: used }: RunFacts): ReportSection {
  if (used.length === 0) return { title: 'Prompts and experts', sentences: ['None has been used yet.'] };
  return { title: 'Prompts and experts', table: { head: ['Name', 'Version'], rows: used } };
}

function yields({
  rounds,
  dropped,
  turnsKept,
  seconds,
  tokens,
  verdicts,
  unreadable,
}: RunFacts): ReportSection[] {
  const kept = rounds.reduce((sum, round) => sum + round.kept, 0);
  const table = {
    head: ['Round', 'Candidates', 'Pairs kept', 'Pairs failed', 'Candidates a kept pair'],
    rows: rounds.map(({ kept: pairs, failed, candidates }, round) => [
      String(round + 1),
      String(candidates),
      String(pairs),
      String(failed),
      pairs === 0 ? '–' : (candidates / pairs).toFixed(1),
    ]),
  };
  const sentences = [
    ...(kept > 0 ? [`${(turnsKept / kept).toFixed(1)} turns in a kept conversation, on average.`] : []),
    ...(tokens > 0 ? [`${tokens} tokens written in ${Math.round(seconds)} s of engine time.`] : []),
    ...(verdicts > 0 ? [`${verdicts} verdicts, ${unreadable} of them unreadable.`] : []),
  ];
  return [
    { title: 'Yield', sentences, table },
    ...(dropped.length > 0
      ? [
          {
            title: 'Why candidates were dropped',
            table: {
              head: ['Reason', 'Candidates'],
              rows: dropped.map(([reason, count]) => [reason, String(count)]),
            },
          },
        ]
      : []),
  ];
}

function measured({ figures }: RunFacts): ReportSection[] {
  if (!figures)
    return [
      {
        title: 'Figures',
        sentences: [
          'Not measured since it last changed. Measure it in Evaluate, beside a reference, and they stand here.',
        ],
      },
    ];
  const names = figures.columns.map(({ name }) => name);
  return figures.sections.map(({ title, rows }) => ({
    title: `Figures: ${title.toLowerCase()}`,
    table: {
      head: ['Figure', ...names],
      rows: rows.map(([name, ...values]) => [name, ...values.map((value) => value || '–')]),
    },
  }));
}

function knownFaults({ faults }: RunFacts): ReportSection {
  const title = 'Known faults of what was kept';
  if (faults.length === 0)
    return {
      title,
      sentences: ['The rules found none. They see what can be seen without reading for sense.'],
    };
  const rows = faults.map(([kind, count]) => [kind, String(count)]);
  return { title, table: { head: ['Kind, as rules found it', 'Conversations'], rows } };
}

function sources({ sources: named }: RunFacts): ReportSection {
  if (named.length === 0) return { title: 'Sources', sentences: ['No source is stated.'] };
  return { title: 'Sources', table: { head: ['Source', 'Licence'], rows: named } };
}

/** The plan as it was frozen is all that another studio needs, with the same pairs and builds. */
function reproduce(plan: Plan, run: Run): ReportSection {
  return {
    title: 'How to have it again',
    sentences: [
      'In the studio: open the run and press “Run it again”; the two are compared and the first difference is named. Elsewhere: import the project file there first.',
      `The same browser, adapter, engine build, plan, pairs (${run.pairCount}) and seed give the same records. Nothing is promised across graphics cards, thread counts or servers.`,
    ],
    code: JSON.stringify(plan, null, 1),
  };
}
