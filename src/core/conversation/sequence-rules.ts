// Owns the rules that look at how turns follow one another, and at the last one.
import type { Turn } from './conversation.ts';
import type { Fault } from './fault.ts';

export function sequenceFaults(turns: readonly Turn[], faults: Fault[]): void {
  for (let turn = 1; turn < turns.length; turn += 1) {
    const { speaker, text } = turns[turn] as Turn;
    if (turns[turn - 1]?.speaker === speaker) faults.push({ kind: 'same-speaker-twice', turn, text });
    const before = turns[turn - 2];
    if (before?.speaker === speaker && before.text === text) faults.push({ kind: 'self-repeat', turn, text });
    if (isSaidBefore(turns, turn, text)) faults.push({ kind: 'duplicate-turn', turn, text });
  }
  const last = turns.at(-1);
  if (last && !endsWell.test(last.text))
    faults.push({ kind: 'cut-off', turn: turns.length - 1, text: last.text.slice(-40) });
}

/** Looking back is dearer than a set of texts only for conversations far longer than people write. */
function isSaidBefore(turns: readonly Turn[], turn: number, text: string): boolean {
  for (let earlier = 0; earlier < turn; earlier += 1) if ((turns[earlier] as Turn).text === text) return true;
  return false;
}

/** End punctuation, whatever closes after it, or an emoji. */
const endsWell = /(?:[.!?…。！？]["'”’)\]}*_~\s]*|\p{Extended_Pictographic}\uFE0F?)$/u;
