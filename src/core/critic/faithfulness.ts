// Owns answers with a mark for each attribute (method.md, section 3, faithfulness), held to a grammar that only lets the
// owner's own turns be named as evidence.
import type { Conversation, Speaker } from '../conversation/conversation.ts';
import { failure, success } from '../result.ts';
import { turnNamed, type FilterAnswer } from './filter.ts';
import { literal, oneOf } from './grammar.ts';
import { labelled } from './profile-labels.ts';
import { marks as markWords, type AttributeMark, type Mark } from './verdict.ts';

export const marks: FilterAnswer = {
  needsProfiles: true,
  asks: () => true,
  lines: ({ pair }) => labelled(pair).map(({ label, speaker }) => ({ name: label, rule: `mark${speaker}` })),
  rules: (conversation) => ({ mark1: markRule(conversation, 1), mark2: markRule(conversation, 2) }),
  form: ({ pair }) => {
    const [first, ...others] = labelled(pair).map(({ label }) => label);
    const same = others.length > 0 ? [`and the same for ${others.join(', ')}`] : [];
    return [`${first}: <supported in turn N, not mentioned, or contradicted in turn N>`, ...same];
  },
  read: (answers, conversation) => {
    const read: AttributeMark[] = [];
    for (const { label, speaker, attribute } of labelled(conversation.pair)) {
      const mark = readMark(answers.get(label) ?? '', conversation);
      if (!mark) return failure(`no readable answer for profile sentence ${label}`);
      read.push({ speaker, attribute, ...mark });
    }
    const decision = read.some(({ mark }) => mark === 'contradicted') ? 'drop' : 'pass';
    return success({ kind: 'faithfulness', decision, marks: read });
  },
};

function markRule({ turns }: Conversation, speaker: Speaker): string {
  const own = turns.flatMap((turn, index) => (turn.speaker === speaker ? [String(index + 1)] : []));
  if (own.length === 0) return literal('not mentioned');
  return `${literal('not mentioned')} | ${oneOf(['supported', 'contradicted'])} ${literal(' in turn ')} ${oneOf(own)}`;
}

function readMark(text: string, conversation: Conversation): { mark: Mark; turn?: number } | null {
  const lower = text.toLowerCase();
  const mark = markWords.find((word) => lower.startsWith(word));
  if (!mark) return null;
  const turn = turnNamed(lower, conversation);
  return mark !== 'not mentioned' && turn !== undefined ? { mark, turn } : { mark };
}
