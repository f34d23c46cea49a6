// Owns going on with another model in the place of one that would not do.
import { panelInForm } from '../../src/core/critic/mini/panel.ts';
import type { ModelChoice, Plan, PromptForm, Run } from '../../src/core/run/plan.ts';
import type { Desk } from './desk.ts';
import { newRunOnward } from './new-run.ts';

interface Change {
  readonly from: ModelChoice;
  readonly to: ModelChoice;
}

/** Stops the run; what it lacks becomes one of its own, which is not yet started. */
export async function runOnward(
  { store, runs, models }: Pick<Desk, 'store' | 'runs' | 'models'>,
  run: Run,
  name: string,
  change: Change,
): Promise<Run> {
  await runs.halt(run, 'stopped');
  // The other one needs its memory.
  await models.unload(change.from);
  const plan = withModel(run.plan, change, await models.promptForms());
  return newRunOnward(store, run, name, plan);
}

/** In every role that `from` played; prompts and panel take the form that the new one knows. */
export function withModel(plan: Plan, { from, to }: Change, form: (choice: ModelChoice) => PromptForm): Plan {
  const changed = (choice: ModelChoice | null): ModelChoice | null =>
    choice && choice.engine === from.engine && choice.model === from.model ? to : choice;
  const [generator, critic] = [changed(plan.generator), changed(plan.critic)];
  return {
    ...plan,
    ...{ generator, critic },
    promptForm: generator ? form(generator) : plan.promptForm,
    panel: critic ? panelInForm(plan.panel, form(critic)) : plan.panel,
  };
}
