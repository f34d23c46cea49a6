// Owns the closed list of what a rule or the parser can find wrong with a conversation (method.md, section 4).

export const faultKinds = [
  'placeholder',
  'speaker-label-in-text',
  'odd-label',
  'narration',
  'blank-line',
  'prompt-leak',
  'null-conversation',
  'unreadable',
  'same-speaker-twice',
  'self-repeat',
  'duplicate-turn',
  'attribute-copied',
  'attribution-suspect',
  'cut-off',
  'token-limit',
  'agreement-opener',
  'length',
  'profanity',
  'contact',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** hard: never survives a Studio or Quick run · soft: counted against · cleaned: mended while reading · suspect: an expert decides · measured: a figure only. */
export type FaultClass = 'hard' | 'soft' | 'cleaned' | 'suspect' | 'measured';

export const faultClass: Readonly<Record<FaultKind, FaultClass>> = {
  placeholder: 'hard',
  'speaker-label-in-text': 'hard',
  'odd-label': 'hard',
  narration: 'hard',
  'blank-line': 'cleaned',
  'prompt-leak': 'hard',
  'null-conversation': 'hard',
  unreadable: 'hard',
  'same-speaker-twice': 'hard',
  'self-repeat': 'hard',
  'duplicate-turn': 'soft',
  'attribute-copied': 'soft',
  'attribution-suspect': 'suspect',
  'cut-off': 'soft',
  'token-limit': 'hard',
  'agreement-opener': 'measured',
  length: 'hard',
  profanity: 'hard',
  contact: 'hard',
};

export interface Fault {
  readonly kind: FaultKind;
  /** 1-based line of the raw text, where the fault was seen while reading. */
  readonly line?: number;
  /** 0-based turn, where the fault was seen in the turns. */
  readonly turn?: number;
  /** [start, end) in UTF-16 units of the turn's text. */
  readonly span?: readonly [start: number, end: number];
  /** The words that show it. */
  readonly text: string;
}
