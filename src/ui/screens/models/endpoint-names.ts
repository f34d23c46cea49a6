// Owns what a server is called: what is proposed, and the id that plans name it by. Pure.
import type { EndpointRow } from '../../../../workers/studio-api/models.ts';

export const hostOf = (baseUrl: string): string => new URL(baseUrl).host;

/** From its name, so that a plan tells a person which server it means; numbered where the name is taken. */
export function idFor(name: string, others: readonly Pick<EndpointRow, 'id'>[]): string {
  const slug = name
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const base = slug === '' ? 'server' : slug;
  const taken = new Set(others.map(({ id }) => id));
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(id)) return id;
  }
}
