// Owns telling what was measured in words, as the table shows it, so that reports and dataset cards say the same. Pure.
import type { EvaluatedSets } from '../../../../workers/studio-api/evaluate.ts';
import type { ToldFigures, ToldSection } from '../../../core/report/told-figures.ts';
import { evaluateWords as words } from '../../words/en/evaluate.ts';
import { figureSections, type FigureRow } from './figures.ts';

export const toldFigures = (evaluated: EvaluatedSets): ToldFigures => ({
  columns: evaluated.columns.map((column) => ({ setId: column.setId, name: words.column(column) })),
  // Figures by group are read with the conversations behind them, which no file carries.
  sections: figureSections(evaluated, 'mentions')
    .filter(({ name }) => name !== 'fairness')
    .map(({ name, rows }): ToldSection => ({ title: words.sections[name], rows: rows.map(toldRow) })),
});

const toldRow = ({ name, estimates, format }: FigureRow): ToldSection['rows'][number] => [
  name,
  ...estimates.map(({ value, interval, n }) =>
    value === null ? '' : `${words.value(value, format)} (${words.footing(interval, n, format)})`,
  ),
];
