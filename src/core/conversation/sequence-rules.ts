// Owns the rules that look at how turns follow one another.
import type { Turn } from './conversation.ts';
import type { Fault } from './fault.ts';

/** What is left of a turn when case, punctuation and spacing are no difference. */
export const normalised = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Short answers ("Yes.", "Thank you!") come twice in any talk. */
const shortestRepeat = 12;

export function sequenceFaults(turns: readonly Turn[], faults: Fault[]): void {
  const seen = new Set<string>();
  const said: string[] = [];
  for (const [turn, { speaker, text }] of turns.entries()) {
    const plain = normalised(text);
    const before = turns[turn - 1];
    if (before?.speaker === speaker) faults.push({ kind: 'same-speaker-twice', turn, text });
    if (
      plain !== '' &&
      said[turn - 2] === plain &&
      turns[turn - 2]?.speaker === speaker &&
      plain.length >= shortestRepeat
    )
      faults.push({ kind: 'self-repeat', turn, text });
    if (seen.has(plain)) faults.push({ kind: 'duplicate-turn', turn, text });
    seen.add(plain);
    said.push(plain);
  }
  const last = turns.at(-1);
  if (last && !/[.!?…][\s"'”’)*_]*$|\p{Extended_Pictographic}\s*$/u.test(last.text))
    faults.push({ kind: 'cut-off', turn: turns.length - 1, text: last.text.slice(-40) });
}
