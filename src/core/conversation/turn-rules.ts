// Owns the rules that look at one turn's text (method.md, section 4), as data: a kind, the pattern that shows it, and a
// cheap look at the whole conversation that spares most conversations the pattern.
import type { Turn } from './conversation.ts';
import type { Fault, FaultKind } from './fault.ts';
import { mayHaveProfanity, profanityIn } from './profanity.ts';

interface TurnRule {
  readonly kind: FaultKind;
  /** False only where no turn can show it. `said` is what all turns say, in lower case, a line each. */
  readonly mayShow: (said: string) => boolean;
  readonly pattern: RegExp;
}

const hasAny =
  (...parts: readonly string[]) =>
  (said: string): boolean =>
    parts.some((part) => said.includes(part));

const hasOneOrTwo = hasAny('1', '2');
const hasLabel = hasAny('user', 'speaker');
const hasAddress = hasAny('@', 'http', 'www.', '.com', '.org', '.net');
const threeDigits = /\d{3}/;

const rules: readonly TurnRule[] = [
  {
    // "[user 1's name]", "[your name]", "[link]", "[Image of …]", "(name)": something was to be filled in.
    kind: 'placeholder',
    mayShow: hasAny('[', '<', '{', '(', '_'),
    pattern:
      /\[[^\]\n]{1,80}\]|<(?:your |user'?s? |insert )?(?:name|link|url|place|city|number|image)[^>\n]{0,20}>|\{[a-z_ ]{1,30}\}|\((?:(?:your|my|user ?[12]'?s?) )?(?:name|place|city|link)\)|_{4,}/i,
  },
  {
    kind: 'speaker-label-in-text',
    mayShow: (said) => hasOneOrTwo(said) && hasLabel(said),
    pattern: /\b(?:user|speaker) ?[12]\b/i,
  },
  {
    // Words of a prompt or of a profile's heading, and the voice of the model itself.
    kind: 'prompt-leak',
    mayShow: hasAny(':', '<', 'profile', 'persona', 'language model', 'as an ai', 'system prompt'),
    pattern:
      /\bprofiles? of (?:user|speaker)\b|\b(?:user|speaker) ?[12]'?s?'? (?:profiles?|personas?)\b|\bpersona(?:s| attributes?)?:|\bas an ai\b|\blanguage model\b|\bsystem prompt\b|\b(?:generated|following|write (?:the|their)) conversation:|<\|[a-z_]+\|>|<\/?(?:think|s)>/i,
  },
  {
    // Stage directions that a turn consists of, begins or ends with.
    kind: 'narration',
    mayShow: hasAny('*', '('),
    pattern: /^\*[^*]{2,80}\*|(?<!\*)\*[^*]{2,80}\*$|^\([^)]{2,120}\)/,
  },
  {
    kind: 'contact',
    mayShow: (said) => hasAddress(said) || threeDigits.test(said),
    pattern: new RegExp(
      [
        String.raw`[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})*\.[a-z]{2,}`,
        String.raw`\bhttps?:\/\/\S+|\bwww\.\S+|\b[a-z0-9-]{1,63}\.(?:com|org|net)\b`,
        // 555-123-4567, (555) 123-4567, 555 123 4567, but no years, no thousands.
        String.raw`(?<![\d.,-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?!\d|[.,]\d)`,
        String.raw`(?<![\d.,-])\d{3}[.-]\d{4}(?!\d|[.,]\d)|(?<!\d)\+?\d{10,13}(?!\d)`,
      ].join('|'),
      'i',
    ),
  },
  {
    // SPC's speakers agree without end; a figure to watch, no fault to drop for.
    kind: 'agreement-opener',
    mayShow: () => true,
    pattern:
      /^(?:(?:oh|wow|yeah|yes|haha|ah|aw|well|cool|nice|really)[,!.]? )?(?:me too|me neither|same here|i agree|that sounds (?:fun|interesting))\b/i,
  },
];

export function turnFaults(turns: readonly Turn[], said: string, faults: Fault[]): void {
  for (const { kind, mayShow, pattern } of rules) {
    if (!mayShow(said)) continue;
    for (let turn = 0; turn < turns.length; turn += 1) {
      const found = pattern.exec((turns[turn] as Turn).text);
      if (found) faults.push(faultAt(kind, turn, found.index, found[0]));
    }
  }
  if (!mayHaveProfanity(said)) return;
  for (let turn = 0; turn < turns.length; turn += 1)
    for (const { start, text } of profanityIn((turns[turn] as Turn).text))
      faults.push(faultAt('profanity', turn, start, text));
}

const faultAt = (kind: FaultKind, turn: number, start: number, text: string): Fault => ({
  kind,
  turn,
  span: [start, start + text.length],
  text,
});
