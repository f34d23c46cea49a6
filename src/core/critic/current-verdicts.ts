// Owns which verdicts speak of a conversation as it now reads: after an edit it may be judged again, and what was said before stays.
import type { Verdict } from './verdict.ts';

const editsOf = ({ edits = 0 }: Verdict): number => edits;
const isOnOne = ({ about }: Verdict, id: string): boolean => about.length === 1 && about[0] === id;

/** The newest judging of it alone, and all comparisons. While it has not been judged again, what was said before holds. */
export function currentVerdicts(verdicts: readonly Verdict[], conversationId: string): readonly Verdict[] {
  const newest = newestEdits(verdicts, conversationId);
  return verdicts.filter((verdict) => !isOnOne(verdict, conversationId) || editsOf(verdict) === newest);
}

/** What was said of it before it was judged again. */
export function formerVerdicts(verdicts: readonly Verdict[], conversationId: string): readonly Verdict[] {
  const newest = newestEdits(verdicts, conversationId);
  return verdicts.filter((verdict) => isOnOne(verdict, conversationId) && editsOf(verdict) < newest);
}

const newestEdits = (verdicts: readonly Verdict[], id: string): number =>
  Math.max(0, ...verdicts.filter((verdict) => isOnOne(verdict, id)).map(editsOf));
