// Owns the knock-out (method.md, section 2.4): who meets whom, byes by seed, and when it is decided. Pure: it is asked
// again after each match with all that is known, and says the next match or the ranking.
import { shuffle } from '../random.ts';

export type KnockOut =
  | { readonly kind: 'match'; readonly first: string; readonly second: string }
  /** Best first: later rounds reached, then the order given. */
  | { readonly kind: 'decided'; readonly ranking: readonly string[] };

/** The winner of a match between two ids, or null when it has not been played. Ties are the caller's to break. */
export type Winner = (first: string, second: string) => string | null;

export function knockOut(ids: readonly string[], seed: number, winner: Winner): KnockOut {
  let standing = shuffle(ids, seed);
  const out: string[][] = [];
  while (standing.length > 1) {
    const through: string[] = [];
    const losers: string[] = [];
    for (let index = 0; index < standing.length; index += 2) {
      const [first, second] = [standing[index], standing[index + 1]];
      if (first === undefined) break;
      // A bye: the seed's order put this one alone.
      if (second === undefined) {
        through.push(first);
        continue;
      }
      const won = winner(first, second);
      if (won === null) return { kind: 'match', first, second };
      through.push(won);
      losers.push(won === first ? second : first);
    }
    out.unshift(ids.filter((id) => losers.includes(id)));
    standing = through;
  }
  return { kind: 'decided', ranking: [...standing, ...out.flat()] };
}
