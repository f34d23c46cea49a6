// Owns the words for what is done to many conversations at once.
import type { LabelDecision } from '../../../core/review/label.ts';
import { count, counted } from './amounts.ts';

export const bulk = {
  bar: 'What to do with the chosen conversations',
  chosen: (amount: number): string => `${count(amount)} chosen`,
  chooseAll: (amount: number): string => `Choose all ${count(amount)}`,
  clear: 'Clear the choice',
  label: 'Label',
  accept: 'Accept',
  reject: 'Reject',
  unlabel: 'Take my label back',
  judge: 'Judge',
  export: 'Export',
  remove: 'Delete',
  doing: {
    choose: 'Choosing …',
    label: 'Labelling …',
    remove: 'Deleting …',
    undo: 'Putting back …',
  } as Readonly<Record<string, string>>,
  labelled: (amount: number, decision: LabelDecision | null): string => {
    const what = { accept: 'Accepted', reject: 'Rejected', none: 'Took the label off' }[decision ?? 'none'];
    return `${what} ${counted(amount, 'conversation')}`;
  },
  removed: (amount: number): string => `Deleted ${counted(amount, 'conversation')}`,
};
