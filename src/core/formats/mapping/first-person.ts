// Owns taking attributes from what a speaker says of themself, by rule. It finds what is said plainly and misses the rest;
// what it finds stands in the conversation, so no expert can find that it does not.
import type { Turn, Speaker } from '../../conversation/conversation.ts';

/** A plain statement about oneself: “I work …”, “I'm a …”, “My sister …”. */
const statement =
  /^(?:I(?:'m|’m| am)(?: not)? (?:an? |from |married|retired|allergic|vegan|vegetarian|afraid|the )|I(?:'ve|’ve| have)(?: got| never| always)? |I (?:do not|don't|don’t|never|always|really|also|usually)? ?(?:work|live|love|like|hate|enjoy|play|study|teach|own|keep|collect|drive|ride|run|swim|cook|bake|paint|write|read|speak|grew up|was born|used to|moved|want to)\b|My (?:\p{L}+ )?\p{L}+ (?:is|are|was|were|has|have|loves?|likes?|works?|lives?|plays?)\b)/u;

/** Words that point at something said before: out of the conversation the sentence would mean nothing. */
const pointsElsewhere =
  /\b(?:you|your|yours|that|this|these|those|it|its|them|they|too|either|so|there|then|one|he|she|him|her|we|us)\b/i;

const fewestWords = 4;
const mostWords = 16;
const mostAttributes = 5;

export function attributesSaidBy(turns: readonly Turn[], speaker: Speaker): string[] {
  const found = new Map<string, string>();
  for (const turn of turns) {
    if (turn.speaker !== speaker) continue;
    for (const sentence of sentencesOf(turn.text)) {
      const words = sentence.split(/\s+/).length;
      if (words < fewestWords || words > mostWords) continue;
      if (!statement.test(sentence) || pointsElsewhere.test(sentence)) continue;
      if (!found.has(sentence.toLowerCase())) found.set(sentence.toLowerCase(), sentence);
    }
  }
  return [...found.values()].slice(0, mostAttributes);
}

/** Questions, exclamations and what trails off are left out: they state nothing. */
const sentencesOf = (text: string): string[] =>
  (text.match(/[^.!?\n]+[.!?]*/g) ?? [])
    .map((sentence) => sentence.trim())
    .filter((sentence) => /^[^.!?]+\.?$/.test(sentence))
    .map((sentence) => (sentence.endsWith('.') ? sentence : `${sentence}.`));
