// Owns what the figures of accuracy are called: next-utterance prediction and profile extraction.
import type { AccuracyId } from '../../../core/evaluate/metric.ts';
import { always, type MeasureWords } from './measures.ts';

const paper =
  'Jandaghi et al. 2024, “Faithful persona-based conversational dataset generation with large language models”';
const retrieval = (whose: string) =>
  always(
    `Can the turn that truly followed be told from 19 turns of other conversations? The utterance most like the last one is sought among those of 80 % of the conversations (tf-idf), and what followed it is taken. A candidate scores by its likeness to that${whose}. Shown is the share of turns of the other 20 % where the true one comes first; 5 % by chance. The interval is drawn again by conversation. At most 1,000 conversations are looked at.`,
  );

export const accuracyWords: Readonly<Record<AccuracyId, MeasureWords>> = {
  'next-none': {
    name: 'Next turn, no profile',
    format: 'share',
    of: 'turns',
    how: retrieval(' alone'),
    source: paper,
  },
  'next-self': {
    name: 'Next turn, own profile',
    format: 'share',
    of: 'turns',
    how: retrieval(', plus its largest likeness to an attribute of who speaks'),
    source: paper,
  },
  'next-their': {
    name: 'Next turn, other’s profile',
    format: 'share',
    of: 'turns',
    how: retrieval(', plus its largest likeness to an attribute of the other speaker'),
    source: paper,
  },
  'next-both': {
    name: 'Next turn, both profiles',
    format: 'share',
    of: 'turns',
    how: retrieval(', plus its largest likeness to an attribute of either'),
    source: paper,
  },
  'next-self-gain': {
    name: 'Gain by the own profile',
    format: 'points',
    of: 'turns',
    how: always(
      'Next turn with the own profile less that without any, on the same turns. An interval above 0: the speakers speak from their profiles.',
    ),
    source: paper,
  },
  'next-their-gain': {
    name: 'Gain by the other’s profile',
    format: 'points',
    of: 'turns',
    how: always(
      'Next turn with the other speaker’s profile less that without any, on the same turns. Near 0 where speakers keep to their own profiles.',
    ),
    source: paper,
  },
  'extraction-1': {
    name: 'Profile found, speaker 1',
    format: 'share',
    of: 'conversations',
    how: always(
      'The attributes of speaker 1 are ranked among 25 of other profiles by their largest likeness (tf-idf) to a turn of the speaker; shown is the share of true ones among the first as many (F-score). About 15 % by chance with five attributes.',
    ),
    source: paper,
  },
  'extraction-2': {
    name: 'Profile found, speaker 2',
    format: 'share',
    of: 'conversations',
    how: always(
      'The attributes of speaker 2 are ranked among 25 of other profiles by their largest likeness (tf-idf) to a turn of the speaker; shown is the share of true ones among the first as many (F-score). About 15 % by chance with five attributes.',
    ),
    source: paper,
  },
};
