// Owns the file of all figures: a line for each figure of each set, with interval, n and how it was computed.
import papaparse from 'papaparse';
import type { EvaluatedSet, EvaluatedSets } from '../../../../workers/studio-api/evaluate.ts';
import { evaluateWords as words } from '../../words/en/evaluate.ts';
import { fairnessWords } from '../../words/en/measures.ts';
import { fairnessFiguresOf, figureSections, type FigureSection } from './figures.ts';

export function figuresCsv(evaluated: EvaluatedSets): string {
  const [first = 'mentions', ...others] = fairnessFiguresOf(evaluated);
  const sections = [
    ...figureSections(evaluated, first).map((section) => named(section, first)),
    ...others.flatMap((figure) =>
      figureSections(evaluated, figure)
        .filter(({ name }) => name === 'fairness')
        .map((section) => named(section, figure)),
    ),
  ];
  return sectionsCsv(sections, evaluated.columns);
}

/** Numbers as they are, not rounded; a figure that is not defined has an empty value. */
export function sectionsCsv(
  sections: readonly Pick<FigureSection, 'title' | 'rows'>[],
  columns: readonly EvaluatedSet[],
): string {
  const lines = sections.flatMap(({ title, rows }) =>
    rows.flatMap((row) =>
      row.estimates.map(({ value, interval, n }, place) => {
        const column = columns[place];
        const round = column?.round ?? null;
        const head = [column?.name ?? '', round === null ? '' : round + 1, title, row.name];
        return [...head, value, interval?.low, interval?.high, n, row.of, row.how, row.source ?? ''];
      }),
    ),
  );
  // A name that a table program would take for a formula is told apart.
  return `${papaparse.unparse([words.csvColumns, ...lines], { newline: '\r\n', escapeFormulae: true })}\r\n`;
}

const named = ({ name, title, rows }: FigureSection, figure: keyof typeof fairnessWords) => ({
  rows,
  title: name === 'fairness' ? `${title}: ${fairnessWords[figure].name}` : title,
});
