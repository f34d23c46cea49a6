// Owns the words of a run's report and of a run that is run again.
import type { Comparison, Difference } from '../../../core/report/comparison.ts';
import { placeOf } from '../../../core/run/places.ts';
import { count, counted } from './amounts.ts';
import { expertName } from './verdicts.ts';

export const reportWords = {
  open: 'Report',
  back: 'The run',
  loading: 'Reading the run …',
  html: 'Save as HTML',
  markdown: 'Save as Markdown',
  print: 'Print',
  measure: 'Measure',
  plan: 'The plan, as it was frozen',
};

const placeWords = (id: string): string => {
  const place = placeOf(id);
  if (!place) return id;
  return `round ${place.round + 1}, pair ${count(place.pair + 1)}, candidate ${place.candidate + 1}, attempt ${place.attempt + 1}`;
};

function differenceWords(difference: Difference): string {
  const where = placeWords(difference.id);
  switch (difference.kind) {
    case 'turn':
      return `${where}, turn ${difference.turn + 1}: “${difference.before}” became “${difference.after}”.`;
    case 'raw':
      return `${where}: the turns are the same, the text they were read from is not.`;
    case 'missing':
      return `${where}: it is in the original only.`;
    case 'new':
      return `${where}: it is in this run only.`;
    case 'verdict':
      return `${where}: ${expertName(difference.expert)} judged otherwise.`;
  }
}

export const reproduction = {
  open: 'Reproduce this',
  title: 'Reproduce this conversation',
  text: 'The generator is asked once more with the same seed, prompt and exemplars. Nothing of it is kept.',
  start: 'Write it again',
  again: 'Once more',
  stop: 'Stop',
  close: 'Close',
  loading: 'Loading the model…',
  writing: 'Writing…',
  same: 'The same text',
  different: 'Another text',
  sameText: (turns: number): string => `${counted(turns, 'turn')}, letter for letter.`,
  first: (difference: Difference): string =>
    difference.kind === 'turn'
      ? `The first difference is in turn ${difference.turn + 1}.`
      : 'The turns are the same, the text they were read from is not.',
  before: 'Then',
  after: 'Now',
  nothing: 'No such turn',
  builds: (before: string, after: string): string =>
    before === after
      ? `Both by build ${before}.`
      : `Then by build ${before}, now by build ${after}: another build may write another text.`,
  hint: 'The same browser, adapter, engine build and thread count give the same text; another may not.',
};

export const comparisonWords = {
  again: 'Run it again',
  againName: (name: string): string => `${name}, again`,
  title: ({ original }: Comparison): string => `Compared with “${original.name}”`,
  here: 'Open it here',
  there: 'Open it in the original',
  word: ({ first, isWhole }: Comparison): string =>
    first ? 'Not the same' : isWhole ? 'The same' : 'The same so far',
  same: ({ conversations, verdicts, first }: Comparison): string =>
    `${counted(conversations, 'conversation')} and ${counted(verdicts, 'verdict')} say the same${first ? ' up to the first difference' : ''}.`,
  first: (difference: Difference): string => `First difference: ${differenceWords(difference)}`,
  hint: 'Answers of critics that were known from before are not asked for again. The same browser, adapter, engine build and thread count give the same text; another may not.',
};
