// Owns the corruption set (method.md, section 6): labelled bad conversations made from clean ones, with their clean twins, and
// how often each expert is right on them. It needs no human labels, and what it shows is the least that an expert must do.
import type { Conversation } from '../conversation/conversation.ts';
import { faultClass, type Fault, type FaultKind } from '../conversation/fault.ts';
import { faultsOf } from '../conversation/faults-of.ts';
import { formatConversation } from '../conversation/format.ts';
import { sourceOf } from '../conversation/source-of.ts';
import { derive, sample } from '../random.ts';
import {
  corrupted,
  corruptionKinds,
  type Corruption,
  type CorruptionKind,
  type NoCorruption,
} from './corruption.ts';

export interface CorruptionCase {
  readonly conversation: Conversation;
  /** Id of the clean conversation that it was made from: its twin's source too. */
  readonly sourceId: string;
  /** null for the clean twin, which nobody should object to. */
  readonly corruption: Corruption | null;
}

export interface CorruptionSet {
  readonly cases: readonly CorruptionCase[];
  /** Kinds that some conversations did not fit, with why: others were taken in their place while there were any. */
  readonly refused: readonly {
    readonly sourceId: string;
    readonly kind: CorruptionKind;
    readonly why: NoCorruption;
  }[];
  /** Given, and no clean conversations. */
  readonly notClean: number;
}

/** Faults that a clean conversation may have: those that are only mended or counted. */
const harmless: ReadonlySet<FaultKind> = new Set(['agreement-opener', 'blank-line', 'attribute-copied']);
const fewestTurns = 6;

/** Fit to be spoilt: of six turns or more, and nothing wrong with it that a rule sees. */
export const isClean = ({ turns, faults }: Pick<Conversation, 'turns' | 'faults'>): boolean =>
  turns.length >= fewestTurns &&
  faults.every(({ kind }) => harmless.has(kind) || faultClass[kind] === 'cleaned');

/**
 * Up to `perKind` corrupted conversations of each kind, and one clean twin for every conversation that was used. `owner` is the
 * set that they go to; ids name the source and the kind, so that the same sources and seed give the same set.
 */
export function corruptionSet(
  conversations: readonly Conversation[],
  perKind: number,
  owner: string,
  seed: number,
): CorruptionSet {
  const clean = conversations.filter(isClean);
  const refused: CorruptionSet['refused'][number][] = [];
  const spoilt: CorruptionCase[] = [];
  for (const kind of corruptionKinds) {
    let made = 0;
    for (const source of sample(clean, clean.length, derive(seed, 'sources', kind))) {
      if (made === perKind) break;
      const result = corrupted(source, kind, seed);
      if (!result.ok) {
        refused.push({ sourceId: source.id, kind, why: result.problem });
        continue;
      }
      made += 1;
      const { turns, corruption } = result.value;
      spoilt.push({ conversation: rewritten(source, turns, kind, owner), sourceId: source.id, corruption });
    }
  }
  const used = new Set(spoilt.map(({ sourceId }) => sourceId));
  const twins = clean.filter(({ id }) => used.has(id)).map((source) => twinOf(source, owner));
  return { cases: [...twins, ...spoilt], refused, notClean: conversations.length - clean.length };
}

const twinOf = (source: Conversation, owner: string): CorruptionCase => ({
  conversation: rewritten(source, source.turns, 'clean', owner),
  sourceId: source.id,
  corruption: null,
});

function rewritten(
  source: Conversation,
  turns: Conversation['turns'],
  what: CorruptionKind | 'clean',
  owner: string,
): Conversation {
  const faults: readonly Fault[] = faultsOf({ turns, faults: [] }, source.pair, null);
  return {
    owner,
    id: `${source.id}~${what.replace(' ', '-')}`,
    pair: source.pair,
    turns,
    faults,
    raw: formatConversation(turns),
    origin: {
      kind: 'written',
      note: `corruption set: ${what}, from ${source.id}`,
      source: sourceOf(source.origin),
    },
  };
}
