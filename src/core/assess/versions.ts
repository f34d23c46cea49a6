// Owns in which versions an assessment asks the experts: those in use, and else the studio's own.
import { builtInVersions } from '../critic/built-in-experts.ts';
import type { ExpertVersion } from '../critic/expert-version.ts';
import { dimensions } from '../critic/verdict.ts';
import { probedExperts } from './forms/swapped-groups.ts';

export const versionsToAsk = (inUse: readonly ExpertVersion[]): readonly ExpertVersion[] =>
  [...probedExperts, ...dimensions].flatMap((expert) => {
    const named = inUse.filter((version) => version.expert === expert);
    return named.length > 0 ? named : builtInVersions(expert);
  });
