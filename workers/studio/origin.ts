// Owns the studio's own address, wherever it is served from: workers lie one folder below the root, in the build
// (assets/) as in development (workers/).
import { Broken } from '../../src/core/trouble.ts';

export const studioRoot = new URL('../', self.location.href);

/** A JSON file of the studio's own. It is part of the build, so its shape is not checked again here. */
export async function fetchJson<Content>(path: string): Promise<Content> {
  const url = new URL(path, studioRoot);
  const response = await fetch(url).catch((thrown: unknown) => {
    throw new Broken({ kind: 'no-network', url: url.href }, { cause: thrown });
  });
  if (!response.ok) throw new Broken({ kind: 'not-found', url: url.href });
  return (await response.json()) as Content;
}
