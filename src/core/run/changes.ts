// Owns what of a run's events is kept: a result with all that belongs to it, never split between transactions.
import type { Change } from '../ports.ts';
import type { RunEvent } from './view.ts';

export function changesOf(event: RunEvent): readonly Change[] {
  switch (event.kind) {
    case 'conversation':
      if (event.restored) return [];
      return [
        { put: 'conversation', item: event.item },
        { remove: 'draft', owner: event.item.owner, id: event.item.id },
      ];
    case 'verdict':
      if (event.restored) return [];
      return [
        ...(event.answers ?? []).map((item): Change => ({ put: 'answer', item })),
        { put: 'verdict', item: event.item },
      ];
    case 'outcome':
      return [{ put: 'outcome', item: event.item }];
    case 'state':
      return [{ put: 'run', item: event.run }];
    case 'pair-begun':
    case 'live':
      return [];
  }
}
