// Owns the faithfulness expert (method.md, section 3): does a conversation contradict either profile? Answered per
// attribute, reason first, held to a grammar that only lets the owner's own turns be named as evidence.
import type { Conversation, Speaker } from '../conversation/conversation.ts';
import type { Pair } from '../persona/profile.ts';
import { failure, success, type Result } from '../result.ts';
import type { ExpertPrompt } from './expert.ts';
import { grammarOf, line, literal, oneOf } from './grammar.ts';
import { marks, type AttributeMark, type Finding, type Mark } from './verdict.ts';

export const faithfulness = { id: 'faithfulness', version: 1 } as const;

// Short on purpose, like its form: a processor reads some ten tokens a second, and every call reads this anew.
const system = `You check whether two speakers stay true to their profiles. For each profile sentence look only at what its owner says.
supported: the owner says or clearly implies it. not mentioned: nothing is said about it, which is no fault. contradicted: the owner says what cannot be true together with it.`;

export function faithfulnessPrompt(conversation: Conversation): ExpertPrompt {
  const { pair } = conversation;
  const [first = '', ...others] = labelled(pair).map(({ label }) => label);
  const form = `reason: <one short sentence>
${first}: <supported in turn N, not mentioned, or contradicted in turn N>
and the same for ${others.join(', ')}`;
  return {
    messages: [
      { role: 'system', content: system },
      {
        role: 'user',
        content: `${profilesOf(pair)}\n\n${numberedTurns(conversation)}\n\nAnswer in this form:\n${form}`,
      },
    ],
    grammar: faithfulnessGrammar(conversation),
    maxTokens: 80 + labelled(pair).length * 12,
  };
}

interface Labelled {
  readonly label: string;
  readonly speaker: Speaker;
  readonly attribute: number;
  readonly text: string;
}

/** 1a, 1b … for the first profile's attributes, 2a, 2b … for the second's. */
function labelled(pair: Pair): Labelled[] {
  return ([1, 2] as const).flatMap((speaker) =>
    pair.profiles[(speaker - 1) as 0 | 1].attributes.map(({ text }, attribute) => ({
      label: `${speaker}${String.fromCharCode(97 + attribute)}`,
      speaker,
      attribute,
      text,
    })),
  );
}

const profilesOf = (pair: Pair): string =>
  ([1, 2] as const)
    .map((speaker) => {
      const own = labelled(pair).filter((entry) => entry.speaker === speaker);
      return `Profile of User ${speaker}:\n${own.map(({ label, text }) => `${label}. ${text}`).join('\n')}`;
    })
    .join('\n\n');

const numberedTurns = ({ turns }: Conversation): string =>
  `Conversation:\n${turns.map(({ speaker, text }, index) => `[${index + 1}] User ${speaker}: ${text}`).join('\n')}`;

function faithfulnessGrammar({ pair, turns }: Conversation): string {
  const turnsOf = (speaker: Speaker) =>
    turns.flatMap((turn, index) => (turn.speaker === speaker ? [String(index + 1)] : []));
  const markRule = (speaker: Speaker) => {
    const own = turnsOf(speaker);
    if (own.length === 0) return literal('not mentioned');
    return `${literal('not mentioned')} | ${oneOf(['supported', 'contradicted'])} ${literal(' in turn ')} ${oneOf(own)}`;
  };
  const lines = labelled(pair).map(({ label, speaker }) => `${literal(`\n${label}: `)} mark${speaker}`);
  return grammarOf({
    root: `${literal('reason: ')} reason ${lines.join(' ')}`,
    reason: line(longestReasonCharacters),
    mark1: markRule(1),
    mark2: markRule(2),
  });
}

const longestReasonCharacters = 120;

export interface ReadAnswer {
  readonly finding: Finding;
  readonly reason: string;
}

/** The grammar should leave nothing unreadable; engines without one, or answers cut at the token limit, do. */
export function readFaithfulness(text: string, conversation: Conversation): Result<ReadAnswer, string> {
  const answers = new Map<string, string>();
  for (const entry of text.split('\n')) {
    const [, key, value] = /^\s*(reason|[12][a-z])\s*:\s*(.+?)\s*$/i.exec(entry) ?? [];
    if (key && value) answers.set(key.toLowerCase(), value);
  }
  const read: AttributeMark[] = [];
  for (const { label, speaker, attribute } of labelled(conversation.pair)) {
    const mark = readMark(answers.get(label) ?? '', conversation.turns.length);
    if (!mark) return failure(`no readable answer for profile sentence ${label}`);
    read.push({ speaker, attribute, ...mark });
  }
  const decision = read.some(({ mark }) => mark === 'contradicted') ? 'drop' : 'pass';
  return success({
    finding: { kind: 'faithfulness', decision, marks: read },
    reason: answers.get('reason') ?? '',
  });
}

function readMark(text: string, turnCount: number): { mark: Mark; turn?: number } | null {
  const lower = text.toLowerCase();
  const mark = marks.find((word) => lower.startsWith(word));
  if (!mark) return null;
  const turn = Number(/turn (\d+)/.exec(lower)?.[1] ?? 0);
  return mark !== 'not mentioned' && turn >= 1 && turn <= turnCount ? { mark, turn: turn - 1 } : { mark };
}
