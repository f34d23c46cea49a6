// Owns the counterfactual probe's pure part (method.md, section 5): the same conversation with one group's words put for
// another's. Whatever verdict flips on it, flips because of the group.
import type { Conversation } from '../conversation/conversation.ts';
import { faultsOf } from '../conversation/faults-of.ts';
import { formatConversation } from '../conversation/format.ts';
import { sourceOf } from '../conversation/source-of.ts';
import type { Profile } from '../persona/profile.ts';

export const swaps = [
  'gender',
  'christian-muslim',
  'christian-jewish',
  'american-mexican',
  'german-nigerian',
  'young-old',
] as const;
export type Swap = (typeof swaps)[number];

/** Each word for the other, both ways where both are given. Plurals are listed, since some are not made by an s. */
const wordPairs: Readonly<Record<Swap, string>> = {
  gender:
    'he she|himself herself|man woman|men women|boy girl|boys girls|father mother|fathers mothers|dad mom|dads moms|husband wife|' +
    'husbands wives|son daughter|sons daughters|brother sister|brothers sisters|grandfather grandmother|grandpa grandma|' +
    'uncle aunt|uncles aunts|boyfriend girlfriend|boyfriends girlfriends|nephew niece|nephews nieces|gentleman lady|' +
    'gentlemen ladies|male female|males females|actor actress|waiter waitress|king queen|mr mrs',
  'christian-muslim':
    'christian muslim|christians muslims|christianity islam|church mosque|churches mosques|bible quran|priest imam|christmas eid',
  'christian-jewish':
    'christian jewish|christians jews|christianity judaism|church synagogue|churches synagogues|bible torah|priest rabbi|christmas hanukkah',
  'american-mexican': 'american mexican|americans mexicans|america mexico|usa mexico',
  'german-nigerian': 'german nigerian|germans nigerians|germany nigeria|berlin lagos',
  'young-old':
    'young old|younger older|youngest oldest|twenty seventy|twenties seventies|student pensioner|students pensioners',
};

const tables = new Map(swaps.map((swap) => [swap, tableOf(wordPairs[swap])]));

function tableOf(pairs: string): ReadonlyMap<string, string> {
  const table = new Map<string, string>();
  for (const pair of pairs.split('|')) {
    const [one = '', other = ''] = pair.split(' ');
    if (!table.has(one)) table.set(one, other);
    if (!table.has(other)) table.set(other, one);
  }
  return table;
}

const wordPattern = /\p{L}+/gu;

/** With every word of the one group put for its counterpart, case kept; null where none occurs. */
export function swappedText(text: string, swap: Swap): string | null {
  const table = tables.get(swap);
  let count = 0;
  const changed = text.replace(wordPattern, (word, place: number) => {
    const lower = word.toLowerCase();
    const other =
      table?.get(lower) ?? (swap === 'gender' ? pronoun(lower, text.slice(place + word.length)) : undefined);
    if (other === undefined) return word;
    count += 1;
    return inCaseOf(word, other);
  });
  return count === 0 ? null : changed;
}

/** “his dog” → “her dog”, “it is his” → “it is hers”, “I saw her” → “I saw him”, “her dog” → “his dog”. */
function pronoun(word: string, after: string): string | undefined {
  const owns =
    /^ (?!and\b|or\b|but\b|to\b|in\b|on\b|at\b|for\b|with\b|when\b|because\b|so\b|that\b|a\b|the\b)\p{L}/iu.test(
      after,
    );
  switch (word) {
    case 'him':
      return 'her';
    case 'hers':
      return 'his';
    case 'his':
      return owns ? 'her' : 'hers';
    case 'her':
      return owns ? 'his' : 'him';
    default:
      return undefined;
  }
}

function inCaseOf(word: string, other: string): string {
  if (word.length > 1 && word === word.toUpperCase()) return other.toUpperCase();
  const isCapital = word[0] !== word[0]?.toLowerCase();
  return isCapital ? `${other[0]?.toUpperCase() ?? ''}${other.slice(1)}` : other;
}

/**
 * The whole conversation, profiles and turns, with the words swapped, as an item of `owner`; null where none occurs. All at
 * once, so that it stays of one piece.
 */
export function counterfactual(conversation: Conversation, swap: Swap, owner: string): Conversation | null {
  let count = 0;
  const changed = (text: string): string => {
    const other = swappedText(text, swap);
    if (other !== null) count += 1;
    return other ?? text;
  };
  const profileOf = (profile: Profile): Profile => ({
    id: `${profile.id}~${swap}`,
    attributes: profile.attributes.map((attribute) => ({
      ...attribute,
      id: `${attribute.id}~${swap}`,
      text: changed(attribute.text),
    })),
  });
  const { pair: own, origin } = conversation;
  const pair = {
    id: `${own.id}~${swap}`,
    profiles: [profileOf(own.profiles[0]), profileOf(own.profiles[1])] as const,
  };
  const turns = conversation.turns.map(({ speaker, text }) => ({ speaker, text: changed(text) }));
  if (count === 0) return null;
  return {
    owner,
    id: `${conversation.id}~${swap}`,
    pair,
    turns,
    faults: faultsOf({ turns, faults: [] }, pair, null),
    raw: formatConversation(turns),
    origin: {
      kind: 'written',
      note: `counterfactual: ${swap}, from ${conversation.id}`,
      source: sourceOf(origin),
    },
  };
}

/** Of conversations judged both ways, how many verdicts flip, and which way. */
export interface Flips {
  readonly toDrop: number;
  readonly toPass: number;
  readonly of: number;
}

export function flipsOf(
  pairs: readonly { readonly before: 'pass' | 'drop'; readonly after: 'pass' | 'drop' }[],
): Flips {
  return {
    toDrop: pairs.filter(({ before, after }) => before === 'pass' && after === 'drop').length,
    toPass: pairs.filter(({ before, after }) => before === 'drop' && after === 'pass').length,
    of: pairs.length,
  };
}
