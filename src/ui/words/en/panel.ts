// Owns the words for the panel in the plan: which experts, and how they are asked.
import type { FilterName } from '../../../core/critic/verdict.ts';
import { count, counted } from './amounts.ts';
import type { Selection, WayToAsk, WayToWrite, WorkOrder } from '../../../core/run/plan.ts';

export const panelWords = {
  versions: 'From Critics',
  versionsHint: 'Chosen there for the next run; every other expert is asked as it came with the studio.',
  versionLine: (number: number, hash: string) => `version ${number}, hash ${hash}`,
  filters: 'Filters',
  filtersHint:
    'Each looks at a candidate by itself and can drop it. The rules always look first. Paper: faithfulness and toxicity.',
  filterHints: {
    faithfulness: 'Contradicts neither profile.',
    attribution: 'No one claims what only the other’s profile says.',
    toxicity: 'Not rude, hateful, threatening or explicit.',
    privacy: 'No contact details, no real person’s full name.',
    bias: 'No stereotype about a group of people.',
  } satisfies Record<FilterName, string>,
  askedLegend: 'Asked',
  asked: { together: 'In one call', apart: 'In a call each' } satisfies Record<WayToAsk, string>,
  answered: 'Answered',
  answeredBy: { writing: 'In writing', odds: 'By probability' },
  answeredHints: {
    writing: 'With a reason, and evidence where the filter names any. As in the paper.',
    odds: 'One token each, yes or no, by how likely the critic holds it: quick, without a reason. In writing where an engine gives no probabilities. Paper: in writing.',
  },
  answeredScoresHints: {
    writing: 'A whole number from 1 to 5 with a reason.',
    odds: 'The score that the critic’s probabilities of 1 to 5 lead one to expect, without a reason.',
  },
  askedHints: {
    together: 'The conversation is read once for all of them. Paper: in a call each.',
    apart: 'Each reads the conversation anew, as in the paper.',
  } satisfies Record<WayToAsk, string>,
  atMost: (filter: string) => `${filter}, at most`,
  atMostHints: {
    faithfulness: 'Dropped when a contradiction is likelier than this. The paper names no limit.',
    attribution: 'Dropped when a foreign claim is likelier than this. Not in the paper.',
    toxicity: 'The critic’s own scale: weak below 0.2, strong above 0.8. The paper names no limit.',
    privacy: 'Dropped when something private is likelier than this. Not in the paper.',
    bias: 'Dropped when a stereotype is likelier than this. Not in the paper.',
  } satisfies Record<FilterName, string>,
  quality: 'Quality',
  selection: 'The best candidate is found by',
  selections: {
    'knock-out': 'Knock-out',
    'round-robin': 'Round-robin',
    pointwise: 'Scores',
  } satisfies Record<Selection, string>,
  selectionHints: {
    'knock-out': 'Two by two; the winner goes on. One comparison fewer than there are candidates.',
    'round-robin': 'All against all; the one that wins most comparisons is kept, as in the paper.',
    pointwise: 'Each is scored from 1 to 5 by itself; the highest sum is kept.',
  } satisfies Record<Selection, string>,
  dimensionsHint: 'By the five dimensions of FED, as in the paper.',
  orders: 'Orders',
  ordersOf: { both: 'Both', one: 'One' },
  ordersHints: {
    both: 'Each is asked again with A and B swapped; what does not survive is a tie. Paper: one.',
    one: 'Half the calls, as in the paper. What is shown first may be preferred.',
  },
  reason: 'Reason',
  reasonOf: { first: 'Before the verdict', last: 'After it' },
  reasonHints: {
    first: 'The critic thinks before it decides. Paper: after it.',
    last: 'The verdict comes first, as in the paper.',
  },
};

export const miniPanelWords = {
  filtersHint:
    'The rules always look first. On held-out dialogues Parley-mini was right about 88 of 100 claims in the wrong mouth; it does not look for toxicity, private data or bias.',
  filterHints: {
    faithfulness:
      'Decided by a rule that counts words and denials, since Parley-mini sees few contradictions. One in other words escapes it.',
    attribution: 'Decides on claims that a rule finds in the wrong mouth.',
  },
  qualityHint:
    'It compares two by two, in all dimensions at once, and gives no reasons. Of two dialogues of which one was spoilt it chose right in 89 of 100 decisions, which says little about two that are whole.',
};

export const workWords = {
  writing: 'Written',
  writingOf: { whole: 'Whole', 'turn by turn': 'Turn by turn' } satisfies Record<WayToWrite, string>,
  writingHints: {
    whole: 'One call writes the dialogue, as in the paper.',
    'turn by turn': 'Each speaker sees its own profile only: slower, and neither can leak the other’s.',
  } satisfies Record<WayToWrite, string>,
  order: 'Order of work',
  orderOf: { 'pair by pair': 'Pair by pair', 'in phases': 'In phases' } satisfies Record<WorkOrder, string>,
  orderHints: {
    'pair by pair': 'Written and judged at once; both models are held in memory.',
    'in phases':
      'A whole round is written, then judged; one model makes room for the other, so each is loaded once a round.',
  } satisfies Record<WorkOrder, string>,
  held: ({ megabytes, gigabytes, fits }: { megabytes: number; gigabytes: number | null; fits: boolean }) => {
    const together = `Both together need about ${count(megabytes)} MB`;
    if (gigabytes === null) return `${together}; how much there is, the browser does not tell.`;
    return fits
      ? `${together} of the ${gigabytes} GB that you named.`
      : `${together}, more than the ${gigabytes} GB that you named: work in phases, or choose a smaller one.`;
  },
};

export const hygieneWords = {
  title: 'Judge hygiene',
  surviveSwap: 'Choices that survive the swap',
  forTheFirst: 'Choices for the one shown first',
  longer: 'Preferred ones are longer by',
  unreadable: 'Answers that could not be read',
  notAsked: 'not asked',
  ofAll: (of: number) => `of ${count(of)}`,
  words: (by: number) => `${by < 0 ? '−' : ''}${counted(Math.round(Math.abs(by)), 'word')}`,
  same: 'Critic and generator are one model: it judges its own work.',
  note: 'As of the last pause or end. Near half for the one shown first is good; it says nothing of who is right.',
};
