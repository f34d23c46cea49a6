// Owns what building profiles looks like from outside: small one-way events, and what of them is kept.
import type { KnownAnswer } from '../../items.ts';
import type { Change } from '../../ports.ts';
import type { Profile } from '../profile.ts';
import type { Building } from './plan.ts';

export type BuildingEvent =
  /** `done`: profiles that are finished by now. */
  | { readonly kind: 'profile'; readonly profile: Profile; readonly done: number }
  /** The critic answered something that was not known. */
  | { readonly kind: 'asked'; readonly answer: KnownAnswer }
  | { readonly kind: 'live'; readonly live: BuildingLive }
  | { readonly kind: 'state'; readonly work: Building };

/** What is being done just now; shown, never kept. */
export type BuildingLive =
  | { readonly kind: 'asking'; readonly profile: number; readonly about: string; readonly text: string }
  | { readonly kind: 'placing'; readonly done: number; readonly total: number };

export function buildingChanges({ owner }: Pick<Building, 'owner'>, event: BuildingEvent): readonly Change[] {
  switch (event.kind) {
    case 'profile':
      return [{ put: 'profile', item: { ...event.profile, owner } }];
    case 'asked':
      return [{ put: 'answer', item: event.answer }];
    case 'state':
      return [{ put: 'building', item: event.work }];
    case 'live':
      return [];
  }
}
