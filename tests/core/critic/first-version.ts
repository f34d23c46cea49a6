// The first version of an expert that comes with the studio.
import { builtIn } from '../../../src/core/critic/built-in-experts.ts';
import type { ExpertVersion } from '../../../src/core/critic/expert-version.ts';

export function first(expert: string): ExpertVersion {
  const version = builtIn(expert);
  if (!version) throw new Error(`There is no expert “${expert}”.`);
  return version;
}
