// Owns which rules there are: all that can be said of a conversation without a model. The parser's faults come first.
import type { Pair } from '../persona/profile.ts';
import type { Reading } from './conversation.ts';
import type { Fault } from './fault.ts';
import { leakedProfile, profileFaults } from './profile-rules.ts';
import { sequenceFaults } from './sequence-rules.ts';
import { turnFaults } from './turn-rules.ts';

/** `allowed`: the number of turns that a plan takes, both ends included; null where nothing was asked. */
export function faultsOf(
  { turns, faults: read }: Reading,
  pair: Pair,
  allowed: { readonly min: number; readonly max: number } | null,
): readonly Fault[] {
  const faults = [...read];
  for (const [index, turn] of turns.entries()) turnFaults(turn, index, faults);
  sequenceFaults(turns, faults);
  profileFaults(turns, pair, faults);
  leakedProfile(turns, pair.profiles, faults);
  if (allowed && turns.length > 0 && (turns.length < allowed.min || turns.length > allowed.max))
    faults.push({ kind: 'length', text: `${turns.length} turns` });
  return faults;
}
