// Owns a label as one line of text, for formats that have no field for its parts.
import type { Label } from '../review/label.ts';

/** e.g. “Ada: reject, score 2, 2a contradicted, note: forgets the bees”. Attributes are lettered as prompts letter them. */
export function labelText({
  annotator,
  decision,
  score,
  marks = [],
  note,
}: Pick<Label, 'annotator' | 'decision' | 'score' | 'marks' | 'note'>): string {
  const said = [
    decision ?? [],
    score === undefined ? [] : `score ${score}`,
    marks.map(({ speaker, attribute, mark }) => `${speaker}${String.fromCharCode(97 + attribute)} ${mark}`),
    note === undefined ? [] : `note: ${note}`,
  ].flat();
  return `${annotator}: ${said.join(', ')}`;
}
