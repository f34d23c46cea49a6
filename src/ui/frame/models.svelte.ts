// Owns the page's one list of models, shown by the top bar and by every screen that lets a person choose one.
// It lives as long as the page, so it is never ended.
import type { ModelRow } from '../../../workers/studio-api/models.ts';
import type { ModelChoice } from '../../core/run/plan.ts';
import { Loaded } from '../loaded.svelte.ts';
import { onStudioEvent, studio } from '../studio.ts';

/** No model is not the same as no model. */
export const sameModel = (one: ModelChoice | null, other: ModelChoice | null): boolean =>
  one !== null && other !== null && one.engine === other.engine && one.model === other.model;

export const models = new Loaded<readonly ModelRow[]>(
  () => studio.models(),
  (event) => event.kind === 'changed' && event.what === 'models',
);

onStudioEvent((event) => {
  if (event.kind !== 'model') return;
  models.change((rows) => rows.map((row) => (sameModel(row, event.row) ? event.row : row)));
});
