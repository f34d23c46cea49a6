// Owns the rules that look at one turn's text (method.md, section 4), as data: a kind and the pattern that shows it.
import type { Turn } from './conversation.ts';
import type { Fault, FaultKind } from './fault.ts';
import { firstProfanity } from './profanity.ts';

interface TurnRule {
  readonly kind: FaultKind;
  readonly pattern: RegExp;
}

const rules: readonly TurnRule[] = [
  {
    // "[user 1's name]", "[your name]", "[link]", "[Image of …]", "(name)": something was to be filled in.
    kind: 'placeholder',
    pattern:
      /\[[^\]\n]{1,60}\]|<(?:your |insert )?(?:name|link|url|place|city|number)>|\{[a-z_ ]{1,30}\}|\((?:(?:your|my|user [12]'?s?) )?name\)|\b(?:insert|your) name here\b/i,
  },
  { kind: 'speaker-label-in-text', pattern: /\buser ?[12]\b/i },
  {
    // Words of a prompt or of a profile's heading, and the voice of the model itself.
    kind: 'prompt-leak',
    pattern:
      /\b(?:profile of|conversation \(\d+ turns\)|persona(?:s| attributes?)?:|as an ai\b|language model|write their conversation|system prompt)|<\|[a-z_]+\|>|<\/?(?:think|s)>/i,
  },
  {
    kind: 'contact',
    pattern:
      /[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]{2,}|https?:\/\/\S+|\bwww\.\S+|(?<![\d.])\+?\(?\d{3}\)?[ .-]\d{3}[ .-]?\d{4}(?!\d)/i,
  },
  {
    kind: 'agreement-opener',
    pattern:
      /^(?:oh,? |wow,? |yeah,? |yes,? |haha,? )?(?:me too|same here|me neither|i agree|that(?:'s| is| sounds?)|sounds? |i (?:can )?(?:totally )?(?:relate|understand)|absolutely|definitely|exactly)\b/i,
  },
];

/** Narration inside of a turn: a stage direction between stars or brackets that stands alone. */
const direction =
  /^\*[^*]{2,80}\*$|^\([^)]{2,120}\)$|\*(?:laughs|smiles|nods|sighs|pauses|waves|grins|chuckles)[^*]{0,60}\*/i;
/** A rare character stands in front of the dear patterns: most turns have none of these. */
const unusual = /[[<{(*]/;

export function turnFaults({ text }: Turn, turn: number, faults: Fault[]): void {
  for (const { kind, pattern } of rules) {
    const found = pattern.exec(text);
    if (found)
      faults.push({ kind, turn, span: [found.index, found.index + found[0].length], text: found[0] });
  }
  const found = unusual.test(text) ? direction.exec(text) : null;
  if (found)
    faults.push({
      kind: 'narration',
      turn,
      span: [found.index, found.index + found[0].length],
      text: found[0],
    });
  const profane = firstProfanity(text);
  if (profane)
    faults.push({
      kind: 'profanity',
      turn,
      span: [profane.start, profane.start + profane.text.length],
      text: profane.text,
    });
}
