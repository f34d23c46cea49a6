// Owns the words of writing a conversation on from one of its turns.
import type { RepairStage } from '../../../../workers/studio-api/repairs.ts';
import type { Speaker } from '../../../core/conversation/conversation.ts';
import { counted } from './amounts.ts';
import { repair } from './repair.ts';
import { dialogue, reasonText } from './verdicts.ts';

const stages: Readonly<Record<RepairStage, string>> = {
  ...repair.stages,
  writing: 'Writing on, turn by turn…',
};

export const continuation = {
  open: 'Write on',
  title: 'Write on from a turn',
  text: 'A model writes this turn and all after it anew; each speaker knows their own profile only. What stood there before is kept.',
  from: 'From',
  option: (turn: number, speaker: Speaker, text: string): string =>
    `Turn ${turn + 1}, ${dialogue.speaker(speaker)}: ${text}`,
  generator: 'Who writes',
  noCritic: 'Nobody yet: it stands as not judged',
  stages,
  act: (turns: number): string => `Write ${counted(turns, 'turn')} anew`,
  done: (turns: number, isJudged: boolean, reasons: readonly string[]): string => {
    const written = `Wrote ${counted(turns, 'turn')} anew`;
    if (!isJudged) return written;
    return reasons.length === 0
      ? `${written}, and it passes`
      : `${written}; it would be dropped: ${reasons.map(reasonText).join('; ')}`;
  },
};
