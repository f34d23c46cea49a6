// Owns the words for tables of personas and character cards before they are kept.
import { count, counted } from './amounts.ts';

export const draftWords = {
  title: (file: string): string => `Check what ${file} brings`,
  text: {
    table:
      'Choose the columns to take. An attribute is one sentence about a speaker, best in the first person.',
    card: 'A character card speaks of somebody; attributes speak as them. Put the sentences that you keep into the first person. The card itself is kept whole beside the profile.',
  },
  fields: 'Take from',
  count: (sentences: number, rows: number, inFile: number): string =>
    [
      `${counted(sentences, 'attribute')} from ${counted(rows, 'row')}`,
      ...(inFile > rows ? [`; the file has ${count(inFile)}`] : []),
    ].join(''),
  lines: 'Sentences',
  sentence: 'Sentence',
  keep: (text: string): string => `Keep “${text}”`,
  asProfiles: { table: 'Each row is a profile too', card: 'Make a profile of it' },
  source: 'Source',
  licence: 'Licence, carried along',
  problems: (amount: number): string => `${counted(amount, 'row')} could not be read`,
  problem: (line: number, reason: string): string => `Line ${count(line)}: ${reason}`,
  cancel: 'Cancel',
  act: (amount: number): string => `Keep ${counted(amount, 'attribute')}`,
  kept: (amount: number, file: string): string => `Kept ${counted(amount, 'attribute')} of ${file}`,
  saveCard: 'Save as character card',
};
