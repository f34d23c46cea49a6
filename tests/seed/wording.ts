// Owns what no bundled text may say, and two plain looks at whose words a turn uses. These are stricter than the
// studio's own rules on purpose: what comes with the studio is the model of good data.
import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity';
import { ownAttributes, type WrittenConversation } from './bundled-files.ts';

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];

const unwanted: Readonly<Record<string, RegExp>> = {
  'square brackets': /[[\]]/,
  'other placeholder marks': /[<>{}_*#|]|\b(lorem|todo|tbd|xxx|placeholder)\b/i,
  'a speaker label': /\b(user|speaker|person)\s*[12]\b/i,
  'a name before a colon, as in a script': /^\S{1,20}:/,
  'a stage direction': /[()]/,
  'an e-mail address': /\S@\S/,
  'a web address': /https?:|www\.|\b\w+\.(com|org|net|io|co)\b/i,
  'a phone number': /\d[\d\s-]{5,}\d/,
  'a line break or outer space': /\n|^\s|\s$| {2}/,
};

const profanity = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers });

/** The names of everything in the text that a bundled text must not have. */
export function unwantedIn(text: string): string[] {
  if (profanity.hasMatch(text)) return ['profanity'];
  return Object.entries(unwanted).flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []));
}

export const agreementOpener =
  /^(me too|same here|that sounds|that is (nice|great|cool)|that's|oh,? (nice|cool))\b/i;

/** A turn copies an attribute when it holds all of its words in a row, or five of them in a row. */
export function copies(turn: string, attribute: string): boolean {
  const words = wordsOf(attribute);
  const length = Math.min(words.length, 5);
  const said = ` ${wordsOf(turn).join(' ')} `;
  return words.some(
    (_, from) =>
      from + length <= words.length && said.includes(` ${words.slice(from, from + length).join(' ')} `),
  );
}

export const copiedIn = (conversation: WrittenConversation): string[] =>
  conversation.turns.flatMap(({ text }) =>
    ownAttributes(conversation)
      .flatMap(({ texts }) => texts)
      .filter((attribute) => copies(text, attribute)),
  );

export const repeatedIn = ({ turns }: WrittenConversation): string[] =>
  turns.map(({ text }) => text).filter((text, index, texts) => texts.indexOf(text) !== index);

/**
 * Attributes with two or more of their longer words in one turn of the other speaker and none in any turn of their owner:
 * a hint that the other speaker claims them.
 */
export function claimedByTheOther(conversation: WrittenConversation): string[] {
  return ownAttributes(conversation).flatMap(({ speaker, texts }) => {
    const own = conversation.turns.filter((turn) => turn.speaker === speaker);
    const others = conversation.turns.filter((turn) => turn.speaker !== speaker);
    const ownWords = new Set(own.flatMap(({ text }) => wordsOf(text)));
    return texts.filter((attribute) => {
      const longer = wordsOf(attribute).filter((word) => word.length >= 4);
      if (longer.some((word) => ownWords.has(word))) return false;
      return others.some(({ text }) => {
        const said = new Set(wordsOf(text));
        return longer.filter((word) => said.has(word)).length >= 2;
      });
    });
  });
}
