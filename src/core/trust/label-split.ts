// Owns which labels a person may tune a prompt by, and which are locked away to tell the truth in the end (method.md, section
// 6: honest tuning).
import { derive } from '../random.ts';

export interface LabelSplit {
  /** Looked at while tuning; what serves as few-shot is among these. */
  readonly tuning: readonly string[];
  /** Never shown while tuning. */
  readonly heldOut: readonly string[];
}

const largest = 2 ** 31 - 2;

/**
 * Each conversation's side is drawn by its id alone, so that it never changes as more are labelled; the held-out share is
 * therefore met on average. All labels of one conversation go to one side. A conversation that some version has seen as few-shot
 * has left the held-out part: it counts as tuning. `heldOutShare` 0 … 1.
 */
export function splitLabels(
  conversationIds: readonly string[],
  usedAsFewShot: ReadonlySet<string>,
  heldOutShare: number,
  seed: number,
): LabelSplit {
  const isHeldOut = (id: string): boolean =>
    !usedAsFewShot.has(id) && derive(seed, 'held-out', id) / largest <= heldOutShare;
  const ids = [...new Set(conversationIds)];
  return { tuning: ids.filter((id) => !isHeldOut(id)), heldOut: ids.filter(isHeldOut) };
}
