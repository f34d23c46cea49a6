// Owns what the figures of whole sets are called, and how each is computed, with its source.
import type { AccuracyId, MetricId } from '../../../core/evaluate/metric.ts';
import { accuracyWords } from './accuracy.ts';
import { count, counted } from './amounts.ts';
import { always, type MeasureWords } from './measures.ts';
import type { Budgets } from '../../../core/evaluate/evaluate.ts';

const distinct = (things: string) => (budgets: Budgets) =>
  `Different ${things} ÷ all ${things} in ${count(budgets.words)} words of conversations in a drawn order; the mean of ten draws, with the range of the middle eight. The longer a text, the more it repeats, so all sets are measured on the length that the smallest has, 20,000 words at most. Higher is more varied.`;
const li = 'Li et al. 2016, “A diversity-promoting objective function for neural conversation models”';
const byConversation =
  'The interval is that of a ratio over conversations (Cochran 1977), since turns of one conversation hang together.';

const corpusWords: Readonly<Record<Exclude<MetricId, AccuracyId>, MeasureWords>> = {
  conversations: {
    name: 'Conversations',
    format: 'count',
    of: 'conversations',
    how: always('Conversations of the set; of a run those that were kept.'),
  },
  'turns-per-conversation': {
    name: 'Turns per conversation',
    format: 'number',
    of: 'conversations',
    how: always('Mean over the conversations that have turns, with the normal interval of a mean.'),
  },
  'words-per-turn': {
    name: 'Words per turn',
    format: 'number',
    of: 'turns',
    how: always(
      `Words ÷ turns. A word is a run of letters and digits, with its apostrophes, in lower case. ${byConversation}`,
    ),
  },
  words: { name: 'Words', format: 'count', of: 'conversations', how: always('All words that are said.') },
  attributes: {
    name: 'Different attributes',
    format: 'count',
    of: 'attributes',
    how: always('Different sentences in the profiles of the set’s pairs; n counts them each time.'),
  },
  'attributes-per-profile': {
    name: 'Attributes per profile',
    format: 'number',
    of: 'profiles',
    how: always('Mean over profiles, two a conversation.'),
  },
  'turns-with-question': {
    name: 'Turns with “?”',
    format: 'share',
    of: 'turns',
    how: always(`Share of turns that have a question mark. ${byConversation}`),
  },
  'turns-with-exclamation': {
    name: 'Turns with “!”',
    format: 'share',
    of: 'turns',
    how: always(`Share of turns that have an exclamation mark. ${byConversation}`),
  },
  'distinct-1': { name: 'Distinct-1', format: 'number', of: 'words', how: distinct('words'), source: li },
  'distinct-2': {
    name: 'Distinct-2',
    format: 'number',
    of: 'words',
    how: distinct('pairs of words'),
    source: li,
  },
  'distinct-3': {
    name: 'Distinct-3',
    format: 'number',
    of: 'words',
    how: distinct('triples of words'),
    source: li,
  },
  'self-bleu-4': {
    name: 'Self-BLEU-4',
    format: 'number',
    of: 'conversations',
    how: ({ sampled }) =>
      `How much each of ${counted(sampled, 'drawn conversation')} is like the others: its mean BLEU of runs of one to four words against all of them, without smoothing. More conversations give more to be like, so all sets are measured on as many as the smallest has, 100 at most. Lower is more varied.`,
    source:
      'Zhu et al. 2018, “Texygen: a benchmarking platform for text generation models”; Papineni et al. 2002 for BLEU',
  },
  mtld: {
    name: 'MTLD',
    format: 'number',
    of: 'words',
    how: always(
      'Mean length of runs of words in which the share of different words stays above .72, read forward and backward. It hardly depends on length, so all words of the set count. Higher is more varied.',
    ),
    source:
      'McCarthy & Jarvis 2010, “MTLD, vocd-D, and HD-D: a validation study of sophisticated approaches to lexical diversity assessment”',
  },
  'compression-ratio': {
    name: 'Compression ratio',
    format: 'number',
    of: 'characters',
    how: ({ characters }) =>
      `How many times smaller ${count(characters)} characters of turns in a drawn order become when packed by gzip. Half a million where all sets have them. Lower is more varied.`,
    source: 'Shaib et al. 2024, “Standardizing the measurement of text diversity”',
  },
  vendi: {
    name: 'Vendi score',
    format: 'number',
    of: 'turns',
    how: ({ meant }) =>
      `How many different things ${counted(meant, 'turn')} amount to in meaning, one of five words or more from each drawn conversation: exp of the entropy of the eigenvalues of their cosines, by the Universal Sentence Encoder lite. 1: all mean the same; ${count(meant)}: nothing is like anything.`,
    source: 'Friedman & Dieng 2023, “The Vendi score: a diversity evaluation metric for machine learning”',
  },
  'distinct-openings': {
    name: 'Different openings',
    format: 'share',
    of: 'conversations',
    how: always('Different first turns ÷ conversations, case and punctuation aside.'),
  },
  'category-coverage': {
    name: 'Categories covered',
    format: 'share',
    of: 'categories',
    how: always(
      'Share of this project’s categories of attributes that at least one profile of the set has. Attributes of imported sets are looked up by their text.',
    ),
  },
  'near-duplicates': {
    name: 'Near-duplicates',
    format: 'share',
    of: 'conversations',
    how: always(
      'Share of conversations of which an earlier one is a twin: both share at least half of their runs of four words. MinHash finds who may be (128 hashes in 32 bands), the exact share confirms it.',
    ),
    source: 'Broder 1997, “On the resemblance and containment of documents”',
  },
  'copied-from-exemplars': {
    name: 'Copied from exemplars',
    format: 'share',
    of: 'conversations',
    how: always(
      'Share of a conversation’s runs of five words that stand in one of the exemplars which its prompt showed; the mean over conversations with exemplars. It rises when rounds feed on themselves.',
    ),
  },
};

export const metricWords: Readonly<Record<MetricId, MeasureWords>> = { ...corpusWords, ...accuracyWords };
