// Owns the words of sending a conversation back for a rewrite of its faulty turns.
import type { RepairStage } from '../../../../workers/studio-api/repairs.ts';
import type { Fault } from '../../../core/conversation/fault.ts';
import { counted } from './amounts.ts';
import { faultWords } from './faults.ts';
import { reasonText } from './verdicts.ts';

const stages: Readonly<Record<RepairStage, string>> = {
  loading: 'Loading the model…',
  writing: 'Reading the conversation and writing the turns anew…',
  judging: 'Judging the whole again…',
};

export const repair = {
  open: 'Send back',
  title: 'Send back for a rewrite',
  text: 'A model writes the marked turns anew, told what is wrong, and the filters judge the whole again. What stood there before is kept.',
  turns: 'Turns to rewrite',
  turn: (turn: number) => `Rewrite turn ${turn + 1}`,
  reasons: 'What is wrong, one a line',
  noReasons: 'Nobody has found a fault in it: say what is wrong.',
  generator: 'Who rewrites',
  critic: 'Who judges it again',
  noCritic: 'None: the rules alone',
  promptForm: (name: string): string =>
    `${name} knows one form of prompt and cannot rewrite. Choose a model that follows instructions.`,
  act: (turns: number) => `Rewrite ${counted(turns, 'turn')}`,
  cancel: 'Cancel',
  stop: 'Stop',
  stages,
  faultReason: ({ kind, text }: Fault) =>
    text === '' ? faultWords[kind].explanation : `${faultWords[kind].explanation} (“${text}”)`,
  passes: 'Rewritten, and it passes now',
  unjudged: 'Rewritten; the rules find nothing to drop it for',
  stillDropped: (reasons: readonly string[]) =>
    `Rewritten, and still dropped: ${reasons.map(reasonText).join('; ')}`,
  by: (model: string) => `Written anew by ${model}`,
  told: (reasons: readonly string[]) => `It was told: ${reasons.join(' · ')}`,
  former: 'Verdicts before the rewrite',
};
