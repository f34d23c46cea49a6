// Owns what of an expansion's events is kept: one transaction a result. A new attribute that is kept joins the project's.
import type { Change } from '../../ports.ts';
import type { Expansion } from './plan.ts';
import { isKept, type AttributeStep } from './step.ts';
import type { ExpansionEvent } from './view.ts';

export function expansionChanges(
  { owner }: Pick<Expansion, 'owner'>,
  event: ExpansionEvent,
): readonly Change[] {
  switch (event.kind) {
    case 'step': {
      const { step, questions } = event;
      const attributes = step.kind === 'attribute' && isKept(step) ? attributeChange(owner, step) : [];
      return [
        { put: 'expansionStep', item: step },
        ...questions.map((item): Change => ({ put: 'question', item })),
        ...attributes,
      ];
    }
    case 'question':
      return [{ put: 'question', item: event.question }];
    case 'overruled':
      return [{ put: 'expansionStep', item: event.step }, ...attributeChange(owner, event.step)];
    case 'state':
      return [{ put: 'expansion', item: event.work }];
    case 'waits':
    case 'live':
      return [];
  }
}

function attributeChange(owner: string, step: AttributeStep): readonly Change[] {
  const { attribute } = step;
  if (!attribute) return [];
  return isKept(step)
    ? [{ put: 'attribute', item: { ...attribute, owner } }]
    : [{ remove: 'attribute', owner, id: attribute.id }];
}
