// Owns the words of a run's report and of a run that is run again.
import type { Comparison, Difference } from '../../../core/report/comparison.ts';
import { placeOf } from '../../../core/run/places.ts';
import { count, counted } from './amounts.ts';
import { expertName } from './verdicts.ts';

export const reportWords = {
  back: 'The run',
  loading: 'Reading the run …',
  html: 'Save as HTML',
  markdown: 'Save as Markdown',
  print: 'Print',
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

export const comparisonWords = {
  title: (original: string): string => `Compared with “${original}”`,
  same: ({ conversations, verdicts, first, isWhole }: Comparison): string =>
    `${first === null ? 'The same' : 'The same up to the first difference'}${isWhole || first ? '' : ' so far'}: ${counted(conversations, 'conversation')}, ${counted(verdicts, 'verdict')}.`,
  first: (difference: Difference): string => `First difference: ${differenceWords(difference)}`,
  hint: 'Answers of critics that were known from before are not asked for again. The same browser, adapter, engine build and thread count give the same text; another may not.',
};
