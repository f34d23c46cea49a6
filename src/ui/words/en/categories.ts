// Owns the words of the search for categories.
import type { AnalysisProgress } from '../../../../workers/analysis/analysis-api.ts';
import { bytes, count, counted, share } from './amounts.ts';

const stages: Readonly<Record<AnalysisProgress['stage'], (progress: AnalysisProgress) => string>> = {
  fetching: ({ done, total }) => `Fetching the encoder: ${bytes(done)} of ${bytes(total)}`,
  loading: () => 'Loading the encoder …',
  embedding: ({ done, total }) => `Reading the attributes: ${count(done)} of ${count(total)}`,
  clustering: ({ done }) => `Comparing each with each: ${share(done)}`,
};

export const categoriesWords = {
  find: 'Find categories',
  title: 'Find categories',
  text: 'Attributes that are near in meaning become one category. Pairs can then be drawn by what two profiles have in common.',
  encoder: 'Encoder',
  encoderHint: 'What places the attributes by their meaning. Another one merges them otherwise.',
  encoderOption: (name: string, download: number): string =>
    download === 0 ? `${name} · here` : `${name} · about ${bytes(download)} to download`,
  starting: 'Starting …',
  progress: (progress: AnalysisProgress): string => stages[progress.stage](progress),
  progressLabel: 'Search for categories',
  tree: (clusters: number): string =>
    `The merge tree, cut into ${counted(clusters, 'category', 'categories')}: the lower two attributes meet, the nearer they are in meaning.`,
  clusters: 'Categories',
  cut: (clusters: number, attributes: number): string =>
    `${counted(clusters, 'category', 'categories')} of ${counted(attributes, 'attribute')}, ${((clusters / attributes) * 100).toFixed(1)} %. The paper made 5–7 %.`,
  keep: 'Attributes that have a category keep it',
  list: 'Categories of this cut',
  size: (size: number): string => count(size),
  apply: (changed: number): string =>
    changed === 0 ? 'Nothing to change' : `Categorise ${counted(changed, 'attribute')}`,
  applied: (changed: number): string => `Categorised ${counted(changed, 'attribute')}.`,
  cancel: 'Cancel',
  tryAgain: 'Try again',
} as const;
