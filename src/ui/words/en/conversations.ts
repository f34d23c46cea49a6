// Owns the words of the Conversations screen.
import type { ConversationStatus, LabelWord } from '../../../core/listing/row.ts';
import type { Decoding } from '../../../core/ports.ts';
import { count as number, counted } from './amounts.ts';
import { decisionWords, expertName, type Decision } from './verdicts.ts';

export const statusWords: Readonly<Record<ConversationStatus, string>> = {
  kept: 'Kept',
  'not chosen': 'Not chosen',
  dropped: 'Dropped',
  'in progress': 'In progress',
  imported: 'Imported',
  written: 'Written',
  unjudged: 'Not judged',
};

export const conversations = {
  title: 'Conversations',
  context: (shown: number, all: number) =>
    shown === all ? counted(all, 'conversation') : `${number(shown)} of ${number(all)} conversations`,
  set: 'Set',
  setOption: (name: string, count: number) => `${name} (${number(count)})`,
  search: 'Search in what is said',
  status: 'Status',
  anyStatus: 'Any status',
  fault: 'Fault',
  anyFault: 'Any fault',
  noFault: 'No fault',
  verdict: 'Verdict',
  anyVerdict: 'Any verdict',
  /** Of a word such as `toxicity: drop`. */
  verdictWord: (word: string): string => {
    const [, expert = '', finding = ''] = /^(.*): (.*)$/s.exec(word) ?? [];
    return `${expertName(expert)}: ${decisionWords[finding as Decision].toLowerCase()}`;
  },
  label: 'Label',
  anyLabel: 'Any label',
  noLabel: 'Not labelled',
  labels: { accept: 'Accepted', reject: 'Rejected', divided: 'Divided' } satisfies Record<LabelWord, string>,
  round: 'Round',
  anyRound: 'Any round',
  roundNumber: (round: number): string => `Round ${round + 1}`,
  model: 'Model',
  anyModel: 'Any model',
  source: 'Source',
  anySource: 'Any source',
  sort: 'Sort',
  sorts: {
    plan: 'Set order',
    'most-faults': 'Most faults first',
    longest: 'Longest first',
    shortest: 'Shortest first',
  },
  list: 'Conversations of this set',
  noOpening: 'No turns could be read',
  turns: (count: number) => counted(count, 'turn'),
  /** `pair` is counted from 1, `round` and `candidate` from 0, as in a row of the list. */
  place: (pair: number, round: number | null) =>
    round === null ? `pair ${number(pair)}` : `pair ${number(pair)}, round ${round + 1}`,
  candidate: (candidate: number) => `candidate ${candidate + 1}`,
  coming: '…',
  keys: 'Move with j and k or the arrows, open with Enter, choose with x.',
  clearFilters: 'Clear filters',
  loading: 'Reading the conversations…',
  loadingOne: 'Reading the conversation…',
  back: 'All conversations',
  export: 'Export',
  judge: 'Judge these',
  noSets: {
    title: 'No conversations yet',
    text: 'Conversations come from a run, or from a file that you import. Both land here as a set.',
    run: 'Plan a run',
    import: 'Import a file',
  },
  emptySet: {
    title: 'Nothing in this set yet',
    text: 'Conversations appear here as they are written.',
    run: 'Watch the run',
  },
  noMatch: {
    title: 'Nothing matches',
    text: 'No conversation of this set passes the search and the filters.',
  },
};

export const oneConversation = {
  /** All counted from 1. */
  title: (pair: number, round: number, candidate: number) =>
    `Pair ${number(pair)}, round ${round}, candidate ${candidate}`,
  titleFrom: { imported: (row: number) => `Row ${number(row)}`, written: 'Written by hand' },
  why: 'Why',
  whyImported: (file: string) => `Read from ${file}.`,
  whyWritten: (note: string) => `${note}; no model made it.`,
  whyUnjudged: 'It was written on from a turn, and nobody has judged it since.',
  whyInProgress: 'Its pair has not come to an end yet.',
  whyNotChosen: (because: string) => `Passed the filters; another candidate was kept: ${because}.`,
  whyNotChosenUnknown: 'Another candidate of this pair was kept.',
  whyRule: (fault: string) => `A rule found: ${fault.toLowerCase()}.`,
  whyExpert: (expert: string, reason: string) => `${expert}: ${reason}`,
  whyDropped: 'A filter dropped it; see the faults and verdicts.',
  siblings: 'Candidates of the same pair',
  noSiblings: 'There was no other candidate.',
  exemplars: 'Exemplars it saw',
  noExemplars: 'None: it was written without examples.',
  descendants: 'Shown it as an exemplar',
  noDescendants: 'No later conversation was.',
  origin: 'Origin',
  raw: 'Raw text',
  rawEmpty: 'The raw text is empty.',
  faults: 'Faults',
  facts: {
    model: 'Model',
    engine: 'Engine',
    build: 'Build',
    prompt: 'Prompt',
    promptVersion: (id: string, version: number) => `${id}, version ${version}`,
    place: 'Place',
    placeValue: (round: number, pair: number, candidate: number, attempt: number) =>
      `round ${round}, pair ${number(pair)}, candidate ${candidate}, attempt ${attempt}`,
    decoding: 'Decoding asked',
    decodingValue: ({ temperature, topP, topK, repetitionPenalty, maxTokens }: Decoding) =>
      `temperature ${temperature}, top-p ${topP}, top-k ${topK === 0 ? 'off' : topK}, repetition penalty ${repetitionPenalty === 1 ? 'off' : repetitionPenalty}, at most ${maxTokens} tokens`,
    ignored: 'Ignored by the engine',
    nothingIgnored: 'nothing',
    seed: 'Seed',
    plan: 'Plan fingerprint',
    measured: 'Measured',
    measuredValue: (seconds: number, tokens: number) => `${number(tokens)} tokens in ${seconds.toFixed(1)} s`,
    file: 'File',
    row: 'Row',
    source: 'Source',
    licence: 'Licence',
    note: 'Note',
    id: 'Id',
  },
  decodingFields: {
    temperature: 'temperature',
    topP: 'top-p',
    topK: 'top-k',
    repetitionPenalty: 'repetition penalty',
    maxTokens: 'token limit',
    seed: 'seed',
  },
};

export const editWords = {
  open: 'Edit turns',
  title: 'Edit turns',
  text: 'What you change is kept as an edit, with what stood there before. The rules look at the turns anew.',
  cancel: 'Cancel',
  act: (turns: number): string => (turns === 0 ? 'Keep' : `Keep ${counted(turns, 'edit')}`),
  done: (turns: number): string => `Edited ${counted(turns, 'turn')}`,
  edits: (count: number): string => counted(count, 'edit'),
  verdictsBefore:
    'Verdicts that stand here were given on the text as it was then; judge it again to have new ones.',
};
