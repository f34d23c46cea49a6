// Owns how a trouble is told to the person at this screen: troubles know a model by its id, a person knows it by its name.
import type { Trouble } from '../core/trouble.ts';
import { models } from './frame/models.svelte.ts';
import { troubleWords, type TroubleWords } from './words/en/trouble.ts';

export function toldTrouble(trouble: Trouble): TroubleWords {
  if (!('model' in trouble)) return troubleWords(trouble);
  const row = models.value?.find(({ model }) => model === trouble.model);
  return troubleWords(row ? { ...trouble, model: row.name } : trouble);
}
