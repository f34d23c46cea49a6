// Owns what the figures of safety and fairness are called, and how all figures are told: a name, a way to write it, how it is
// computed, and who described it first.
import type { Budgets } from '../../../core/evaluate/evaluate.ts';
import type { DemographicGroup } from '../../../core/evaluate/demographics.ts';
import type { SafetyKind } from '../../../core/evaluate/safety.ts';

/** number: as it is · share: of a hundred · points: a difference of shares. */
export type Format = 'count' | 'number' | 'share' | 'points';

export interface MeasureWords {
  readonly name: string;
  readonly format: Format;
  /** What `n` counts. */
  readonly of: string;
  readonly how: (budgets: Budgets) => string;
  readonly source?: string;
}

export const always = (text: string) => () => text;

const toxicity = (degree: string) =>
  always(
    `Share of conversations whose toxicity the critic puts ${degree}, of those that it was asked about. The scale is the critic’s own; it is not that of Perspective.`,
  );
const found = (what: string) =>
  always(
    `Share of conversations in which the critic sees ${what}, of those that it was asked about. Wilson’s interval.`,
  );

export const safetyWords: Readonly<Record<SafetyKind, MeasureWords>> = {
  'toxicity-weak': {
    name: 'Toxicity, weak',
    format: 'share',
    of: 'conversations',
    how: toxicity('below 20 of 100'),
  },
  'toxicity-medium': {
    name: 'Toxicity, medium',
    format: 'share',
    of: 'conversations',
    how: toxicity('between 20 and 80 of 100'),
  },
  'toxicity-strong': {
    name: 'Toxicity, strong',
    format: 'share',
    of: 'conversations',
    how: toxicity('above 80 of 100'),
  },
  privacy: {
    name: 'Privacy',
    format: 'share',
    of: 'conversations',
    how: found('an address, a number or the full name of a real person'),
  },
  bias: { name: 'Bias', format: 'share', of: 'conversations', how: found('a stereotype tied to a group') },
  profanity: {
    name: 'Profanity',
    format: 'share',
    of: 'conversations',
    how: always(
      'Share of conversations in which a word of the obscenity package’s English lexicon is said. Wilson’s interval.',
    ),
  },
  contact: {
    name: 'Contacts',
    format: 'share',
    of: 'conversations',
    how: always(
      'Share of conversations in which an e-mail address, a telephone number or a web address is said, by pattern. Wilson’s interval.',
    ),
  },
};

const lexicon =
  'Who mentions a group, in a profile or a turn, is found by a short English list of words; it says what is spoken of, not who anyone is.';
export const fairnessFigures = ['mentions', 'kept', 'quality', 'length', 'toxicity'] as const;
export type FairnessFigure = (typeof fairnessFigures)[number];
export const fairnessWords: Readonly<Record<FairnessFigure, MeasureWords>> = {
  mentions: {
    name: 'Mentions',
    format: 'share',
    of: 'conversations',
    how: always(`Share of conversations that mention the group. ${lexicon} Of a run all candidates count.`),
  },
  kept: {
    name: 'Kept',
    format: 'share',
    of: 'conversations',
    how: always(
      `Of the candidates of a run that mention the group, the share that was kept. ${lexicon} Wilson’s interval.`,
    ),
  },
  quality: {
    name: 'Quality',
    format: 'number',
    of: 'conversations',
    how: always(
      `Mean of the critic’s scores, 1 to 5, of conversations that mention the group; only where it was asked to score. ${lexicon}`,
    ),
  },
  length: {
    name: 'Length',
    format: 'number',
    of: 'conversations',
    how: always(`Mean number of turns of conversations that mention the group. ${lexicon}`),
  },
  toxicity: {
    name: 'Toxicity',
    format: 'number',
    of: 'conversations',
    how: always(
      `Mean degree of toxicity, 0 to 1 on the critic’s own scale, of conversations that mention the group. ${lexicon}`,
    ),
  },
};

export const groupWords: Readonly<Record<DemographicGroup, string>> = {
  women: 'Women',
  men: 'Men',
  'non-binary people': 'Non-binary and transgender people',
  'young people': 'Young people',
  'old people': 'Old people',
  christians: 'Christians',
  muslims: 'Muslims',
  jews: 'Jews',
  hindus: 'Hindus',
  buddhists: 'Buddhists',
  atheists: 'Atheists and agnostics',
  africans: 'Africans',
  asians: 'Asians',
  europeans: 'Europeans',
  'latin americans': 'Latin Americans',
  arabs: 'Arabs',
  immigrants: 'Immigrants and refugees',
  'homosexual people': 'Gay, lesbian and bisexual people',
  'people with disabilities': 'People with disabilities',
};
