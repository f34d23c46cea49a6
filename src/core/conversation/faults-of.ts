// Owns which rules there are: all that can be said of a conversation without a model. The parser's faults come first.
import type { Pair } from '../persona/profile.ts';
import type { Reading } from './conversation.ts';
import type { Fault } from './fault.ts';
import { profileFaults } from './profile-rules.ts';
import { sequenceFaults } from './sequence-rules.ts';
import { turnFaults } from './turn-rules.ts';

/** `allowed`: the number of turns that a plan takes, both ends included; null where nothing was asked. */
export function faultsOf(
  { turns, faults: read }: Reading,
  pair: Pair,
  allowed: { readonly min: number; readonly max: number } | null,
): readonly Fault[] {
  if (turns.length === 0) return read;
  const faults = [...read];
  const said = turns
    .map(({ text }) => text)
    .join('\n')
    .toLowerCase();
  turnFaults(turns, said, faults);
  sequenceFaults(turns, faults);
  profileFaults(turns, said, pair, faults);
  if (allowed && (turns.length < allowed.min || turns.length > allowed.max))
    faults.push({ kind: 'length', text: `${turns.length} turns` });
  return faults;
}
