// Owns the faithfulness expert (method.md, section 3): does a conversation contradict either profile? Answered per
// attribute, held to a grammar that only lets the owner's own turns be named as evidence.
import type { Conversation, Speaker } from '../conversation/conversation.ts';
import type { Pair } from '../persona/profile.ts';
import { failure, success } from '../result.ts';
import { turnNamed, type Filter } from './filter.ts';
import { literal, oneOf } from './grammar.ts';
import { marks, type AttributeMark, type Mark } from './verdict.ts';

export const faithfulness: Filter = {
  name: 'faithfulness',
  version: 1,
  graded: {
    version: 1,
    question:
      'Does either speaker say what cannot be true together with their own profile? What is not mentioned is no fault.',
  },
  applies: ({ pair }) => labelled(pair).length > 0,
  needsProfiles: true,
  // Short on purpose, like its form: a processor reads some ten tokens a second, and every call reads this anew.
  instruction: `You check whether two speakers stay true to their profiles. For each profile sentence look only at what its owner says.
supported: the owner says or clearly implies it. not mentioned: nothing is said about it, which is no fault. contradicted: the owner says what cannot be true together with it.`,
  matter: () => '',
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

interface Labelled {
  readonly label: string;
  readonly speaker: Speaker;
  /** 0-based in that speaker's profile. */
  readonly attribute: number;
  readonly text: string;
}

/** 1a, 1b … for the first profile's attributes, 2a, 2b … for the second's. */
export function labelled(pair: Pair): readonly Labelled[] {
  return ([1, 2] as const).flatMap((speaker) =>
    pair.profiles[(speaker - 1) as 0 | 1].attributes.map(({ text }, attribute) => ({
      label: `${speaker}${String.fromCharCode(97 + attribute)}`,
      speaker,
      attribute,
      text,
    })),
  );
}

function markRule({ turns }: Conversation, speaker: Speaker): string {
  const own = turns.flatMap((turn, index) => (turn.speaker === speaker ? [String(index + 1)] : []));
  if (own.length === 0) return literal('not mentioned');
  return `${literal('not mentioned')} | ${oneOf(['supported', 'contradicted'])} ${literal(' in turn ')} ${oneOf(own)}`;
}

function readMark(text: string, conversation: Conversation): { mark: Mark; turn?: number } | null {
  const lower = text.toLowerCase();
  const mark = marks.find((word) => lower.startsWith(word));
  if (!mark) return null;
  const turn = turnNamed(lower, conversation);
  return mark !== 'not mentioned' && turn !== undefined ? { mark, turn } : { mark };
}
