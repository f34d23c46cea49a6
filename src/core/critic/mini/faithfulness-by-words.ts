// Owns what a rule by words says of a profile sentence: that its owner denies it, says it, or does not speak of it. It reads
// clause by clause, since “I love cooking, but I never bake” denies one thing and says another. A contradiction in other words
// escapes it, and so does another value in the place of one (“I have two dogs”, “my three dogs”).
import type { Conversation } from '../../conversation/conversation.ts';
import { contentWordsOf } from '../../conversation/words.ts';
import type { RuleAnswer } from '../expert.ts';
import { hashOf } from '../expert-version.ts';
import type { AttributeMark } from '../verdict.ts';
import { nearAttributes, neededWords, type NearAttribute } from './nearest-turn.ts';

/** Apart from the versions of every wording that a model is asked in. */
const version = 202;
const id = 'faithfulness';

export function faithfulnessByWords(conversation: Conversation): RuleAnswer {
  const found = marksByWords(conversation);
  const denied = found.find(({ denial }) => denial !== undefined);
  return {
    expert: { id, version, hash: hashOf('rule', 'faithfulness by words') },
    about: [conversation.id],
    finding: {
      kind: 'faithfulness',
      decision: denied ? 'drop' : 'pass',
      marks: found.map(({ denial: _, text: __, ...mark }) => mark),
    },
    reason: denied
      ? `A rule by words decided, no model: “${denied.denial}” against “${denied.text}”`
      : 'A rule by words decided, no model: no profile sentence is denied.',
  };
}

interface Clause {
  readonly text: string;
  readonly words: ReadonlySet<string>;
  readonly isDenied: boolean;
}

interface MarkByWords extends AttributeMark {
  /** The attribute’s. */
  readonly text: string;
  /** The clause that denies it. */
  readonly denial?: string;
}

/** Contradicted in one place outweighs supported in another. */
function marksByWords(conversation: Conversation): readonly MarkByWords[] {
  const said = conversation.turns.map(({ text }) => clausesOf(text).filter(isOfOneself));
  return nearAttributes(conversation).map(({ turn, ...near }) => {
    if (turn === null) return { ...near, mark: 'not mentioned' };
    const own = clausesOf(near.text);
    for (const place of placesNearTo(near, conversation)) {
      const denial = said[place]?.find((clause) => own.some((claim) => denies(clause, claim)));
      if (denial) return { ...near, mark: 'contradicted', turn: place, denial: denial.text };
    }
    return { ...near, mark: 'supported', turn };
  });
}

/** Turns of the owner that share enough words with the whole attribute to speak of it. */
function placesNearTo(
  { speaker, text }: Omit<NearAttribute, 'turn'>,
  { turns }: Conversation,
): readonly number[] {
  const words = [...new Set(contentWordsOf(text))];
  return turns.flatMap((turn, place) => {
    if (turn.speaker !== speaker) return [];
    const own = new Set(contentWordsOf(turn.text));
    return words.filter((word) => own.has(word)).length >= neededWords(words.length) ? [place] : [];
  });
}

/** One of the two is denied, and they speak of the same. */
function denies(clause: Clause, claim: Clause): boolean {
  if (clause.isDenied === claim.isDenied || claim.words.size === 0) return false;
  const shared = [...claim.words].filter((word) => clause.words.has(word)).length;
  return shared >= neededWords(claim.words.size);
}

/** After a sentence, a comma, or a word that joins where someone or something is spoken of anew. */
const clauseEnd =
  /(?<=[.!?;])\s+|,?\s+(?:but|and|so|because|since|although|though|while|when|if|or|who|which|that|then|even)\s+(?=(?:i|i'm|i've|it|my|he|she|they|we|there|you|never|not|am|don't|work|now|also)\b)|,\s+/i;

const clausesOf = (text: string): readonly Clause[] =>
  text
    .replace(/’/g, "'")
    .replace(/\s+/g, ' ')
    // Imported profiles have lost many an apostrophe.
    .replace(/\b(do|does|did|is|are|was|were|ca|could|wo|would|should|have|has)n t\b/gi, "$1n't")
    .split(clauseEnd)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !isCondition.test(part))
    .map((part) => ({ text: part, words: new Set(contentWordsOf(part)), isDenied: isDenied(part) }));

/** “When I am not at work” claims nothing by itself. */
const isCondition = /^(?:if|when|while|after|before|unless|as long as)\b/i;

/** Neither asked nor said of who is spoken to. */
const isOfOneself = ({ text }: Clause): boolean =>
  !text.includes('?') && (!/\byour?\b/i.test(text) || /\b(?:i|my|me|we|our)\b/i.test(text));

/** Two words that deny one thing once. */
const dislikes = /can't stand|cannot stand|(?:don't|do not) (?:like|enjoy)|not a fan of/gi;
/** They deny nothing that a profile says: “Not much, just walking my dogs.” */
const setPhrases =
  /\b(?:not|nothing) (?:too )?(?:much|a lot)\b|\bnot (?:only|sure|(?:very |really |that |so )?good)\b|\b(?:can't|cannot|can not) wait\b|\bwhy not\b|\bno (?:doubt|problem|worries|way|wonder|kidding)\b|\bnever ?mind\b|\bdon't worry\b|^(?:oh |well )?no\b/gi;
const denials =
  /\b(?:not|never|no|cannot|nobody|none|without|hardly|zero|nor|neither|hated?|hates|dislikes?)\b|n't\b/gi;

/** Denied twice is said. */
function isDenied(clause: string): boolean {
  const plain = clause.replace(dislikes, 'hate').replace(setPhrases, ' ');
  return (plain.match(denials) ?? []).length % 2 === 1;
}
