// Owns what the page may ask about building profiles.
import type { Building, BuildingPlan } from '../../src/core/persona/building/plan.ts';

export interface BuildingCalls {
  /** The latest first. */
  buildings(projectId: string): Promise<readonly Building[]>;
  /** Starts at once; everything after comes as `building` events. */
  startBuilding(projectId: string, plan: BuildingPlan): Promise<Building>;
  pauseBuilding(projectId: string, buildingId: string): Promise<void>;
  resumeBuilding(projectId: string, buildingId: string): Promise<void>;
  /** Stops for good; what was built stays. */
  stopBuilding(projectId: string, buildingId: string): Promise<void>;
}
