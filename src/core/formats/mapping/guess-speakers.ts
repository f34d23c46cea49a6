// Owns whose a name most likely is: what tools call the two sides of a chat, else the first two who speak.
import { speakerKey, type Part } from './mapping.ts';

const known: readonly (readonly [pattern: RegExp, part: Part])[] = [
  [/^(?:system|instructions?|developer)$/, 'system'],
  [/^(?:tool|function|observation|narrator)\b/, 'nobody'],
  [
    /^(?:user|human|customer|client|caller|seeker|(?:user|speaker|person|participant|agent)[ _-]?(?:1|a|one)|1|a|p1|s1)$/,
    'first',
  ],
  [
    /^(?:assistant|gpt|bot|model|chatgpt|bing|bard|ai|chatbot|agent|operator|support|wizard|supporter|(?:user|speaker|person|participant|agent)[ _-]?(?:2|b|two)|2|b|p2|s2)$/,
    'second',
  ],
];

/** One name each, by rank of appearance, where the names themselves tell nothing. A third speaker is nobody. */
export function speakersGuess(names: readonly string[]): Record<string, Part> {
  const guess = new Map<string, Part>();
  for (const name of names) {
    const key = speakerKey(name);
    const part = known.find(([pattern]) => pattern.test(key))?.[1];
    const isTaken = (part === 'first' || part === 'second') && [...guess.values()].includes(part);
    if (part && !isTaken) guess.set(key, part);
  }
  for (const name of names) {
    const key = speakerKey(name);
    if (guess.has(key)) continue;
    const parts = [...guess.values()];
    guess.set(key, parts.includes('first') ? (parts.includes('second') ? 'nobody' : 'second') : 'first');
  }
  // Not by assignment: "__proto__" is a name like any other.
  return Object.fromEntries(guess);
}
