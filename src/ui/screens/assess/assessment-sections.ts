// Owns the tables of an assessment as data: a section a form, a line a figure, in the shape that the tables of measures have.
import type { AssessmentView } from '../../../../workers/studio-api/assessments.ts';
import type { EvaluatedSet } from '../../../../workers/studio-api/evaluate.ts';
import { questionBehind } from '../../../core/assess/answers.ts';
import type { Assessment } from '../../../core/assess/assessment.ts';
import { formatRoute } from '../../route.svelte.ts';
import { answersWords } from '../../words/en/answers.ts';
import { assessWords as words } from '../../words/en/assess.ts';
import type { FigureSection } from '../evaluate/figures.ts';

export const assessedColumns = ({ assessment }: AssessmentView): readonly EvaluatedSet[] =>
  assessment.plan.sets.map(({ setId, name }) => ({ setId, name, round: null }));

/** Set by set, where they can be read. */
const answersBehind = ({ owner, id, plan }: Assessment, question: string) =>
  plan.sets.map(({ name }, set) => ({
    name: answersWords.readThese(name),
    href: formatRoute({
      ...{ screen: 'assess', projectId: owner, assessmentId: id },
      answers: { filter: { set, question } },
    }),
  }));

export function assessmentSections({ assessment, figures }: AssessmentView): readonly FigureSection[] {
  return assessment.plan.forms.flatMap((form) => {
    const rows = figures.figures
      .filter((figure) => figure.form === form)
      .map((figure) => {
        const { of, source } = words.forms[form];
        return {
          // Stands in ids of the page, where no space may.
          id: [form, figure.swap, figure.part].join('-').replace(/[^a-z0-9]+/gi, '-'),
          name: words.rowName(figure),
          format: words.formatOf(figure),
          how: words.howOf(figure),
          ...(source === undefined ? {} : { source }),
          ...{ of, estimates: figure.estimates, behind: figure.behind },
          answers: answersBehind(assessment, questionBehind(figure)),
        };
      });
    return rows.length > 0 ? [{ name: form, title: words.forms[form].name, rows, note: '' }] : [];
  });
}
