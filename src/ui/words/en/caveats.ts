// Owns the sentences for what a person must know of a model before choosing it.
import type { ModelRow } from '../../../../workers/studio-api/models.ts';

type Caveat = NonNullable<ModelRow['caveat']>;

const standing: Readonly<Record<Extract<Caveat, string>, string>> = {
  'shows the loop': 'Shows the loop, not dataset quality. As a critic it is often wrong.',
  'too small to judge': 'Runs on any processor; too small to judge well, so read what it keeps.',
  small: 'Small: expect general talk, and verdicts to be read with care.',
  'no model': 'No model: fixed phrases around the profiles, to look round with. Never data.',
  'to be named after Llama': 'Its licence asks a model trained on its output to be named after Llama.',
  'terms reach its output': 'Its terms of use reach models that are trained on its output.',
  'not instructed': 'Not taught to follow instructions: it goes on with a text, and may ignore the form.',
  'reasons at length': 'Reasons at length before it answers, and cannot be told not to.',
  mathematics: 'Made for mathematics.',
  'program code': 'Made for program code.',
  pictures: 'Made to look at pictures; here it only reads.',
  'not repeatable':
    'It takes no seed, temperature or other sampling from a page, and tells no probabilities: a run with it cannot be repeated, and graded experts cannot be asked.',
};

export const caveatText = (caveat: Caveat): string =>
  typeof caveat === 'string'
    ? standing[caveat]
    : `What is written for it and what it writes passes through ${caveat.passesThrough}.`;
