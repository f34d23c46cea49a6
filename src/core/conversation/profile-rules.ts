// Owns the rules that hold a conversation against its profiles: sentences copied, lists of them leaked from the prompt, and
// claims in the wrong mouth. One pass over the words finds the few turns that are worth a closer look.
import type { Attribute, Pair } from '../persona/profile.ts';
import type { Speaker, Turn } from './conversation.ts';
import type { Fault } from './fault.ts';
import { bareTextOf, contentWordsOf, eachWord, wordHash } from './words.ts';

/** Content words of an attribute that make a claim of it. */
const wordsOfAClaim = 2;
/** So many copied attributes in one turn are a list out of the prompt, not talk. */
const attributesOfAList = 4;

/** What of an attribute is looked for. */
interface Sought {
  readonly text: string;
  /** Between spaces, so that it is found as whole words only. */
  readonly bare: string;
  readonly words: readonly string[];
  readonly hashes: readonly number[];
}

/** An attribute on its way through one conversation. */
interface Watch {
  readonly sought: Sought;
  readonly owner: Speaker;
  /** The turn last seen, and which of the words it has so far (a bit each). */
  turn: number;
  seen: number;
  count: number;
  /** Turns that have any of the words, those that have enough for a claim, and those that have them all. */
  readonly mentions: number[];
  readonly claims: number[];
  readonly full: number[];
}

/** `said` is what the turns say in lower case, a line each. */
export function profileFaults(turns: readonly Turn[], said: string, pair: Pair, faults: Fault[]): void {
  const watches = [...watchesOf(pair, 1), ...watchesOf(pair, 2)];
  watchWords(said, watches);
  copiedFaults(turns, said, watches, faults);
  for (const watch of watches) misattributed(watch, watches, turns, faults);
}

function copiedFaults(
  turns: readonly Turn[],
  said: string,
  watches: readonly Watch[],
  faults: Fault[],
): void {
  const bareTurns: string[] = [];
  const copies: number[] = [];
  for (const { sought, full } of watches) {
    let isFirst = true;
    for (const turn of full.length > 0 ? full : turnsWithout(sought, said, turns)) {
      bareTurns[turn] ??= ` ${bareTextOf(turns[turn]?.text ?? '')} `;
      if (!bareTurns[turn].includes(sought.bare)) continue;
      copies[turn] = (copies[turn] ?? 0) + 1;
      if (isFirst) faults.push({ kind: 'attribute-copied', turn, text: sought.text });
      isFirst = false;
    }
  }
  for (const [turn, count] of copies.entries())
    if (count >= attributesOfAList)
      faults.push({ kind: 'prompt-leak', turn, text: (turns[turn]?.text ?? '').slice(0, 80) });
}

/** "I like it." has no content words to watch for: every turn is looked at, if any has it. */
const turnsWithout = ({ words, bare }: Sought, said: string, turns: readonly Turn[]): Iterable<number> =>
  words.length === 0 && said.includes(bare.trim()) ? turns.keys() : [];

const watchesOf = ({ profiles }: Pair, owner: Speaker): Watch[] =>
  profiles[(owner - 1) as 0 | 1].attributes.map((attribute) => ({
    sought: soughtOf(attribute),
    owner,
    turn: -1,
    seen: 0,
    count: 0,
    mentions: [],
    claims: [],
    full: [],
  }));

/** The same attribute stands in many pairs; its words are found once. */
const known = new WeakMap<Attribute, Sought>();

function soughtOf(attribute: Attribute): Sought {
  const found = known.get(attribute);
  if (found) return found;
  // 31 bits of a small integer: no sentence has more content words that matter.
  const words = [...new Set(contentWordsOf(attribute.text))].slice(0, 31);
  const bare = ` ${bareTextOf(attribute.text)} `;
  const sought = { text: attribute.text, bare, words, hashes: words.map(wordHash) };
  known.set(attribute, sought);
  return sought;
}

/** A sought word; those whose hashes end in the same bits form a chain. */
interface Place {
  readonly hash: number;
  readonly watch: Watch;
  readonly bit: number;
  readonly next: Place | undefined;
}

/** Sought words by the last bits of their hashes: one look answers for nearly every word said. Empty between calls. */
const places: (Place | undefined)[] = Array.from({ length: 1 << 11 }, () => undefined);
const lastBits = places.length - 1;

function watchWords(said: string, watches: readonly Watch[]): void {
  for (const watch of watches)
    for (const [bit, hash] of watch.sought.hashes.entries()) {
      const next = places[hash & lastBits];
      places[hash & lastBits] = { hash, watch, bit: 1 << bit, next };
    }
  eachWord(said, (hash, turn) => {
    for (let place = places[hash & lastBits]; place !== undefined; place = place.next)
      if (place.hash === hash) note(place.watch, place.bit, turn);
  });
  for (const { sought } of watches) for (const hash of sought.hashes) places[hash & lastBits] = undefined;
}

function note(watch: Watch, bit: number, turn: number): void {
  if (watch.turn !== turn) {
    watch.turn = turn;
    watch.seen = 0;
    watch.count = 0;
    watch.mentions.push(turn);
  }
  if ((watch.seen & bit) !== 0) return;
  watch.seen |= bit;
  watch.count += 1;
  if (watch.count === wordsOfAClaim) watch.claims.push(turn);
  if (watch.count === watch.sought.words.length) watch.full.push(turn);
}

/**
 * The other speaker states it of themselves and has nothing like it in their own profile, while the owner never comes near
 * it. Where the owner says one of its words, the other must have said them all.
 */
function misattributed(
  watch: Watch,
  watches: readonly Watch[],
  turns: readonly Turn[],
  faults: Fault[],
): void {
  const { sought, owner, mentions, claims, full } = watch;
  const isOwners = (turn: number): boolean => turns[turn]?.speaker === owner;
  if (claims.length === 0 || claims.some(isOwners)) return;
  const [decisive, needed] = mentions.some(isOwners) ? [full, sought.words.length] : [claims, wordsOfAClaim];
  const claim = decisive.find((turn) => states(turns[turn]?.text ?? '', sought.words, needed));
  if (claim === undefined || watches.some((other) => other.owner !== owner && isAlike(other, sought))) return;
  faults.push({ kind: 'attribution-suspect', turn: claim, text: sought.text });
}

const isAlike = ({ sought: own }: Watch, { words }: Sought): boolean =>
  words.filter((word) => own.words.includes(word)).length >= wordsOfAClaim;

const firstPerson = /\b(?:i|my|me|mine|we|our|us)\b/i;
const aboutTheOther = /\byou(?:r|rs)?\b/i;
const sentence = /[^.!?]+[.!?]*/g;

/** Whether one sentence that is no question says "I" or "my", not "you", and has as many of the words as needed. */
const states = (text: string, words: readonly string[], needed: number): boolean =>
  (text.match(sentence) ?? []).some((part) => {
    if (part.endsWith('?') || !firstPerson.test(part) || aboutTheOther.test(part)) return false;
    const said = new Set(contentWordsOf(part));
    return words.filter((word) => said.has(word)).length >= needed;
  });
