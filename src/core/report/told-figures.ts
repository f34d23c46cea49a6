// Owns the figures of sets as they were told when they were measured last: what a report and a dataset card say of them.

/** Figures of one kind. */
export interface ToldSection {
  readonly title: string;
  /** A name and, for each column, a value with its interval and n; '' where it is not defined. */
  readonly rows: readonly (readonly [name: string, ...values: string[]])[];
}

/** Sets that were measured side by side, at budgets that all of them reach. */
export interface ToldFigures {
  readonly columns: readonly { readonly setId: string; readonly name: string }[];
  readonly sections: readonly ToldSection[];
}

/** Of one set alone, name and value; a round of it is said with the name. */
export function figuresOf(
  setId: string,
  { columns, sections }: ToldFigures,
): [name: string, value: string][] {
  const own = columns.flatMap((column, place) => (column.setId === setId ? [{ ...column, place }] : []));
  return own.flatMap(({ name, place }) =>
    sections.flatMap(({ rows }) =>
      rows.flatMap(([figure, ...values]): [string, string][] => {
        const value = values[place] ?? '';
        if (value === '') return [];
        return [[own.length > 1 ? `${figure}, ${name}` : figure, value]];
      }),
    ),
  );
}
