// Owns the words of the Personas screen and of what was read from a file.
import type { ImportReport } from '../../../../workers/studio-api/personas.ts';
import { faultKinds } from '../../../core/conversation/fault.ts';
import { count, counted } from './amounts.ts';
import { faultWords } from './faults.ts';

export const personasWords = {
  title: 'Personas',
  context: 'Attributes make profiles; two profiles make the pair that talks.',
  loading: 'Reading the personas …',
  tryAgain: 'Try again',
  sections: { attributes: 'Attributes', expand: 'Expand', profiles: 'Profiles', pairs: 'Pairs' },
  parts: 'Parts of the personas',

  add: 'Add personas',
  importFile: 'Import a file …',
  paste: 'Paste attributes …',
  addBundled: 'Add the bundled personas',
  chooseFile: 'File of personas',
  importing: ({ done, total }: { readonly done: number; readonly total: number }): string =>
    `Reading: ${count(done)} of ${counted(total, 'row')}`,
  doing: {
    import: 'Reading the file …',
    paste: 'Reading the text …',
    bundled: 'Adding the bundled personas …',
    draw: 'Drawing pairs …',
  } as Readonly<Record<string, string>>,
  reportTitle: (file: string): string => `Read from ${file}`,
  done: 'Done',

  pasteTitle: 'Paste attributes',
  pasteText: 'One attribute a line: a sentence in the first person, such as “I keep bees on the roof.”',
  pasteLabel: 'Attributes, one a line',
  pasteAct: 'Add attributes',
  pastedName: 'pasted text.txt',

  draw: 'Draw pairs',
  drawTitle: 'Draw pairs',
  drawText: 'The same choices and seed draw the same pairs.',
  drawFrom: 'Of',
  drawFromOf: { attributes: 'New profiles', profiles: 'Profiles in no pair' },
  drawFromHint: {
    attributes: 'Each profile takes five attributes at random.',
    profiles: 'The profiles that are here and stand in no pair yet.',
  },
  drawnBy: 'Paired',
  drawnByOf: { chance: 'At random', categories: 'By categories', given: 'By hand' },
  drawnByHint: {
    chance: 'Any two profiles may meet.',
    categories: 'Only profiles with enough in common: attributes of the same category, one from each.',
    given: 'You name the two profiles. Pairs that came with a file are in the list as they were given.',
  },
  firstProfile: 'Number of the first profile',
  secondProfile: 'Number of the second profile',
  noSuchProfile: 'There is no profile of this number.',
  sameProfile: 'A profile can’t talk with itself: name two.',
  moreThan: 'Shared, more than',
  moreThanHint: 'Pairs of attributes of one category. Paper: 2.',
  redundancy: 'Leave out what is redundant',
  redundancyHint:
    'An attribute too near in meaning to one that the profile has: it says the same, or the opposite. What was left out is listed with the profile.',
  redundantAbove: 'Cosine above',
  redundantAboveHint: 'Paper: 0.9, of another encoder.',
  leftOut: (text: string, like: string, cosine: number): string =>
    `Left out: “${text}” is near “${like}” (${cosine.toFixed(2)}).`,
  seeLeftOut: 'See them',
  onlyLeftOut: (profiles: number): string => `Only those with something left out (${count(profiles)})`,
  putIn: 'Put it in',
  putInLabel: (text: string): string => `Put in “${text}”`,
  drawn: (pairs: number, alone: number, redundant: number): string =>
    [
      `Drew ${counted(pairs, 'pair')}`,
      ...(alone > 0 ? [`${counted(alone, 'profile')} found no partner`] : []),
      ...(redundant > 0 ? [`${counted(redundant, 'attribute')} left out as redundant`] : []),
    ].join('; ') + '.',
  score: (score: number): string => `Score ${count(score)}`,
  scoreNone: 'no category in common',
  scoreWhy: 'Why this score',
  scoreOf: (category: string, first: number, second: number): string =>
    `${category}: ${count(first)} × ${count(second)} = ${count(first * second)}`,
  with: 'with',
  drawCount: 'Pairs, at most',
  drawCountHint: 'Each profile is in one pair at most.',
  drawSeed: 'Seed',
  drawSeedHint: 'Another seed draws other pairs.',
  drawAct: 'Draw pairs',
  drawNeeds: (least: number): string => `Drawing needs at least ${count(least)} attributes.`,
  cancel: 'Cancel',

  filter: 'Filter by text',
  category: 'Category',
  allCategories: 'All categories',
  noCategory: 'No category',
  shown: (shown: number, all: number): string => (shown === all ? '' : `${count(shown)} of ${count(all)}`),
  nothingFits: 'Nothing fits the filter',
  nothingFitsText: 'Change the words or the category.',
  clearFilter: 'Clear the filter',

  attributeList: 'Attributes',
  newAttribute: 'New attribute',
  newAttributeHint: 'Add an attribute, such as “I keep bees on the roof.”',
  addAttribute: 'Add',
  edit: (text: string): string => `Edit “${text}”`,
  remove: (text: string): string => `Remove “${text}”`,
  save: 'Save',
  text: 'Text',
  removed: (text: string): string => `Removed “${text}”`,
  ownSource: 'Written in the studio',
  ownLicence: 'not stated',
  noAttributesTitle: 'No attributes yet',
  noAttributesText:
    'An attribute is one sentence about a speaker, in the first person. Profiles are made of them.',

  profileList: 'Profiles',
  profile: (number: number): string => `Profile ${count(number)}`,
  noProfilesTitle: 'No profiles yet',
  noProfilesText: 'A profile is one speaker: a few attributes that hold together. Drawing pairs makes them.',

  pairList: 'Pairs',
  pair: (number: number): string => `Pair ${count(number)}`,
  speaker: (number: 1 | 2): string => `Speaker ${number}`,
  noPairsTitle: 'No pairs yet',
  noPairsText: 'A pair is two profiles that are to talk. A run writes dialogues for the pairs you choose.',
};

const formats: Readonly<Record<ImportReport['format'], string>> = {
  'spc-csv': 'Read as a Synthetic-Persona-Chat table.',
  parlai: 'Read as Persona-Chat in ParlAI’s text form.',
  convai2: 'Read as Persona-Chat in ConvAI2’s JSON form.',
  'studio-json': 'Read as studio JSON.',
  'studio-jsonl': 'Read as studio JSONL.',
  'attributes-text': 'Read as plain text, one attribute a line.',
};

export const importWords = {
  format: (format: ImportReport['format']): string => formats[format],
  read: (report: ImportReport): readonly string[] =>
    [
      [report.attributes, 'attribute'] as const,
      [report.profiles, 'profile'] as const,
      [report.pairs, 'pair'] as const,
      [report.conversations, 'conversation'] as const,
    ]
      .filter(([amount]) => amount > 0)
      .map(([amount, word]) => counted(amount, word))
      .concat(report.skipped > 0 ? [`${counted(report.skipped, 'row')} skipped, since known`] : []),
  nothing: 'Nothing that could be kept.',
  faults: 'Faults found in the conversations',
  faultCounts: ({ faults }: ImportReport): readonly string[] =>
    faultKinds.flatMap((kind) => (faults[kind] ? [`${faultWords[kind].name}: ${count(faults[kind])}`] : [])),
  problems: (amount: number): string => `${counted(amount, 'row')} not read, or only in part`,
  line: (line: number): string => `Line ${count(line)}`,
};

export const knownRows = {
  title: 'These rows are here already',
  text: (file: string, known: number): string =>
    `The project has ${counted(known, 'conversation')} of exactly this file, ${file}.`,
  ways: {
    skip: {
      name: 'Skip them',
      text: 'Only rows that are missing here come in; what is here stays as it is.',
    },
    replace: { name: 'Replace them', text: 'They are read anew from the file. Labels and verdicts stay.' },
    'keep both': { name: 'Keep both', text: 'The rows come in once more, after those that are here.' },
  },
  cancel: 'Cancel',
  act: 'Import',
};
