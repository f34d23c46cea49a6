// Owns next-utterance prediction by the model itself (method.md, section 5): one turn of each conversation is drawn, and the
// critic chooses what was said among 20, knowing nobody's profile, that of who speaks, that of the other, or both.
import type { Conversation } from '../../conversation/conversation.ts';
import type { Question } from '../../critic/expert.ts';
import { hashOf } from '../../critic/expert-version.ts';
import { choicesAtFirst, massOf } from '../../critic/graded.ts';
import { grammarOf, oneOf } from '../../critic/grammar.ts';
import {
  attributesOf,
  drawnTurns,
  hitShare,
  personaUses,
  type PersonaUse,
} from '../../evaluate/next-utterance.ts';
import type { ChoiceProbability } from '../../ports.ts';
import { derive, shuffle } from '../../random.ts';
import { failure, success } from '../../result.ts';
import { formVersions } from '../asking.ts';

const letters = 'ABCDEFGHIJKLMNOPQRST'.split('');
/** Turns before the one that is asked for; more would leave small models no room for the candidates. */
const turnsShown = 6;
/** Of a candidate, so that 20 of them fit in. */
const longestCandidate = 240;

export interface NextTurnExam {
  readonly before: readonly string[];
  /** 20, shuffled by seed. */
  readonly choices: readonly string[];
  /** 0-based place of what was said. */
  readonly truth: number;
  readonly own: readonly string[];
  readonly others: readonly string[];
}

/** null where the conversation has one turn only, or the others have too few different turns to draw from. */
export function nextTurnExam(
  conversation: Conversation,
  elsewhere: readonly Conversation[],
  seed: number,
): NextTurnExam | null {
  const { id, turns, pair } = conversation;
  const place = 1 + (derive(seed, 'next-turn', id) % Math.max(1, turns.length - 1));
  const said = turns[place];
  if (!said) return null;
  const wrong = drawnTurns(elsewhere, said.text, derive(seed, 'candidates', id, place));
  if (wrong.length < letters.length - 1) return null;
  const choices = shuffle([said.text, ...wrong], derive(seed, 'letters', id));
  return {
    before: turns
      .slice(Math.max(0, place - turnsShown), place)
      .map(({ speaker, text }) => `User ${speaker}: ${text}`),
    choices,
    truth: choices.indexOf(said.text),
    own: attributesOf(pair, said.speaker),
    others: attributesOf(pair, said.speaker === 1 ? 2 : 1),
  };
}

export const usesOf = ({ own, others }: NextTurnExam): readonly PersonaUse[] =>
  own.length + others.length > 0 ? personaUses : ['none'];

const system =
  'A conversation between two people breaks off. Choose which of the turns comes next. Answer with its letter alone.';

export function nextTurnQuestion(
  about: string,
  exam: NextTurnExam,
  use: PersonaUse,
  weighs: boolean,
): Question {
  const known = [
    ...(use === 'self' || use === 'both' ? [profile('who speaks next', exam.own)] : []),
    ...(use === 'their' || use === 'both' ? [profile('the other speaker', exam.others)] : []),
  ];
  const offered = exam.choices.map((text, place) => `${letters[place]}. ${text.slice(0, longestCandidate)}`);
  const user = [
    ...known,
    `Conversation:\n${exam.before.join('\n')}`,
    `Turns to choose from:\n${offered.join('\n')}`,
    'Letter of the next turn:',
  ].join('\n\n');
  return {
    expert: {
      id: `next-turn ${use}`,
      version: weighs ? formVersions.weighed : formVersions.written,
      hash: hashOf('next-turn', system),
    },
    about: [about],
    prompt: {
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: user },
      ],
      maxTokens: weighs ? 1 : 2,
      ...(weighs ? { choices: choicesAtFirst(letters) } : { grammar: grammarOf({ root: oneOf(letters) }) }),
    },
    read: (text, choices) => {
      const hit = weighs ? hitByOdds(choices ?? [], exam.truth) : hitByLetter(text, exam.truth);
      if (hit === null) return failure('no letter of a turn');
      return success({ finding: { kind: 'scores', scores: { hit } }, reason: '' });
    },
  };
}

const profile = (whose: string, attributes: readonly string[]): string =>
  `Profile of ${whose}:\n${attributes.join('\n')}`;

/** 1 where the true turn is the likeliest, shared where several are. */
function hitByOdds(choices: readonly ChoiceProbability[], truth: number): number | null {
  if (massOf(choices) === 0) return null;
  const odds = choices.map(({ probability }) => probability);
  return hitShare([odds[truth] ?? 0, ...odds.toSpliced(truth, 1)]);
}

function hitByLetter(text: string, truth: number): number | null {
  const place = letters.indexOf(/^\s*([A-T])\b/i.exec(text)?.[1]?.toUpperCase() ?? '');
  return place === -1 ? null : Number(place === truth);
}
