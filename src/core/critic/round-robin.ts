// Owns the round-robin (method.md, section 2.4): all against all, and the one that wins most comparisons is kept. Pure: it
// is asked again after each match with all that is known, and says the next match or the ranking.
import type { KnockOut } from './knock-out.ts';

/** The winner of a match between two ids, 'tie', or null when it has not been played. */
export type MatchResult = (first: string, second: string) => string | null;

/** `ids` come in the order that breaks ties. A tied match is a win for neither. */
export function roundRobin(ids: readonly string[], result: MatchResult): KnockOut {
  const wins = new Map(ids.map((id) => [id, 0]));
  for (const [index, first] of ids.entries()) {
    for (const second of ids.slice(index + 1)) {
      const won = result(first, second);
      if (won === null) return { kind: 'match', first, second };
      if (won !== 'tie') wins.set(won, (wins.get(won) ?? 0) + 1);
    }
  }
  const ranking = [...ids].sort((a, b) => (wins.get(b) ?? 0) - (wins.get(a) ?? 0));
  return { kind: 'decided', ranking };
}
