// Owns which verdicts speak of a conversation as it now reads: after an edit it may be judged again, and what was said before stays.
import type { Conversation } from '../conversation/conversation.ts';
import { editsUntilWrittenOn } from '../conversation/written-on.ts';
import type { Verdict } from './verdict.ts';

type Judged = Pick<Conversation, 'id' | 'edits'>;

const editsOf = ({ edits = 0 }: Verdict): number => edits;
const isOnOne = ({ about }: Verdict, id: string): boolean => about.length === 1 && about[0] === id;

/**
 * The newest judging of it alone, and all comparisons. While it has not been judged again, what was said before an edit holds;
 * what was said before it was written on does not.
 */
export function currentVerdicts(verdicts: readonly Verdict[], of: Judged): readonly Verdict[] {
  const newest = newestEdits(verdicts, of);
  return verdicts.filter((verdict) => !isOnOne(verdict, of.id) || editsOf(verdict) === newest);
}

/** What was said of it before it was judged again. */
export function formerVerdicts(verdicts: readonly Verdict[], of: Judged): readonly Verdict[] {
  const newest = newestEdits(verdicts, of);
  return verdicts.filter((verdict) => isOnOne(verdict, of.id) && editsOf(verdict) < newest);
}

/** It was judged, then written on, and nobody has judged it since. */
export const isUnjudged = (verdicts: readonly Verdict[], of: Judged): boolean =>
  verdicts.some((verdict) => isOnOne(verdict, of.id)) &&
  !verdicts.some((verdict) => isOnOne(verdict, of.id) && editsOf(verdict) >= editsUntilWrittenOn(of));

const newestEdits = (verdicts: readonly Verdict[], of: Judged): number =>
  Math.max(editsUntilWrittenOn(of), ...verdicts.filter((verdict) => isOnOne(verdict, of.id)).map(editsOf));
