// Owns what a template can name, and what stands behind each name for a conversation.
import type { Conversation, Speaker } from '../conversation/conversation.ts';
import { formatConversation } from '../conversation/format.ts';
import type { Pair } from '../persona/profile.ts';
import { suspects } from './attribution.ts';
import type { ExpertKind, Exemplar } from './expert-version.ts';
import { labelled } from './profile-labels.ts';
import type { TemplateValues } from './template.ts';

/** What kind of thing a name stands for, so that `turn.txt` is found before anything runs. */
export type Shape =
  'text' | 'number' | { readonly each: Shape } | { readonly fields: Readonly<Record<string, Shape>> };

const turns: Shape = { each: { fields: { number: 'number', speaker: 'number', text: 'text' } } };
const speakers: Shape = {
  each: {
    fields: {
      number: 'number',
      attributes: { each: { fields: { label: 'text', text: 'text' } } },
      turns,
    },
  },
};
const exemplars: Shape = { each: { fields: { profiles: 'text', conversation: 'text', answer: 'text' } } };

const always = { criterion: 'text', answer_form: 'text', exemplars } as const;
const ofOne = {
  ...always,
  conversation: 'text',
  plain_conversation: 'text',
  turns,
  profiles: 'text',
  speakers,
  claims: 'text',
} as const;

/** By kind of expert: comparisons see two conversations, all others one. */
export const templateVariables: Readonly<Record<ExpertKind, Readonly<Record<string, Shape>>>> = {
  filter: ofOne,
  pointwise: ofOne,
  pairwise: {
    ...always,
    first_conversation: 'text',
    second_conversation: 'text',
    first_turns: turns,
    second_turns: turns,
    profiles: 'text',
    speakers,
  },
};

/** What is judged: one conversation, or two in the order in which they are shown. */
export type Subject = readonly [Conversation] | readonly [Conversation, Conversation];

/** Everything that any expert can name, except for its own criterion and answer form. */
export function valuesFor([first, second]: Subject, shown: readonly Exemplar[]): TemplateValues {
  const ofPair = {
    profiles: profilesOf(first.pair),
    speakers: speakersOf(first),
    exemplars: shown.map(({ profiles, conversation, answer }) => ({ profiles, conversation, answer })),
  };
  if (second)
    return {
      ...ofPair,
      first_conversation: formatConversation(first.turns),
      second_conversation: formatConversation(second.turns),
      first_turns: turnsOf(first),
      second_turns: turnsOf(second),
    };
  return {
    ...ofPair,
    conversation: numberedTurns(first),
    plain_conversation: formatConversation(first.turns),
    turns: turnsOf(first),
    claims: claimsOf(first),
  };
}

/** A blank line between the two profiles. */
export const profilesOf = (pair: Pair): string =>
  ([1, 2] as const)
    .map((speaker) => {
      const own = labelled(pair).filter((entry) => entry.speaker === speaker);
      return `Profile of User ${speaker}:\n${own.map(({ label, text }) => `${label}. ${text}`).join('\n')}`;
    })
    .join('\n\n');

export const numberedTurns = ({ turns }: Pick<Conversation, 'turns'>): string =>
  turns.map(({ speaker, text }, index) => `[${index + 1}] User ${speaker}: ${text}`).join('\n');

const turnsOf = ({ turns }: Conversation, of?: Speaker) =>
  turns
    .map(({ speaker, text }, index) => ({ number: index + 1, speaker, text }))
    .filter(({ speaker }) => of === undefined || speaker === of);

const speakersOf = (conversation: Conversation) =>
  ([1, 2] as const).map((number) => ({
    number,
    attributes: labelled(conversation.pair)
      .filter(({ speaker }) => speaker === number)
      .map(({ label, text }) => ({ label, text })),
    turns: turnsOf(conversation, number),
  }));

const claimsOf = (conversation: Conversation): string =>
  suspects(conversation)
    .map(({ turn = 0, text }, index) => `claim ${index + 1}, in turn ${turn + 1}: ${text}`)
    .join('\n');
