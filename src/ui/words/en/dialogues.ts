// Owns the words of bringing one's own dialogues: what a file's columns are, and how they will be read.
import type { DialoguesPreview, GoldCounts } from '../../../../workers/studio-api/dialogues.ts';
import type { ConversationFrom, Part, ProfileFrom } from '../../../core/formats/mapping/mapping.ts';
import { count, counted } from './amounts.ts';

const kinds: Readonly<Record<DialoguesPreview['kind'], string>> = {
  jsonl: 'JSONL, an object a line',
  json: 'JSON',
  csv: 'CSV',
  text: 'Plain text',
};
const conversationKinds: Readonly<Record<ConversationFrom['kind'], string>> = {
  turns: 'A list of messages in each row',
  text: 'A text with names in each row',
  rows: 'A turn a row',
};
const partWords: Readonly<Record<Part, string>> = {
  first: 'User 1',
  second: 'User 2',
  system: 'System message',
  nobody: 'Left out',
};
const profileKinds: Readonly<Record<ProfileFrom['kind'], string>> = {
  none: 'None',
  column: 'A column',
  system: 'The system message',
  typed: 'Typed here',
  extracted: 'Taken from what they say',
};

export const dialogues = {
  title: 'Your dialogues',
  context:
    'JSONL, JSON, CSV, ShareGPT, OpenAI messages, Synthetic-Persona-Chat or plain text. Read in this browser; nothing is sent anywhere.',
  choose: 'Choose a file',
  drop: 'or drop it here',
  file: 'File of your dialogues',
  paste: 'Or paste them',
  pasteHint: 'User 1: Hello.\nUser 2: Hi, how was the sea?',
  readPasted: 'Read what I pasted',
  pastedName: 'pasted.txt',
  another: 'Another file',
  reading: 'Reading the file…',
  keep: (amount: number, isWhole: boolean) =>
    isWhole ? `Keep ${counted(amount, 'dialogue')}` : 'Keep all dialogues',
  keeping: 'Keeping them…',
  kept: (amount: number, problems: number) =>
    problems === 0
      ? `Kept ${counted(amount, 'dialogue')}`
      : `Kept ${counted(amount, 'dialogue')}; ${counted(problems, 'row')} could not be read`,
  read: ({ kind, rows, isWhole }: DialoguesPreview) =>
    isWhole
      ? `${kinds[kind]} · ${counted(rows, 'row')}`
      : `${kinds[kind]} · the first ${counted(rows, 'row')}`,
  form: 'What is what',
  conversation: {
    title: 'Conversation',
    kind: 'Where a dialogue stands',
    kinds: conversationKinds,
    column: 'Column',
    idColumn: 'Column that names the dialogue',
    speakerKey: 'Who says it',
    textKey: 'What is said',
    alternate: 'Nobody says; they take turns',
  },
  speakers: {
    title: 'Speakers',
    text: 'Who is who. A conversation has two speakers.',
    messages: (amount: number) => counted(amount, 'message'),
    none: 'No names; the two take turns.',
    partOf: (name: string) => `Part of ${name}`,
    parts: partWords,
  },
  profiles: {
    title: 'Profiles',
    of: (speaker: 1 | 2) => `Profile of User ${speaker}`,
    kinds: profileKinds,
    columnOf: (speaker: 1 | 2) => `Column of User ${speaker}`,
    typedOf: (speaker: 1 | 2) => `Attributes of User ${speaker}, one a line`,
    extractedHint:
      'Plain statements about oneself, at most five, found by rule: “I work at night.” They agree with the conversation by construction, so faithfulness to them proves little.',
    noneHint: 'Experts that need a profile answer “not applicable”.',
  },
  gold: {
    title: 'Labels you have',
    column: 'Column',
    none: 'None',
    kind: 'Its values are',
    kinds: { decision: 'Accept or reject', score: 'Scores from 1 to 5' },
    meaning: (value: string) => `Meaning of ${value}`,
    meanings: { accept: 'Accept', reject: 'Reject', nothing: 'Nothing' },
    rows: (amount: number) => counted(amount, 'row'),
    annotator: 'Whose labels they are',
  },
  licence: {
    title: 'Licence',
    label: 'Licence of the dialogues',
    hint: 'Stands with each conversation, and in every file.',
  },
  preview: {
    title: 'As it will be read',
    counts: (preview: DialoguesPreview) =>
      `${counted(preview.dialogues, 'dialogue')}${preview.isWhole ? '' : ' so far'}`,
    gold: ({ accept, reject, scored }: GoldCounts) =>
      [
        ...(accept + reject > 0 ? [`${count(accept)} accepted, ${count(reject)} rejected`] : []),
        ...(scored > 0 ? [`${count(scored)} scored`] : []),
      ].join(' · '),
    place: (place: number) => `Dialogue ${place + 1}`,
    which: 'Which of the first dialogues',
    nothing: {
      title: 'No dialogue can be read like this',
      text: 'Choose where a dialogue stands, and who the two speakers are.',
    },
    problems: (amount: number) => `${counted(amount, 'row')} with a problem`,
  },
};
