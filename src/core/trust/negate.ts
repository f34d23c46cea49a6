// Owns turning an attribute into its opposite by rule, so that whoever says it contradicts the attribute for certain. It refuses
// rather than guess: a sentence whose verb it does not know, or where “not” could fall on something else than the claim.
import { failure, success, type Result } from '../result.ts';
import { baseVerbs, participles, pastForms, thirdPersonForms } from './verbs.ts';

export type NoNegation = 'several clauses' | 'scope' | 'unknown verb';

/** “not” in such a sentence denies less, or something else: a reason, a frequency, one of several clauses. */
const scopeWords =
  /\b(?:always|never|only|sometimes|usually|rarely|seldom|hardly|barely|every|everyone|everything|all|both|each|some|any|anyone|anything|either|neither|nor|no|none|nobody|nothing|zero|too|yet|still|already|just|even|without|used|due|but|because|since|when|while|if|unless|until|although|though|so|than|who|whom|whose|which|that|as)\b/i;
const clauseWords = String.raw`(?:i|my|he|she|it|we|they|you|his|her|their|our)\b`;
/** A second sentence, a second “I”, a second thing claimed: “not” would reach only one of the two. */
const secondClause = new RegExp(
  String.raw`[.!?;:]\s+\S|.\bi\b|\b(?:and|or),? ${clauseWords}|[,;] ${clauseWords}`,
  'i',
);
const joined = /\b(?:and|or) (?:not )?([a-z]+)/gi;
const claimsAgain = (sentence: string): boolean =>
  [...sentence.matchAll(joined)].some(([, word = '']) => isVerb(word.toLowerCase()));
const isVerb = (word: string): boolean =>
  auxiliaries[word] !== undefined || baseVerbs.has(word) || pastForms[word] !== undefined || word === 'hope';

const auxiliaries: Readonly<Record<string, string>> = {
  am: 'am not',
  is: 'is not',
  are: 'are not',
  was: 'was not',
  were: 'were not',
  can: 'cannot',
  could: 'could not',
  will: 'will not',
  would: 'would not',
  should: 'should not',
};
const denied: Readonly<Record<string, string>> = {
  ...{ 'am not': 'am', 'is not': 'is', "isn't": 'is', 'are not': 'are', "aren't": 'are' },
  ...{ 'was not': 'was', "wasn't": 'was', 'were not': 'were', "weren't": 'were' },
  ...{ cannot: 'can', 'can not': 'can', "can't": 'can', 'could not': 'could', "couldn't": 'could' },
  ...{ 'will not': 'will', "won't": 'will', 'would not': 'would', "wouldn't": 'would' },
};
const contractions: readonly (readonly [RegExp, string])[] = [
  [/^i'm\b/i, 'I am'],
  [/^i've\b/i, 'I have'],
  [/^i'll\b/i, 'I will'],
  [/^i'd (?=(?:like|love|rather|prefer)\b)/i, 'I would '],
  [/^(my(?: [a-z]+){1,3})'s (?=(?:a|an|the|very|called|named)\b)/i, '$1 is '],
];

/** Words that stand between “I” and its verb and stay where they are: “I do not really like tea.” */
const adverbs = new Set(['really', 'currently', 'often', 'recently', 'actually', 'mostly', 'now']);

/** The opposite of one first-person sentence; or why there is no safe one. */
export function negated(attribute: string): Result<string, NoNegation> {
  const sentence = contractions.reduce(
    (text, [pattern, words]) => text.replace(pattern, words),
    attribute.trim().replace(/’/g, "'"),
  );
  if (secondClause.test(sentence) || claimsAgain(sentence)) return failure('several clauses');
  if (scopeWords.test(sentence)) return failure('scope');
  const found = /^i\b/i.test(sentence) ? ofFirstPerson(sentence) : ofThirdPerson(sentence);
  if (found === null) return failure('unknown verb');
  // Denied somewhere else than at its verb: “I have not spoken in months.”
  return countOfNot(sentence) > 0 && countOfNot(found) > 0 ? failure('scope') : success(found);
}

const countOfNot = (text: string): number => (text.match(/\bnot\b|n't\b|\bcannot\b/gi) ?? []).length;

/** “I also like tea.” → also, like, tea. “Also” goes: denied, it would claim another thing that is liked. */
function ofFirstPerson(sentence: string): string | null {
  const words = sentence
    .split(/\s+/)
    .slice(1)
    .filter((word) => word.toLowerCase() !== 'also');
  const leading: string[] = [];
  while (adverbs.has((words[0] ?? '').toLowerCase())) leading.push(words.shift() ?? '');
  const rest = words.join(' ');
  const before = leading.length > 0 ? `${leading.join(' ')} ` : '';
  const positive = undenied(rest) ?? undone(rest);
  if (positive !== null) return `I ${before}${positive}`;
  const auxiliary = withNot(rest, before);
  return auxiliary === null ? ofMainVerb(rest, before) : `I ${auxiliary}`;
}

/** “do not like tea” → “like tea”. */
function undone(rest: string): string | null {
  const verb = /^(?:do not|don't) (\w+)\b/i.exec(rest);
  return verb && baseVerbs.has((verb[1] ?? '').toLowerCase())
    ? rest.slice(verb[0].length - (verb[1] ?? '').length)
    : null;
}

/** “cannot swim” → “can swim”. */
function undenied(rest: string): string | null {
  const found = Object.keys(denied).find((words) => rest.toLowerCase().startsWith(`${words} `));
  return found === undefined ? null : `${denied[found]}${rest.slice(found.length)}`;
}

/** “am a nurse” → “am not a nurse”; “have been to Rome” → “have not been to Rome”. */
function withNot(rest: string, before: string): string | null {
  const [verb = '', next = ''] = rest.toLowerCase().split(/[^a-z']+/);
  const following = rest.slice(verb.length);
  if (auxiliaries[verb] !== undefined) return `${auxiliaries[verb]} ${before}${following.trim()}`;
  return verb === 'have' && participles.has(next) ? `have not ${before}${following.trim()}` : null;
}

function ofMainVerb(rest: string, before: string): string | null {
  const verb = (/^[a-z]+(?=\s|[.!]?$)/i.exec(rest)?.[0] ?? '').toLowerCase();
  const next = (/^[a-z]+ ([a-z]+)/i.exec(rest)?.[1] ?? '').toLowerCase();
  // “I do like tea.” is said with stress, and “do” is not its verb.
  if (verb === 'do' && baseVerbs.has(next) && next !== 'work') return null;
  if (baseVerbs.has(verb)) return `I do not ${before}${rest}`;
  const past = pastForms[verb];
  return past === undefined ? null : `I did not ${before}${past}${rest.slice(verb.length)}`;
}

/** “My sister is a nurse.” The verb stands within the first six words; whatever comes before belongs to who is spoken of. */
function ofThirdPerson(sentence: string): string | null {
  if (!/^(?:my|our)\b/i.test(sentence)) return null;
  const words = sentence.split(/\s+/);
  for (let place = 1; place < Math.min(words.length - 1, 6); place += 1) {
    const [before, rest] = [words.slice(0, place).join(' '), words.slice(place).join(' ')];
    const found = undenied(rest) ?? withNot(rest, '') ?? ofThirdPersonVerb(rest);
    if (found !== null) return `${before} ${found}`;
  }
  return null;
}

function ofThirdPersonVerb(rest: string): string | null {
  const verb = (/^[a-z]+(?=\s)/i.exec(rest)?.[0] ?? '').toLowerCase();
  const base = thirdPersonForms[verb];
  return base === undefined ? null : `does not ${base}${rest.slice(verb.length)}`;
}
