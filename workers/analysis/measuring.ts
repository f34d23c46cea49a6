// Owns the sets that the analysis worker has been given, and measuring them.
import { evaluateSets, type Evaluation, type EvaluationWish } from '../../src/core/evaluate/evaluate.ts';
import type { Examined } from '../../src/core/evaluate/examined.ts';
import type { MeasuringOrder } from './analysis-api.ts';
import { gzip } from './gzip.ts';

export class SetsTaken {
  readonly #sets: Examined[][] = [];

  add(set: number, conversations: readonly Examined[]): void {
    const known = (this.#sets[set] ??= []);
    for (const conversation of conversations) known.push(conversation);
  }

  first(count: number): readonly (readonly Examined[])[] {
    return Array.from({ length: count }, (_, place) => this.#sets[place] ?? []);
  }
}

export async function measured(
  taken: SetsTaken,
  count: number,
  { seed, accuracy, meaning, categories, seeds }: MeasuringOrder,
  embed: NonNullable<EvaluationWish['embed']>,
  onProgress: (share: number) => void,
): Promise<Evaluation> {
  const sets = taken.first(count);
  const turnsById = new Map([...seeds, ...sets.flat()].map(({ id, turns }) => [id, turns]));
  const wish: EvaluationWish = {
    seed,
    accuracy,
    categories: [...new Set(categories.values())],
    categoryOf: ({ text, category }) => category ?? categories.get(text),
    exemplarTurns: (id) => turnsById.get(id),
    gzip,
    embed: meaning ? embed : null,
  };
  return evaluateSets(sets, wish, onProgress);
}
