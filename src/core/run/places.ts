// Owns the ids of everything that a run makes: they derive from the place in the plan, are the same on every machine, and
// sort in plan order.
import type { Place } from '../conversation/conversation.ts';
import type { Pair } from '../persona/profile.ts';
import { derive } from '../random.ts';
import type { Plan } from './plan.ts';

const padded = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** e.g. r01-p00003 (1-based, for people) */
export const pairPlace = (round: number, pair: number): string =>
  `r${padded(round + 1, 2)}-p${padded(pair + 1, 5)}`;

export const conversationId = (planHash: string, place: Place): string =>
  `${planHash}-${pairPlace(place.round, place.pair)}-a${place.attempt + 1}-c${place.candidate + 1}`;

/** The place in its run that an id tells of; null for ids that no run made. */
export function placeOf(id: string): Place | null {
  const [, round, pair, attempt, candidate] = /-r(\d+)-p(\d+)-a(\d+)-c(\d+)$/.exec(id) ?? [];
  if (round === undefined) return null;
  const [r, p, a, c] = [round, pair, attempt, candidate].map((number) => Number(number) - 1);
  return { round: r ?? 0, pair: p ?? 0, attempt: a ?? 0, candidate: c ?? 0 };
}

/** What the ids of all candidates of the same pair and round begin with. */
export const pairPrefix = (id: string): string => id.replace(/-a\d+-c\d+$/, '-');

export const verdictId = (expert: string, about: readonly string[]): string => `${about.join('~')}~${expert}`;

/**
 * 12 characters that tell plans apart; no secret, so no cryptographic hash. The order of work is left out: it changes no
 * result. The subjects are the pairs to write for, or the id of the set to judge.
 */
export function planHash({ order: _, ...method }: Plan, subjects: readonly Pair[] | string): string {
  const text = JSON.stringify([method, subjects]);
  return [1, 2].map((half) => derive(half, text).toString(36).padStart(6, '0')).join('');
}

/** Run ids start with the plan's hash; the same plan run again in a project gets the next number. */
export const runId = (hash: string, number: number): string => `${hash}-${padded(number, 2)}`;
export const hashOfRun = (id: string): string => id.slice(0, id.lastIndexOf('-'));
