// Owns the words of the screen that puts the panel to conversations that were not generated here.
import { counted } from './amounts.ts';

export const judge = {
  title: 'Judge',
  context: 'The rules and the filters look at each conversation; those that pass are the clean part.',
  loading: 'Looking at this machine and its models…',
  start: 'Start judging',
  starting: 'Copying the conversations…',
  set: 'Set',
  setLine: (name: string, conversations: number) => `${name}, ${counted(conversations, 'conversation')}`,
  noSet: 'This set is no longer here.',
  toConversations: 'Go to conversations',
  runHint: 'Of a run its kept conversations are judged; of an import all of them.',
  onlyChosen: (conversations: number) =>
    `Only the ${counted(conversations, 'conversation')} chosen in its list.`,
  judgeAll: 'Judge the whole set',
  model: 'Model',
  rules: 'Rules',
  cost: 'Cost',
  calls: (calls: number, read: string, written: string) =>
    `${counted(calls, 'engine call')}: ${read} tokens read, ${written} written.`,
  callsHint: 'At most: what the rules drop is not asked about, nor what is known from before.',
  noCritic: 'None: the rules judge alone',
  runName: (set: string) => `Judged: ${set}`,
};
