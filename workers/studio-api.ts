// Owns the one contract between the page and the studio worker. The page imports these types and nothing else of workers/.
// Every call may reject with a plain `Trouble` (src/core/trouble.ts), never with an Error: comlink would drop its class.
import type { AnalysisProgress, GrownTree } from './analysis/analysis-api.ts';
import type { Conversation } from '../src/core/conversation/conversation.ts';
import type { FaultKind } from '../src/core/conversation/fault.ts';
import type { Hygiene } from '../src/core/critic/hygiene.ts';
import type { Verdict } from '../src/core/critic/verdict.ts';
import type { ImportFormat } from '../src/core/formats/import.ts';
import type { RowProblem } from '../src/core/formats/problem.ts';
import type { ConversationRecord } from '../src/core/formats/record.ts';
import type { Project } from '../src/core/items.ts';
import type { Attribute, Pair, Profile } from '../src/core/persona/profile.ts';
import type { LoadProgress } from '../src/core/ports.ts';
import type { Habits } from '../src/core/run/cost.ts';
import type { ModelChoice, Plan, Run } from '../src/core/run/plan.ts';
import type { RunEvent, RunView } from '../src/core/run/view.ts';
import type { Trouble } from '../src/core/trouble.ts';

export interface ProjectSummary extends Project {
  readonly attributeCount: number;
  readonly profileCount: number;
  readonly pairCount: number;
  readonly conversationCount: number;
  readonly runCount: number;
}

export interface Personas {
  readonly attributes: readonly Attribute[];
  readonly profiles: readonly Profile[];
  readonly pairs: readonly Pair[];
}

/** How pairs are to be made; the same wish makes the same pairs of the same personas. */
export interface PairWish {
  /** At most so many. */
  readonly count: number;
  readonly seed: number;
  /** `attributes`: two new profiles a pair, of five attributes drawn at random · `profiles`: those here that are in no pair. */
  readonly from: 'attributes' | 'profiles';
  /** `categories`: the profiles share more than `moreThan` pairs of attributes of one category. */
  readonly pairedBy: 'chance' | 'categories';
  readonly moreThan: number;
  /** New profiles take no attribute whose cosine with one already in is above this; null: any may come. */
  readonly redundantAbove: number | null;
}

export interface DrawnPairs {
  readonly pairs: number;
  /** Profiles that found no partner. */
  readonly alone: number;
  /** Attributes that were drawn and left out as redundant. */
  readonly redundant: number;
}

export interface ImportReport {
  readonly file: string;
  readonly format: ImportFormat;
  readonly attributes: number;
  readonly profiles: number;
  readonly pairs: number;
  readonly conversations: number;
  /** Where the conversations went. */
  readonly setId: string | null;
  readonly problems: readonly RowProblem[];
  /** Conversations by the kinds of fault found in them. */
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
}

export type ModelState =
  | { readonly kind: 'available' }
  | { readonly kind: 'unavailable'; readonly trouble: Trouble }
  /** The set-up script is still fetching it to this origin. */
  | { readonly kind: 'arriving'; readonly bytes: number; readonly totalBytes: number }
  | { readonly kind: 'loading'; readonly progress: LoadProgress }
  | { readonly kind: 'loaded'; readonly decodeTokensPerSecond: number | null };

/** One model on one engine. */
export interface ModelRow extends ModelChoice {
  readonly name: string;
  readonly roles: readonly ('generator' | 'critic')[];
  readonly family: string;
  readonly parameters: string;
  readonly quantisation: string;
  readonly downloadBytes: number;
  readonly memoryMegabytes: number;
  readonly contextTokens: number;
  readonly licence: string;
  /** From the studio's own origin: no download from another host. */
  readonly embedded: boolean;
  readonly cached: boolean;
  readonly requiredFeatures: readonly string[];
  /** What a person must know before choosing it, in a sentence; null when nothing. */
  readonly caveat: string | null;
  /** false for Parley-mini: it knows one form of prompt. */
  readonly promptsEditable: boolean;
  readonly fits: { readonly kind: 'yes' } | { readonly kind: 'no' | 'unknown'; readonly why: string };
  readonly state: ModelState;
}

export interface Machine {
  readonly webgpu:
    | {
        readonly kind: 'present';
        readonly description: string;
        readonly features: readonly string[];
        readonly software: boolean;
      }
    | { readonly kind: 'absent' };
  readonly threads: number;
  readonly crossOriginIsolated: boolean;
  /** What the person said; null until asked. WebGPU does not tell. */
  readonly memoryGigabytes: 2 | 4 | 8 | 16 | null;
  readonly storage: { readonly usedBytes: number; readonly quotaBytes: number; readonly persisted: boolean };
}

/** What the studio would start with on this machine, and why. */
export interface Proposal {
  readonly generator: ModelChoice;
  readonly critic: ModelChoice | null;
  readonly why: string;
  readonly downloadBytes: number;
  /** The plan with its preset for this machine; pairs are chosen by the person. */
  readonly plan: Plan;
  /** What would be the next step up, in a sentence. */
  readonly nextStepUp: string | null;
  /** The same on the CPU, while a download runs. */
  readonly onCpu: {
    readonly generator: ModelChoice;
    readonly critic: ModelChoice | null;
    readonly plan: Plan;
  } | null;
}

/** What the cost of a plan is reckoned from, beside the plan and its pairs. */
export interface CostGrounds {
  readonly seeds: readonly Conversation[];
  /** What was measured of models here, by `engine/model`. */
  readonly habits: Readonly<Record<string, Habits>>;
}

export type ConversationStatus = 'kept' | 'not chosen' | 'dropped' | 'in progress' | 'imported' | 'written';

/** A slim row for lists. */
export interface ConversationRow {
  readonly id: string;
  readonly status: ConversationStatus;
  readonly opening: string;
  readonly turnCount: number;
  readonly faultKinds: readonly FaultKind[];
  /** 0-based, as in the plan and the record; null where it was not generated. */
  readonly round: number | null;
  /** 1-based, for people. */
  readonly pairNumber: number;
  /** 0-based, as in the record; null where it was not generated. */
  readonly candidate: number | null;
  readonly model: string | null;
}

/** A named list of conversations: a run, an import, or the example. */
export interface SetSummary {
  readonly id: string;
  readonly kind: 'run' | 'import' | 'written';
  readonly name: string;
  readonly createdAt: number;
  readonly conversationCount: number;
}

export interface ConversationView {
  readonly record: ConversationRecord;
  /** The conversation asked for: the chosen one of the record or one of those not chosen. */
  readonly conversation: Conversation;
  readonly verdicts: readonly Verdict[];
  readonly status: ConversationStatus;
  readonly siblings: readonly ConversationRow[];
  readonly exemplars: readonly ConversationRow[];
}

export const exportFormats = ['json', 'jsonl', 'spc-csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportPreview {
  readonly rows: number;
  readonly failedPairs: number;
  readonly licences: readonly string[];
  /** The first rows as they will stand in the file. */
  readonly head: string;
}

/** The attributes of a project as leaves of a merge tree: leaf i is attribute i. */
export interface CategoryTree extends GrownTree {
  readonly attributes: readonly Attribute[];
}

export type StudioEvent =
  | { readonly kind: 'analysis'; readonly projectId: string; readonly progress: AnalysisProgress }
  | { readonly kind: 'run'; readonly runId: string; readonly event: RunEvent }
  | { readonly kind: 'model'; readonly row: ModelRow }
  /** Something that lists show has changed; ask again. */
  | {
      readonly kind: 'changed';
      readonly what: 'projects' | 'personas' | 'sets' | 'runs' | 'models';
      readonly projectId: string | null;
    };

export interface StudioApi {
  listen(listener: (event: StudioEvent) => void): Promise<void>;

  projects(): Promise<readonly ProjectSummary[]>;
  /** `seed`: with the bundled personas · `example`: the tour, nothing in it made by a model. */
  createProject(name: string, from: 'empty' | 'seed' | 'example'): Promise<Project>;
  renameProject(projectId: string, name: string): Promise<void>;
  duplicateProject(projectId: string): Promise<Project>;
  deleteProject(projectId: string): Promise<void>;
  restoreProject(projectId: string): Promise<void>;

  personas(projectId: string): Promise<Personas>;
  /** Reads by content: SPC CSV, studio JSON or JSONL, else plain text with one attribute a line. */
  importFile(projectId: string, file: File): Promise<ImportReport>;
  addBundledPersonas(projectId: string): Promise<ImportReport>;
  /** Those of them that are new or changed; profiles and pairs that hold them follow. */
  putAttributes(projectId: string, attributes: readonly Attribute[]): Promise<void>;
  removeAttribute(projectId: string, attributeId: string): Promise<void>;
  /** Of this and `categoryTree` one at a time: a second call stops the first. Progress comes as `analysis` events. */
  drawPairs(projectId: string, wish: PairWish): Promise<DrawnPairs>;
  categoryTree(projectId: string): Promise<CategoryTree>;
  /** Ends what is being found out about attributes; the call rejects with `stopped`. */
  stopAnalysis(): Promise<void>;
  /** The profile of this id, and wherever it stands in a pair. */
  putProfile(projectId: string, profile: Profile): Promise<void>;

  machine(): Promise<Machine>;
  setMemory(gigabytes: 2 | 4 | 8 | 16): Promise<void>;
  models(): Promise<readonly ModelRow[]>;
  proposal(): Promise<Proposal>;
  costGrounds(): Promise<CostGrounds>;
  presetPlan(preset: Plan['preset'], generator: ModelChoice, critic: ModelChoice | null): Promise<Plan>;
  loadModel(choice: ModelChoice): Promise<void>;
  cancelLoad(choice: ModelChoice): Promise<void>;
  unloadModel(choice: ModelChoice): Promise<void>;
  deleteModelFiles(choice: ModelChoice): Promise<void>;

  /** Starts at once; everything after comes as `run` events. */
  start(projectId: string, name: string, plan: Plan, pairIds: readonly string[]): Promise<Run>;
  /** Puts the panel of `plan`, whose generator is null, to the conversations of a set; the clean part is what the run keeps. */
  judge(projectId: string, name: string, plan: Plan, setId: string): Promise<Run>;
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

  sets(projectId: string): Promise<readonly SetSummary[]>;
  conversations(setId: string): Promise<readonly ConversationRow[]>;
  conversation(setId: string, conversationId: string): Promise<ConversationView>;

  exportPreview(setId: string, format: ExportFormat): Promise<ExportPreview>;
  exportFile(setId: string, format: ExportFormat): Promise<{ readonly name: string; readonly file: Blob }>;
}
