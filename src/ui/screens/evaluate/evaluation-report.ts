// Owns a comparison of sets as a report: every figure of every set, and how each is computed, with its source. Pure.
import type { EvaluatedSets } from '../../../../workers/studio-api/evaluate.ts';
import type { Report, ReportSection } from '../../../core/report/report.ts';
import { evaluateWords as words } from '../../words/en/evaluate.ts';
import { figureSections } from './figures.ts';
import { toldFigures } from './told.ts';

export function evaluationReport(evaluated: EvaluatedSets): Report {
  const { columns, sections } = toldFigures(evaluated);
  const names = columns.map(({ name }) => name);
  const figures = sections.map(({ title, rows }): ReportSection => ({
    title,
    table: {
      head: [words.figure, ...names],
      rows: rows.map(([name, ...values]) => [name, ...values.map((value) => value || '–')]),
    },
  }));
  const told = figureSections(evaluated, 'mentions').filter(({ name }) => name !== 'fairness');
  const how = told.flatMap(({ rows }) =>
    rows.map(({ name, how: computed, of, source }) => [
      name,
      [computed, words.nCounts(of), ...(source === undefined ? [] : [words.source(source)])].join(' '),
    ]),
  );
  return {
    title: words.reportTitle(names),
    context: words.reportContext,
    sections: [...figures, { title: words.how, table: { head: [words.figure, words.how], rows: how } }],
  };
}
