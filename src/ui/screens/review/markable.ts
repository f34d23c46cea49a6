// Owns the attributes of a pair as an annotator marks them, in the order in which the keys go through them. Pure.
import type { Speaker } from '../../../core/conversation/conversation.ts';
import type { AttributeMark, Mark } from '../../../core/critic/verdict.ts';
import type { Pair } from '../../../core/persona/profile.ts';

export interface Markable {
  readonly speaker: Speaker;
  /** 0-based in the speaker's profile. */
  readonly index: number;
  readonly text: string;
  readonly mark: Mark | null;
}

export const markable = ({ profiles }: Pair, marks: readonly AttributeMark[]): readonly Markable[] =>
  ([1, 2] as const).flatMap((speaker) =>
    profiles[speaker === 1 ? 0 : 1].attributes.map(({ text }, index) => {
      const own = marks.find((mark) => mark.speaker === speaker && mark.attribute === index);
      return { speaker, index, text, mark: own?.mark ?? null };
    }),
  );
