// Owns the one contract between the page and the studio worker: all calls, each domain's in a file of studio-api/, and all
// events. The page imports these types and nothing else of workers/.
// Every call may reject with a plain `Trouble` (src/core/trouble.ts), never with an Error: comlink would drop its class.
import type { AnalysisProgress, EvaluationProgress } from './analysis/analysis-api.ts';
import type { RunEvent } from '../src/core/run/view.ts';
import type { BenchCalls, BenchEvent, ExpertCalls, TrialCalls } from './studio-api/critics.ts';
import type { BuildingEvent } from '../src/core/persona/building/view.ts';
import type { ExpansionEvent } from '../src/core/persona/expansion/view.ts';
import type { AssessmentEvent } from '../src/core/assess/view.ts';
import type { AssessmentCalls } from './studio-api/assessments.ts';
import type { BuildingCalls } from './studio-api/buildings.ts';
import type { ExpansionCalls } from './studio-api/expansions.ts';
import type { EvaluateCalls } from './studio-api/evaluate.ts';
import type { DialogueCalls } from './studio-api/dialogues.ts';
import type { ExportCalls } from './studio-api/exports.ts';
import type { ImportCalls } from './studio-api/imports.ts';
import type { MirrorCalls } from './studio-api/mirror.ts';
import type { ModelCalls, ModelRow } from './studio-api/models.ts';
import type { OwnModelCalls } from './studio-api/own-models.ts';
import type { PersonaDraftCalls } from './studio-api/persona-drafts.ts';
import type { PersonaCalls } from './studio-api/personas.ts';
import type { ProjectCalls } from './studio-api/projects.ts';
import type { RepairCalls, RepairStage } from './studio-api/repairs.ts';
import type { ReviewCalls } from './studio-api/reviews.ts';
import type { RunCalls } from './studio-api/runs.ts';
import type { SetCalls } from './studio-api/sets.ts';
import type { TabCalls } from './studio-api/tabs.ts';
import type { UpgradeCalls } from './studio-api/upgrade.ts';
import type { TaskCalls } from './studio-api/tasks.ts';
import type { UndoCalls } from './studio-api/undo.ts';

export type StudioEvent =
  | { readonly kind: 'analysis'; readonly projectId: string; readonly progress: AnalysisProgress }
  | { readonly kind: 'evaluation'; readonly projectId: string; readonly progress: EvaluationProgress }
  /** Rows of a file that have been taken in so far. */
  | { readonly kind: 'import'; readonly projectId: string; readonly done: number; readonly total: number }
  | { readonly kind: 'bench'; readonly benchId: string; readonly event: BenchEvent }
  /** The answer so far of an expert that is being tried. */
  | { readonly kind: 'trial'; readonly trialId: string; readonly text: string }
  | { readonly kind: 'run'; readonly runId: string; readonly event: RunEvent }
  /** The text so far of a conversation that is reproduced. */
  | { readonly kind: 'reproduction'; readonly conversationId: string; readonly text: string }
  | {
      readonly kind: 'expansion';
      readonly projectId: string;
      readonly expansionId: string;
      readonly event: ExpansionEvent;
    }
  | {
      readonly kind: 'building';
      readonly projectId: string;
      readonly buildingId: string;
      readonly event: BuildingEvent;
    }
  | {
      readonly kind: 'assessment';
      readonly projectId: string;
      readonly assessmentId: string;
      readonly event: AssessmentEvent;
    }
  | { readonly kind: 'model'; readonly row: ModelRow }
  /** What the model that was sent a conversation back is writing. */
  | { readonly kind: 'repair'; readonly stage: RepairStage; readonly text: string }
  /** Something that lists show has changed; ask again. */
  | {
      readonly kind: 'changed';
      readonly what:
        | 'projects'
        | 'personas'
        | 'sets'
        | 'runs'
        | 'models'
        | 'mirror'
        | 'undoables'
        | 'experts'
        | 'benches'
        | 'tasks'
        | 'assessments'
        | 'standing';
      readonly projectId: string | null;
    };

export interface StudioApi
  extends
    ProjectCalls,
    ImportCalls,
    PersonaDraftCalls,
    PersonaCalls,
    ExpansionCalls,
    BuildingCalls,
    ModelCalls,
    MirrorCalls,
    OwnModelCalls,
    RunCalls,
    SetCalls,
    ExportCalls,
    UndoCalls,
    ExpertCalls,
    TrialCalls,
    BenchCalls,
    ReviewCalls,
    RepairCalls,
    EvaluateCalls,
    AssessmentCalls,
    TabCalls,
    UpgradeCalls,
    DialogueCalls,
    TaskCalls {
  listen(listener: (event: StudioEvent) => void): Promise<void>;
}
