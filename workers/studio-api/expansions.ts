// Owns what the page may ask about expansions of a project's attributes.
import type { Expansion, ExpansionPlan } from '../../src/core/persona/expansion/plan.ts';
import type { Question } from '../../src/core/persona/expansion/step.ts';
import type { ExpansionView } from '../../src/core/persona/expansion/view.ts';

export interface ExpansionCalls {
  /** The latest first. */
  expansions(projectId: string): Promise<readonly Expansion[]>;
  /** Starts at once; everything after comes as `expansion` events. */
  startExpansion(projectId: string, plan: ExpansionPlan): Promise<Expansion>;
  pauseExpansion(projectId: string, expansionId: string): Promise<void>;
  resumeExpansion(projectId: string, expansionId: string): Promise<void>;
  /** Stops for good; what was kept stays. */
  stopExpansion(projectId: string, expansionId: string): Promise<void>;
  expansionView(projectId: string, expansionId: string): Promise<ExpansionView>;
  /** Edited, taken out or put back by a person. */
  putQuestion(projectId: string, question: Question): Promise<void>;
  /** Keeps what was rejected, rejects what was kept, or takes that back. */
  overruleAttribute(projectId: string, expansionId: string, stepId: string): Promise<void>;
}
