// Owns the labels by which a prompt and its answer speak of attributes: 1a, 1b … for the first profile's, 2a … for the
// second's.
import type { Speaker } from '../conversation/conversation.ts';
import type { Pair } from '../persona/profile.ts';

interface Labelled {
  readonly label: string;
  readonly speaker: Speaker;
  /** 0-based in that speaker's profile. */
  readonly attribute: number;
  readonly text: string;
}

export const labelled = (pair: Pair): readonly Labelled[] =>
  ([1, 2] as const).flatMap((speaker) =>
    pair.profiles[(speaker - 1) as 0 | 1].attributes.map(({ text }, attribute) => ({
      label: `${speaker}${String.fromCharCode(97 + attribute)}`,
      speaker,
      attribute,
      text,
    })),
  );
