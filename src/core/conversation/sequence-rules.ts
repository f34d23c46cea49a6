// Owns the rules that look at how turns follow one another, and at the last one.
import type { Turn } from './conversation.ts';
import type { Fault } from './fault.ts';

export function sequenceFaults(turns: readonly Turn[], faults: Fault[]): void {
  const said = new Set<string>();
  for (let turn = 0; turn < turns.length; turn += 1) {
    const { speaker, text } = turns[turn] as Turn;
    if (turns[turn - 1]?.speaker === speaker) faults.push({ kind: 'same-speaker-twice', turn, text });
    const before = turns[turn - 2];
    if (before?.speaker === speaker && before.text === text && !isCourtesy(text))
      faults.push({ kind: 'self-repeat', turn, text });
    if (said.has(text)) faults.push({ kind: 'duplicate-turn', turn, text });
    said.add(text);
  }
  const last = turns.at(-1);
  if (last && !endsWell.test(last.text))
    faults.push({ kind: 'cut-off', turn: turns.length - 1, text: last.text.slice(-40) });
}

/** “Me too!”, “You too.”: of one or two words, people say the same again. Two thirds of the published repeats are these. */
const isCourtesy = (text: string): boolean => text.trim().split(/\s+/).length < 3;

/** End punctuation, whatever closes after it, or an emoji. */
const endsWell = /(?:[.!?…。！？]["'”’)\]}*_~\s]*|\p{Extended_Pictographic}\uFE0F?)$/u;
