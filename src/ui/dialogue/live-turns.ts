// Owns how text that a model is still writing is shown as turns. For display only: what is kept is read by core when the
// text is whole, with its faults.
import type { Turn } from '../../core/conversation/conversation.ts';

const label = /^\s*User ([12]):\s*/;
/** A last line that may still become a label is not shown yet. */
const labelBegun = /^\s*(U|Us|Use|User|User |User [12]|User [12]:)$/;

export function liveTurns(text: string): readonly Turn[] {
  const turns: Turn[] = [];
  const lines = text.split('\n');
  lines.forEach((line, index) => {
    if (index === lines.length - 1 && labelBegun.test(line)) return;
    const [found, speaker] = label.exec(line) ?? [];
    const last = turns.at(-1);
    if (found !== undefined) turns.push({ speaker: speaker === '1' ? 1 : 2, text: line.slice(found.length) });
    else if (last && line.trim() !== '')
      turns[turns.length - 1] = { ...last, text: `${last.text} ${line.trim()}` };
    else if (line.trim() !== '') turns.push({ speaker: 1, text: line.trim() });
  });
  return turns;
}
