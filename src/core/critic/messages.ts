// Owns making the two messages of a call: an expert's own, or those of a group with the criteria of all its experts.
import { Broken } from '../trouble.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { Message } from '../ports.ts';
import type { ExpertGroup } from './expert-groups.ts';
import { hashOf, type ExpertVersion } from './expert-version.ts';
import { fillIn, type TemplateValues } from './template.ts';
import { valuesFor, type Subject } from './template-variables.ts';

export interface Asked {
  readonly id: string;
  readonly version: number;
  /** Tells exact texts apart: of a version, or of all versions that were asked together. */
  readonly hash: string;
}

/** Throws `Broken`: `bad-template`. */
export function messagesOf(version: ExpertVersion, subject: Subject, answerForm: string): Message[] {
  const { expert, text } = version;
  const values = { ...valuesFor(subject, text.exemplars), answer_form: answerForm };
  const criterion = filled(expert, text.criterion, values);
  const all = { ...values, criterion };
  return messages(filled(expert, text.instruction, all), filled(expert, text.question, all));
}

/** Profiles and claims are shown where one of the experts shows them when it is asked alone. Throws `Broken`: `bad-template`. */
export function groupMessages(
  group: ExpertGroup,
  versions: readonly ExpertVersion[],
  subject: Subject,
  answerForm: string,
): Message[] {
  const values: TemplateValues = { ...valuesFor(subject, []), answer_form: answerForm };
  const criteria = versions.map(({ expert, text }) => filled(expert, text.criterion, values));
  const all: TemplateValues = {
    ...values,
    criteria: criteria.join('\n'),
    count: criteria.length,
    ...shownBy(versions, values),
  };
  return messages(filled(group.id, group.instruction, all), filled(group.id, group.question, all));
}

/** Throws `Broken`: `bad-template`. */
export function gradedMessages(
  frame: Pick<ExpertGroup, 'instruction' | 'question'>,
  { expert, text }: ExpertVersion,
  conversation: Conversation,
): Message[] {
  const values: TemplateValues = valuesFor([conversation], text.exemplars);
  const criterion = filled(expert, text.criterion, values);
  const shown = { ...values, criterion, asked: filled(expert, text.graded, { ...values, criterion }) };
  const all = { ...shown, ...shownBy([{ text }], values) };
  return messages(filled(expert, frame.instruction, all), filled(expert, frame.question, all));
}

/** Profiles and claims, where one of the experts shows them when it is asked alone. */
function shownBy(versions: readonly Pick<ExpertVersion, 'text'>[], values: TemplateValues): TemplateValues {
  const shows = (name: string) => versions.some(({ text }) => text.question.includes(`{{ ${name} }}`));
  const shown = (name: string) => (shows(name) ? (values[name] ?? '') : '');
  return { profiles: shown('profiles'), claims: shown('claims') };
}

const messages = (system: string, user: string): Message[] => [
  { role: 'system', content: system },
  { role: 'user', content: user },
];

function filled(expert: string, template: string, values: TemplateValues): string {
  const result = fillIn(template, values);
  if (!result.ok) throw new Broken({ kind: 'bad-template', expert, detail: result.problem });
  return result.value;
}

export const askedOf = ({ expert, number, hash }: ExpertVersion): Asked => ({
  id: expert,
  version: number,
  hash,
});

/** Where one of them is weighed, the group is asked something else, and has the next version. */
export const askedTogether = (
  { id, version }: ExpertGroup,
  versions: readonly ExpertVersion[],
  form: 'written' | 'weighed' = 'written',
): Asked => ({
  ...{ id, version: form === 'weighed' ? version + 1 : version },
  hash: hashOf(id, ...versions.map(({ hash }) => hash)),
});
