// Owns the words for faults: a name, and a sentence that says what was seen and why it matters.
import { faultKinds, type FaultClass, type FaultKind } from '../../../core/conversation/fault.ts';
import { counted } from './amounts.ts';

interface FaultWords {
  readonly name: string;
  readonly explanation: string;
}

export const faultWords: Readonly<Record<FaultKind, FaultWords>> = {
  placeholder: {
    name: 'Placeholder left in',
    explanation: 'A bracket such as “[your name]” stands where a speaker should have said something.',
  },
  'speaker-label-in-text': {
    name: 'Speaker label in text',
    explanation: 'A turn says “User 1” or “User 2”, as if that were somebody’s name.',
  },
  'odd-label': {
    name: 'Odd label',
    explanation: 'A line starts with another label than “User 1:” or “User 2:”, or with none.',
  },
  narration: {
    name: 'Narration',
    explanation: 'A stage direction, heading or list stands among the turns; nobody says it.',
  },
  'blank-line': {
    name: 'Blank line',
    explanation: 'Empty lines between turns. They were taken out while reading.',
  },
  'prompt-leak': {
    name: 'Prompt leak',
    explanation: 'Words of the prompt or of a profile’s heading appear inside the dialogue.',
  },
  'null-conversation': {
    name: 'No conversation',
    explanation: 'There is nothing to read: the model or the file gave no dialogue for this pair.',
  },
  unreadable: {
    name: 'Unreadable',
    explanation: 'No turns could be read from the text. The raw text is kept.',
  },
  'same-speaker-twice': {
    name: 'Same speaker twice',
    explanation: 'One speaker has two turns in a row; speakers should alternate.',
  },
  'self-repeat': {
    name: 'Repeats itself',
    explanation:
      'A speaker says the same three words or more again two turns later, a sign of a model caught in a loop.',
  },
  'duplicate-turn': {
    name: 'Duplicate turn',
    explanation: 'The same words stand in two turns of this conversation.',
  },
  'attribute-copied': {
    name: 'Attribute copied',
    explanation: 'A profile sentence is repeated word for word; good dialogues show it in their own words.',
  },
  'attribution-suspect': {
    name: 'Attribution suspect',
    explanation: 'A speaker seems to claim an attribute that belongs to the other profile.',
  },
  'cut-off': {
    name: 'Cut off',
    explanation: 'The last line ends without end punctuation, so the conversation may not be finished.',
  },
  'token-limit': {
    name: 'Token limit reached',
    explanation: 'The model ran into its limit of tokens before it ended the conversation.',
  },
  'agreement-opener': {
    name: 'Opens by agreeing',
    explanation:
      'A turn opens with “me too”, “that sounds” or the like. Measured only; many make a dull talk.',
  },
  length: {
    name: 'Length',
    explanation: 'Fewer or more turns than the plan allows.',
  },
  profanity: {
    name: 'Profanity',
    explanation: 'A word of the kept lexicon of profanity was said.',
  },
  contact: {
    name: 'Contact data',
    explanation: 'An e-mail address, a phone number or a web address was said.',
  },
};

export const faultClassWords: Readonly<Record<FaultClass, string>> = {
  hard: 'hard: dropped in Studio and Quick runs',
  soft: 'soft: counted against the candidate',
  cleaned: 'cleaned while reading',
  suspect: 'a suspicion, for an expert to decide',
  measured: 'measured only',
};

export const isFaultKind = (word: string): word is FaultKind => faultKinds.some((kind) => kind === word);

export const faultCount = (count: number): string => counted(count, 'fault');

export const faultsInDialogue = {
  title: 'Faults of the whole text',
  line: (line: number) => `line ${line}`,
};
