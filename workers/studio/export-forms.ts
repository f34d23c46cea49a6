// Owns each text format as an export writes it: what begins and ends a file, and what a record comes to in it.
import { formatConversation } from '../../src/core/conversation/format.ts';
import type { ReplyPool } from '../../src/core/formats/candidates.ts';
import { canonicalLine, orderedJson } from '../../src/core/formats/canonical.ts';
import { chatViews, openAiLine, shareGptLine } from '../../src/core/formats/chat-views.ts';
import { formatConvai2 } from '../../src/core/formats/convai2.ts';
import type { ExportFormat, ExportWish } from '../../src/core/formats/export-wish.ts';
import { flatRowOf } from '../../src/core/formats/flat-row.ts';
import { escapedCell } from '../../src/core/formats/formulas.ts';
import { formatParlai } from '../../src/core/formats/parlai.ts';
import { preferenceLines } from '../../src/core/formats/preferences.ts';
import type { ConversationRecord } from '../../src/core/formats/record.ts';
import { spcCsvHeader, spcCsvRecord } from '../../src/core/formats/spc-csv.ts';
import { studioJsonFrame } from '../../src/core/formats/studio-json.ts';

export type TextFormat = Exclude<ExportFormat, 'huggingface' | 'parquet'> | 'flat-jsonl';

export interface TextForm {
  readonly ending: string;
  readonly mediaType: string;
  readonly begin: string;
  readonly between: string;
  readonly end: string;
  /** With their line ends, where the format has lines. */
  pieces(record: ConversationRecord): readonly string[];
}

const lines = { ending: 'jsonl', mediaType: 'application/jsonl', begin: '', between: '', end: '' };

function profilesOf({ conversation: { pair } }: ConversationRecord) {
  const texts = ({ attributes }: (typeof pair.profiles)[0]) => attributes.map(({ text }) => text);
  return [texts(pair.profiles[0]), texts(pair.profiles[1])] as const;
}

function spcForm({ escapeFormulas }: ExportWish): TextForm {
  const cellOf = escapeFormulas ? escapedCell : (text: string) => text;
  return {
    ...lines,
    ending: 'csv',
    mediaType: 'text/csv',
    begin: spcCsvHeader,
    pieces: (record) => {
      const conversation = formatConversation(record.conversation.turns);
      return [spcCsvRecord({ profiles: profilesOf(record), conversation }, cellOf)];
    },
  };
}

/** `pool`: asked for by the two formats that put wrong candidates beside each reply. */
export function textForm(format: TextFormat, wish: ExportWish, pool: ReplyPool): TextForm {
  switch (format) {
    case 'json':
      return {
        ...studioJsonFrame,
        ending: 'json',
        mediaType: 'application/json',
        pieces: (record) => [orderedJson(record)],
      };
    case 'jsonl':
      return { ...lines, pieces: (record) => [`${canonicalLine(record)}\n`] };
    case 'flat-jsonl':
      return { ...lines, pieces: (record) => [`${JSON.stringify(flatRowOf(record))}\n`] };
    case 'openai':
      return { ...lines, pieces: (record) => chatViews(record).map((view) => `${openAiLine(view)}\n`) };
    case 'sharegpt':
      return { ...lines, pieces: (record) => chatViews(record).map((view) => `${shareGptLine(view)}\n`) };
    case 'dpo':
      return { ...lines, pieces: (record) => preferenceLines(record).map((line) => `${line}\n`) };
    case 'spc-csv':
      return spcForm(wish);
    case 'parlai':
      return parlaiForm(pool);
    case 'convai2':
      return convai2Form(pool);
  }
}

const parlaiForm = (pool: ReplyPool): TextForm => ({
  ...lines,
  ending: 'txt',
  mediaType: 'text/plain',
  pieces: (record) => [
    formatParlai(profilesOf(record), record.conversation.turns, pool.distractorsFor(record.id)),
  ],
});

const convai2Form = (pool: ReplyPool): TextForm => ({
  ...lines,
  ending: 'json',
  mediaType: 'application/json',
  begin: '[',
  between: ',\n',
  end: ']',
  pieces: (record) => {
    const { turns } = record.conversation;
    const distractors = pool.distractorsFor(record.id);
    return hasExchange(record) ? [formatConvai2(profilesOf(record), turns, distractors)] : [];
  },
});

/** A dialogue of one speaker has no reply that anything could be trained on. */
const hasExchange = ({ conversation: { turns } }: ConversationRecord): boolean =>
  turns.some(({ speaker }) => speaker === 2);
