// Owns the words of the expansion of attributes.
import {
  paperExpansion,
  type ExpansionPlan,
  type ExpansionSize,
} from '../../../core/persona/expansion/plan.ts';
import type { ExpansionStep, Rejection } from '../../../core/persona/expansion/step.ts';
import type { ExpansionFigures, ExpansionLive, Phase } from '../../../core/persona/expansion/view.ts';
import { count, counted, dateAndTime, tokens } from './amounts.ts';

const rejections: { readonly [K in Rejection['kind']]: (rejection: Rejection & { kind: K }) => string } = {
  repeats: ({ like }) => `Repeats “${like}”`,
  near: ({ like, cosine }) => `Too near “${like}” (${cosine.toFixed(2)})`,
  form: () => 'Does not begin with “I” or “My”, or is a question',
};

const paper = (value: number | string): string =>
  `Paper: ${typeof value === 'number' ? count(value) : value}.`;

export type NumberSetting =
  | Exclude<keyof ExpansionPlan, 'generator' | 'decoding' | 'looksThrough' | 'form' | 'questions'>
  | keyof ExpansionPlan['decoding'];

export const expansionWords = {
  title: 'New attributes by questions',
  text: 'A model finds the questions that your attributes answer, thinks of more like them, and answers each as someone new. What says nothing new is rejected, and you can overrule it.',
  phases: {
    induction: 'Questions from categories',
    bootstrapping: 'More questions',
    attribute: 'New attributes',
  } satisfies Record<Phase['kind'], string>,
  phaseDone: ({ done, total }: Phase): string => `${count(done)} of ${count(total)}`,

  size: 'Size',
  sizeHints: {
    Quick: 'A first look, and what a model on the processor can do while you wait.',
    Paper: 'Every number as published, where it is stated.',
  } satisfies Record<ExpansionSize, string>,
  model: 'Model',
  generator: 'Generator',
  questions: 'Questions',
  attributes: 'Attributes',
  decoding: 'Decoding',
  givenQuestions: (amount: number): string =>
    `Parley-mini finds no questions. It answers ${counted(amount, 'question')} written for the studio, which you can edit or take out before they are put.`,
  isScripted: 'The scripted engine puts sentences together from a list. Never data.',
  noCategories:
    'Questions are found from categories, and your attributes have none yet. Find categories first.',
  noAttributes: 'There are no attributes to begin with. Add some first.',
  findCategories: 'Find categories',
  fields: {
    categories: ['Categories', `The largest first. ${paper(paperExpansion.categories)}`],
    attributesPerQuestion: [
      'Attributes a question',
      `Drawn from a category for the question that all answer. ${paper(paperExpansion.attributesPerQuestion)}`,
    ],
    bootstrappingSteps: [
      'Steps for more questions',
      `Each asks for more questions like some there are. ${paper(paperExpansion.bootstrappingSteps)}`,
    ],
    questionsShown: [
      'Questions shown a step',
      `Drawn from those there are. ${paper(paperExpansion.questionsShown)}`,
    ],
    questionsPerStep: ['Questions asked for a step', 'Duplicates are dropped. The paper does not say.'],
    askings: [
      'Times each is put',
      `Each time to someone else. ${paper('about 30, so many were kept of each')}`,
    ],
    attributesShown: [
      'Attributes of who is asked',
      `Drawn at random, so that the answer is new. ${paper(paperExpansion.attributesShown)}`,
    ],
    nearAbove: [
      'Too near above',
      'The cosine of two attributes that differ in a word or two; 1 is the same. Paper: 0.9, of another encoder.',
    ],
    temperature: ['Temperature', `Higher is more varied. ${paper('0.7')}`],
    topK: ['Top-k', `Only so many of the likeliest words; 0 is off. WebLLM ignores it. ${paper(40)}`],
    topP: ['Top-p', `Only the likeliest words of this share together; 1 is off. ${paper('off')}`],
    repetitionPenalty: [
      'Repetition penalty',
      `Makes words of the last text less likely; 1 is off. ${paper('off')}`,
    ],
    seed: ['Seed', 'The same plan, attributes and seed on the same machine repeat it.'],
  } satisfies Record<NumberSetting, readonly [label: string, hint: string]>,
  looksThrough: 'Pause before the new attributes, so that I can look through the questions',
  cost: (calls: number, prompt: number, answer: number): string =>
    `At most ${counted(calls, 'engine call')}: ${tokens(prompt)} tokens read, ${tokens(answer)} written.`,
  time: (time: string): string => `That takes up to ${time}, as this model ran here before.`,
  timeUnknown: 'How long it takes is known once this model has run here.',
  start: 'Start expansion',
  starting: 'Starting …',
  problems: (amount: number): string => `${counted(amount, 'thing')} to mend before it can start.`,

  loading: 'Reading the expansion …',
  another: 'New expansion',
  back: 'Back to the expansion',
  which: 'Expansion',
  named: (name: string, createdAt: number): string => `${name}, ${dateAndTime(createdAt)}`,
  by: (writer: string): string => `by ${writer}`,
  figures: ({ questions, duplicates, kept, rejected, unreadable }: ExpansionFigures): readonly string[] => [
    counted(questions, 'question'),
    ...(duplicates > 0 ? [counted(duplicates, 'duplicate')] : []),
    `${count(kept)} kept`,
    `${count(rejected)} rejected`,
    ...(unreadable > 0 ? [`${count(unreadable)} unreadable`] : []),
  ],
  timeLeft: (time: string): string => `about ${time} left`,
  pause: 'Pause',
  goOn: 'Go on',
  stop: 'Stop',
  stopTitle: 'Stop this expansion for good?',
  stopText:
    'What was kept stays among the attributes. A stopped expansion cannot go on; pause it if you may want to.',
  stopConfirm: 'Stop the expansion',
  stopCancel: 'Keep it',
  paused: 'Paused. Nothing is lost, and nothing will be repeated.',
  waits: 'The questions are here. Look through them, then go on to the new attributes.',
  ended: 'New attributes of a question without a category have none yet; “Find categories” gives them one.',
  nothing: 'No question could be found, so there was nothing to ask.',
  loadingModel: (name: string): string => `Loading ${name}`,
  live: (live: ExpansionLive): string =>
    live.kind === 'placing'
      ? `Placing the attributes by their meaning: ${count(live.done)} of ${count(live.total)}`
      : `${liveAbout[live.phase](live.about)} ${live.text}`,

  noQuestions: 'Questions appear here as they are found.',
  fromCategory: (category: string): string => `from “${category}”`,
  bootstrapped: 'like others',
  given: 'written for the studio',
  edited: (written: string): string => `was “${written}”`,
  editQuestion: (text: string): string => `Edit “${text}”`,
  removeQuestion: (text: string): string => `Take out “${text}”`,
  putBackQuestion: (text: string): string => `Put back “${text}”`,
  removed: 'taken out',
  save: 'Save',
  cancel: 'Cancel',
  question: 'Question',

  noAttributesYet: 'New attributes appear here as they are written, newest first.',
  noneSuch: 'None of these.',
  show: 'Show',
  shown: { all: 'All', kept: 'Kept', rejected: 'Rejected' },
  kept: 'Kept',
  rejected: 'Rejected',
  unreadable: 'Unreadable',
  rejection: (rejection: Rejection): string =>
    (rejections[rejection.kind] as (rejection: Rejection) => string)(rejection),
  overruled: 'You decided otherwise.',
  unread: (answer: string): string => (answer.trim() === '' ? 'It wrote nothing.' : `It wrote: ${answer}`),
  keep: 'Keep it',
  keepLabel: (text: string): string => `Keep “${text}”`,
  reject: 'Reject it',
  rejectLabel: (text: string): string => `Reject “${text}”`,
} as const;

const liveAbout: Readonly<Record<ExpansionStep['kind'], (about: string) => string>> = {
  induction: (category) => `What do those of “${category}” answer?`,
  bootstrapping: () => 'More questions:',
  attribute: (question) => question,
};
