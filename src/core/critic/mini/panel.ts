// Owns what Parley-mini can be asked as a critic: the few questions that it was trained on, in one form each. What it
// cannot judge is left out of its panel, or decided by a rule that is better at it; never asked in a form that it does not know.
import type { Panel, PromptForm, Selection } from '../../run/plan.ts';

export const miniFilters = ['faithfulness', 'attribution'] as const;
export const miniSelections = ['knock-out', 'round-robin'] as const satisfies readonly Selection[];

/** Faithfulness is: the words decide it more often rightly than the model does (its model card). */
export const isDecidedByRule = ({ form }: Panel, experts: readonly string[]): boolean =>
  form === 'mini' && experts[0] === 'faithfulness';

/** The nearest panel that it can be: both filters, and all dimensions compared in one call. */
export function miniPanel({ versions: _, graded: __, ...panel }: Panel): Panel {
  return {
    ...panel,
    form: 'mini',
    filters: miniFilters,
    filtersAsked: 'apart',
    dimensionsAsked: 'together',
    selection: panel.selection === 'pointwise' ? 'knock-out' : panel.selection,
  };
}

/** The same panel for a critic that is asked in this form. */
export function panelInForm(panel: Panel, form: PromptForm): Panel {
  if ((panel.form ?? 'instruct') === form) return panel;
  const { form: _, ...instruct } = panel;
  return form === 'mini' ? miniPanel(panel) : instruct;
}
