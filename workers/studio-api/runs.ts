// Owns what the page may ask about runs.
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import type { Hygiene } from '../../src/core/critic/hygiene.ts';
import type { Comparison, Difference } from '../../src/core/report/comparison.ts';
import type { Report } from '../../src/core/report/report.ts';
import type { ModelChoice, Plan, Run } from '../../src/core/run/plan.ts';
import type { RunView } from '../../src/core/run/view.ts';

/** A report, and the files that it can be saved as. */
export interface WrittenReport {
  readonly report: Report;
  readonly html: { readonly name: string; readonly file: Blob };
  readonly markdown: { readonly name: string; readonly file: Blob };
}

export interface JudgedSample {
  readonly count: number;
  readonly sample: readonly Conversation[];
}

/** A conversation that was written once more. */
export interface Reproduction {
  /** null: the same, letter for letter. */
  readonly difference: Difference | null;
  readonly turns: number;
  /** Of the generator's model. */
  readonly builds: { readonly before: string; readonly after: string };
}

export interface RunCalls {
  /** Starts at once; everything after comes as `run` events. */
  start(projectId: string, name: string, plan: Plan, pairIds: readonly string[]): Promise<Run>;
  /** Puts the panel of `plan`, whose generator is null, to the conversations of a set, or to those of them that are named; the clean part is what the run keeps. */
  judge(projectId: string, name: string, plan: Plan, setId: string, ids?: readonly string[]): Promise<Run>;
  /** What `judge` would look at: how many conversations, and some of them. */
  judged(setId: string, ids?: readonly string[]): Promise<JudgedSample>;
  /** Stops it, and starts a run of its own on the pairs that are left, in which `to` plays what `from` played. */
  goOnWith(runId: string, name: string, from: ModelChoice, to: ModelChoice): Promise<Run>;
  /** Runs the same plan on the same pairs again, to be compared by `comparedRuns`. Answers of critics that are known are not asked for again. */
  runAgain(runId: string, name: string): Promise<Run>;
  /** How far the run is the same as the one that it runs again; null where it runs none again. */
  comparedRuns(runId: string): Promise<Comparison | null>;
  runReport(runId: string): Promise<WrittenReport>;
  /**
   * Writes a candidate of a run once more, with the same seed, prompt and exemplars, and keeps nothing of it. One at a time: a
   * second stops the first. The text so far comes as `reproduction` events. Throws `Broken`: `stopped`, `gone`.
   */
  reproduceConversation(runId: string, conversationId: string): Promise<Reproduction>;
  stopReproduction(): Promise<void>;
  pause(runId: string): Promise<void>;
  resume(runId: string): Promise<void>;
  /** Stops for good; what was made stays. */
  stop(runId: string): Promise<void>;
  /** Tries failed pairs again, those alone. */
  retry(runId: string, outcomeIds: readonly string[]): Promise<void>;
  runs(projectId: string): Promise<readonly Run[]>;
  runView(runId: string): Promise<RunView>;
  /** How far the critic can be trusted by its own traces, over all that it said in the run so far. */
  hygiene(runId: string): Promise<Hygiene>;
  /** How many answers of critics are kept, so that the same question is not asked twice. */
  knownAnswers(): Promise<number>;
  forgetKnownAnswers(): Promise<void>;
}
