// Owns attributes, profiles and pairs as changes of the store.
import type { Change } from '../../src/core/ports.ts';
import type { BundledPersonas } from './bundled.ts';

export function personaChanges(owner: string, { attributes, profiles, pairs }: BundledPersonas): Change[] {
  return [
    ...attributes.map((item): Change => ({ put: 'attribute', item: { ...item, owner } })),
    ...profiles.map((item): Change => ({ put: 'profile', item: { ...item, owner } })),
    ...pairs.map((item): Change => ({ put: 'pair', item: { ...item, owner } })),
  ];
}
