// Owns what a person decides before profiles are built: the plan, frozen when the building starts.
import { derive } from '../../random.ts';
import type { ModelChoice, RunState } from '../../run/plan.ts';
import { attributesPerProfile, redundantAbove } from '../draw.ts';
import type { Attribute } from '../profile.ts';
import type { Trouble } from '../../trouble.ts';

/**
 * How a critic is asked whether two attributes hold together. three-way: entails, neutral or contradicts, reason first ·
 * negations: the paper's way, whether either entails the negation of the other, which the model writes first.
 */
export const consistencyRoutes = ['three-way', 'negations'] as const;
export type ConsistencyRoute = (typeof consistencyRoutes)[number];

export interface BuildingPlan {
  readonly count: number;
  /** Any whole number from 1 to 2³¹−2. */
  readonly seed: number;
  readonly attributesPerProfile: number;
  /** An attribute whose cosine with one already in is above this is left out; null: not looked at. */
  readonly redundantAbove: number | null;
  /** null: not looked at. */
  readonly consistency: ConsistencyRoute | null;
  /** null where no model is asked. */
  readonly critic: ModelChoice | null;
  /** A profile for which so many attributes were tried stays as it is. */
  readonly mostTried: number;
}

/** Five attributes as in the paper (method.md, section 1.5); it states no limit of tries. */
export const usualBuilding: Omit<BuildingPlan, 'critic'> = {
  count: 20,
  seed: 1,
  attributesPerProfile,
  redundantAbove,
  consistency: 'three-way',
  mostTried: 20,
};

export const buildingRanges = {
  count: { min: 1, max: 20_000 },
  seed: { min: 1, max: 2 ** 31 - 2 },
  attributesPerProfile: { min: 1, max: 10 },
  redundantAbove: { min: 0, max: 1 },
  mostTried: { min: 1, max: 200 },
} as const;

/** Building profiles: a run of its own. The attributes it began with are kept as `attribute` items owned by its id. */
export interface Building {
  /** The project's id. */
  readonly owner: string;
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly plan: BuildingPlan;
  /** What the ids of its profiles begin with; the same in copies of the project. */
  readonly prefix: string;
  readonly state: RunState;
  /** Why it paused, where that was nobody's wish. */
  readonly pausedBy?: Trouble;
}

/** The same plan on the same attributes builds profiles of the same ids. */
export function buildingHash(plan: BuildingPlan, attributes: readonly Attribute[]): string {
  const text = JSON.stringify([plan, attributes]);
  return [1, 2].map((half) => derive(half, text).toString(36).padStart(6, '0')).join('');
}

export const builtProfileId = ({ prefix }: Pick<Building, 'prefix'>, place: number): string =>
  `${prefix}-${String(place + 1).padStart(5, '0')}`;
