// Owns gathering what the rows of the Models screen say: the machine, what is kept, what was measured, how each model stands.
import type { Store } from '../../../src/core/ports.ts';
import type { ModelChoice, PromptForm } from '../../../src/core/run/plan.ts';
import { findModel, type CatalogueModel } from '../../../src/engine/catalogue.ts';
import { isBegun, isKept, keptAddresses } from '../../../src/engine/kept.ts';
import { originOf } from '../../../src/engine/own/own-model.ts';
import type { BrowserModelState, ModelRow, ModelState } from '../../studio-api/models.ts';
import { studioRoot } from '../origin.ts';
import { knownHabits } from './habits.ts';
import { localFiles } from './local-files.ts';
import { machineOf } from './machine.ts';
import { rowOf } from './rows.ts';

/** `stateOf`: of a model that is loading, loaded or failed to load; else null. */
export async function rowsOf(
  models: readonly CatalogueModel[],
  store: Store,
  browser: BrowserModelState,
  stateOf: (choice: ModelChoice) => ModelState | null,
): Promise<ModelRow[]> {
  const [machine, files, kept, habits] = await Promise.all([
    machineOf(store),
    localFiles(),
    keptAddresses(),
    knownHabits(store),
  ]);
  return Promise.all(
    models.map(async (model) => {
      const { choice } = model;
      const cached =
        model.files.kind === 'browser' ? browser === 'available' : await isKept(model, studioRoot, kept);
      const own = originOf(model);
      const isPickedOut = findModel(choice) !== undefined;
      const { prefill = null, decode = null } = habits[`${choice.engine}/${choice.model}`] ?? {};
      return rowOf(model, {
        ...{
          machine,
          localFiles: files,
          cached,
          own,
          speeds: { prefill, decode },
          state: stateOf(choice),
          browser,
        },
        begun: !cached && isBegun(model, studioRoot, kept),
        recommended: isPickedOut || own !== null || ['endpoint', 'browser'].includes(model.files.kind),
      });
    }),
  );
}

/** Which form of prompt each of these knows; another is taken for one that follows instructions. */
export function formsOf(models: readonly CatalogueModel[]): (choice: ModelChoice) => PromptForm {
  const nameOf = ({ engine, model }: ModelChoice): string => `${engine}/${model}`;
  const forms = new Map(models.map(({ choice, promptForm }) => [nameOf(choice), promptForm]));
  return (choice) => forms.get(nameOf(choice)) ?? 'instruct';
}
