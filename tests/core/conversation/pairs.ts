// Owns pairs and readings for the tests of rules, made from sentences.
import type { Reading, Speaker } from '../../../src/core/conversation/conversation.ts';
import type { Fault, FaultKind } from '../../../src/core/conversation/fault.ts';
import { faultsOf } from '../../../src/core/conversation/faults-of.ts';
import type { Pair, Profile } from '../../../src/core/persona/profile.ts';

const source = { name: 'written for the tests', licence: 'CC0-1.0' };

const profileOf = (id: string, texts: readonly string[]): Profile => ({
  id,
  attributes: texts.map((text, index) => ({ id: `${id}-${index}`, text, source })),
});

export const pairOf = (first: readonly string[], second: readonly string[]): Pair => ({
  id: 'pair',
  profiles: [profileOf('first', first), profileOf('second', second)],
});

export const beekeeperAndDriver = pairOf(
  ['I keep bees on the roof.', 'My sister paints old trams.'],
  ['I drive a night bus.', 'I am allergic to walnuts.'],
);

/** The texts as turns, speaker 1 first, taking turns. */
export const talk = (...texts: readonly string[]): Reading => ({
  turns: texts.map((text, index) => ({ speaker: ((index % 2) + 1) as Speaker, text })),
  faults: [],
});

export const kindsOf = (faults: readonly Fault[]): FaultKind[] => [
  ...new Set(faults.map(({ kind }) => kind)),
];

/** The kinds of fault in a talk between a beekeeper and a bus driver. */
export const kindsIn = (...texts: readonly string[]): FaultKind[] =>
  kindsOf(faultsOf(talk(...texts), beekeeperAndDriver, null));
