// Owns what the page may ask about experts, their versions and benches.
import type { Bench, BenchColumn, Order } from '../../src/core/bench/bench.ts';
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import type { ExpertKind, ExpertText, ExpertVersion } from '../../src/core/critic/expert-version.ts';
import type { Verdict } from '../../src/core/critic/verdict.ts';
import type { Message } from '../../src/core/ports.ts';
import type { Label } from '../../src/core/review/label.ts';
import type { ModelChoice } from '../../src/core/run/plan.ts';
import type { Trouble } from '../../src/core/trouble.ts';

export interface ExpertView {
  readonly name: string;
  readonly kind: ExpertKind;
  /** Comes with the studio; else a person's own. */
  readonly builtIn: boolean;
  /** By number. Those of the studio come first. */
  readonly versions: readonly DatedVersion[];
  /** The number of the version that the next run asks; null: the studio's own, or of a person's own expert none. */
  readonly inUse: number | null;
  readonly draft: ExpertText | null;
}

export interface DatedVersion extends ExpertVersion {
  /** null for those that come with the studio. */
  readonly createdAt: number | null;
}

/** What is tried: a text as it stands in the editor, on one conversation, or on two for a comparison. */
export interface Trial {
  readonly expert: string;
  readonly text: ExpertText;
  readonly model: ModelChoice;
  readonly conversations: readonly [Conversation] | readonly [Conversation, Conversation];
  readonly graded: boolean;
}

/** What is to stand in the rows of a new bench. */
export type RowsWish =
  | { readonly kind: 'sample'; readonly setId: string; readonly count: number; readonly seed: number }
  | { readonly kind: 'labelled'; readonly setId: string }
  | { readonly kind: 'chosen'; readonly setId: string; readonly ids: readonly string[] }
  | { readonly kind: 'spoilt'; readonly setId: string; readonly perKind: number; readonly seed: number };

export interface BenchView {
  readonly bench: Bench;
  readonly conversations: readonly Conversation[];
  readonly verdicts: readonly Verdict[];
  /** Of the conversations that the rows are copies of, with the row's id as what they are about. */
  readonly labels: readonly Label[];
  readonly running: boolean;
}

export type BenchEvent =
  | { readonly kind: 'cell'; readonly verdict: Verdict }
  | {
      readonly kind: 'live';
      readonly row: string;
      readonly column: string;
      readonly order: Order;
      readonly text: string;
    }
  | { readonly kind: 'state'; readonly bench: Bench; readonly running: boolean; readonly trouble?: Trouble };

export interface ExpertCalls {
  experts(projectId: string): Promise<readonly ExpertView[]>;
  /** A copy of `from` under a name of its own. */
  addExpert(projectId: string, name: string, text: ExpertText): Promise<void>;
  removeExpert(projectId: string, name: string): Promise<void>;
  /** What is being written; null: nothing differs from the newest version. */
  keepDraft(projectId: string, name: string, draft: ExpertText | null): Promise<void>;
  /** The next version, or the one that has this text already. The draft is gone then. */
  saveVersion(projectId: string, name: string, text: ExpertText): Promise<ExpertVersion>;
  useVersion(projectId: string, name: string, number: number | null): Promise<void>;
  /** The versions in use in this project, as a plan names them. */
  versionsInUse(projectId: string): Promise<readonly ExpertVersion[]>;
  panelFile(projectId: string): Promise<{ readonly name: string; readonly file: Blob }>;
  /** How many experts and versions it brought. */
  takeInPanel(
    projectId: string,
    file: File,
  ): Promise<{ readonly experts: number; readonly versions: number }>;
}

export interface TrialCalls {
  /** The whole conversations of a set, the first ones; to look at while a prompt is written. */
  firstConversations(setId: string, count: number): Promise<readonly Conversation[]>;
  /** As the model counts, where it is loaded just now; else null. */
  countTokens(model: ModelChoice, messages: readonly Message[]): Promise<number | null>;
  /** Text comes as `trial` events under `trialId`. Rejects with `stopped`. */
  tryExpert(trialId: string, trial: Trial): Promise<Verdict>;
  stopTrial(): Promise<void>;
}

export interface BenchCalls {
  benches(projectId: string): Promise<readonly Bench[]>;
  addBench(projectId: string, name: string, rows: RowsWish): Promise<Bench>;
  removeBench(projectId: string, benchId: string): Promise<void>;
  putColumns(projectId: string, benchId: string, columns: readonly Omit<BenchColumn, 'id'>[]): Promise<Bench>;
  /** Records that the held-out labels were looked at for this column. */
  openHeldOut(projectId: string, benchId: string, columnId: string): Promise<Bench>;
  benchView(projectId: string, benchId: string): Promise<BenchView>;
  /** Fills the open cells; everything after comes as `bench` events. */
  runBench(projectId: string, benchId: string): Promise<void>;
  pauseBench(projectId: string, benchId: string): Promise<void>;
}
