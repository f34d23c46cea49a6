// Owns what Parley-mini can be asked as a critic: it was trained on three questions in one form each, and on nothing else. What
// it cannot judge is left out of its panel, never asked in a form that it does not know.
import type { Panel, PromptForm, Selection } from '../../run/plan.ts';

export const miniFilters = ['faithfulness', 'attribution'] as const;
export const miniSelections = ['knock-out', 'round-robin'] as const satisfies readonly Selection[];

/** The nearest panel that it can be: both its filters, each in a call of a moment, and all dimensions compared in one. */
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
