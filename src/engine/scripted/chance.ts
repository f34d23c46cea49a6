// Owns the scripted engine's draws: all of them follow from one seed.
import { derive } from '../../core/random.ts';

/** Draws a whole number in 0 … below−1. */
export type Chance = (below: number) => number;

export function chanceFrom(seed: number): Chance {
  let drawn = 0;
  return (below) => {
    drawn += 1;
    return derive(seed, drawn) % below;
  };
}

export const oneOf = <Item>(items: readonly [Item, ...Item[]], chance: Chance): Item =>
  items[chance(items.length)] ?? items[0];
