// Owns the rules that hold a conversation against its profiles.
import type { Pair, Profile } from '../persona/profile.ts';
import type { Speaker, Turn } from './conversation.ts';
import type { Fault } from './fault.ts';
import { normalised } from './sequence-rules.ts';
import { contentWordsOf } from './words.ts';

export function profileFaults(turns: readonly Turn[], pair: Pair, faults: Fault[]): void {
  const plain = turns.map(({ text }) => normalised(text));
  const words = turns.map(({ text }) => new Set(contentWordsOf(text)));
  for (const speaker of [1, 2] as const) {
    const { attributes } = pair.profiles[(speaker - 1) as 0 | 1];
    for (const { text } of attributes) {
      copied(text, plain, faults);
      misattributed(text, speaker, turns, words, faults);
    }
  }
}

/** The attribute's sentence, word for word, in anybody's mouth. */
function copied(attribute: string, plain: readonly string[], faults: Fault[]): void {
  const sentence = normalised(attribute);
  if (sentence === '') return;
  const turn = plain.findIndex((text) => text.includes(sentence));
  if (turn >= 0) faults.push({ kind: 'attribute-copied', turn, text: attribute });
}

const firstPerson = /\b(?:i|i'm|i've|i'd|i'll|my|me|mine|we|our|us)\b/i;
/** Content words of an attribute that make a claim of it. */
const wordsOfAClaim = 2;

/**
 * Two content words of the attribute in a first-person statement of the other speaker, and in none of its owner's. A
 * question is no statement, and "Yes, a lot" has none of the words.
 */
function misattributed(
  attribute: string,
  owner: Speaker,
  turns: readonly Turn[],
  words: readonly ReadonlySet<string>[],
  faults: Fault[],
): void {
  const wanted = [...new Set(contentWordsOf(attribute))];
  if (wanted.length < wordsOfAClaim) return;
  let claim = -1;
  for (const [turn, { speaker, text }] of turns.entries()) {
    const shared = wanted.filter((word) => words[turn]?.has(word)).length;
    if (shared === 0) continue;
    if (speaker === owner) return;
    if (claim < 0 && shared >= wordsOfAClaim && statesAbout(text, wanted)) claim = turn;
  }
  if (claim >= 0) faults.push({ kind: 'attribution-suspect', turn: claim, text: attribute });
}

/** Whether one sentence, no question, says "I" or "my" and has the words. */
const statesAbout = (text: string, wanted: readonly string[]): boolean =>
  text.split(/(?<=[.!?])\s+/).some((sentence) => {
    if (sentence.endsWith('?') || !firstPerson.test(sentence)) return false;
    const said = new Set(contentWordsOf(sentence));
    return wanted.filter((word) => said.has(word)).length >= wordsOfAClaim;
  });

/** Sentences of a profile as they stand in prompts: a list of them inside a turn is the prompt, not talk. */
export function leakedProfile(turns: readonly Turn[], profiles: readonly Profile[], faults: Fault[]): void {
  for (const [turn, { text }] of turns.entries()) {
    if (text.length < shortestList) continue;
    const plain = normalised(text);
    const copies = profiles
      .flatMap(({ attributes }) => attributes)
      .filter((attribute) => plain.includes(normalised(attribute.text)));
    if (copies.length >= sentencesOfAList)
      faults.push({ kind: 'prompt-leak', turn, text: text.slice(0, 80) });
  }
}

const sentencesOfAList = 3;
const shortestList = 40;
