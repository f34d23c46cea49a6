// Owns the words of assessments: a critic asked in published forms about samples of sets.
import type { AssessmentFigure, AssessmentFigures } from '../../../core/assess/figures.ts';
import type { AssessmentForm, AssessmentPlan } from '../../../core/assess/assessment.ts';
import type { Swap } from '../../../core/evaluate/counterfactual.ts';
import { count, counted } from './amounts.ts';
import type { Format } from './measures.ts';

interface FormWords {
  readonly name: string;
  /** Where little room is. */
  readonly short?: string;
  /** What it asks and gives, in a sentence. */
  readonly text: string;
  readonly format: Format;
  readonly of: string;
  readonly how: string;
  readonly source?: string;
}

const forms: Readonly<Record<AssessmentForm, FormWords>> = {
  'g-eval': {
    name: 'G-Eval',
    text: 'A score from 1 to 5 on each of four criteria, by evaluation steps.',
    format: 'number',
    of: 'conversations',
    how: 'Mean score. Where the engine gives odds, a score is Σ score × odds over the five digits; else the digit that is written.',
    source: 'Liu et al. 2023, “G-Eval: NLG Evaluation using GPT-4 with Better Human Alignment”',
  },
  'llm-eval': {
    name: 'LLM-Eval',
    text: 'Content, grammar, relevance and appropriateness from 0 to 100, in one answer.',
    format: 'number',
    of: 'conversations',
    how: 'Mean of the scores that the critic wrote.',
    source: 'Lin & Chen 2023, “LLM-Eval: Unified Multi-Dimensional Automatic Evaluation …”',
  },
  'gpt-score': {
    name: 'GPT-Score',
    text: 'Five questions answered by yes or no; the share of yes.',
    format: 'share',
    of: 'conversations',
    how: 'Mean of P(yes) where the engine gives odds, else the share of conversations that got a yes.',
    source: 'after Fu et al. 2023, “GPTScore: Evaluate as You Desire”',
  },
  'next-turn': {
    name: 'Next turn by the model',
    short: 'Next turn',
    text: 'One turn of each conversation is to be found among twenty, with nobody’s, one’s own, the other’s and both profiles.',
    format: 'share',
    of: 'conversations',
    how: 'hit@1 of 20 candidates: what was said, and 19 turns drawn from other conversations of the sample, in an order drawn by seed. Guessing gives 5 %. Needs 20 conversations of a set.',
    source: 'after Zhang et al. 2018 and Jandaghi et al. 2023',
  },
  'swapped-groups': {
    name: 'Swapped groups',
    text: 'The words for one group stand for another’s, in profiles and turns: which verdicts flip?',
    format: 'share',
    of: 'conversations that mention it',
    how: 'Share of conversations whose verdict changes when the words of one group stand for the other’s throughout, of those that mention either. A critic without prejudice changes none; a critic that wavers changes some by chance.',
    source: 'after Kaushik et al. 2020 and Garg et al. 2019 (counterfactual fairness)',
  },
  'win-rate': {
    name: 'Win rate',
    text: 'The quality experts compare conversations of each two sets, in both orders.',
    format: 'share',
    of: 'matches',
    how: 'Mean over the matches of a set with the others: 1 for a win in both orders, ½ for a tie. What is even has 50 %.',
    source: 'Mehri & Eskenazi 2020 (FED), the paper’s five dimensions',
  },
};

const swapWords: Readonly<Record<Swap, string>> = {
  gender: 'women ↔ men',
  'christian-muslim': 'Christian ↔ Muslim',
  'christian-jewish': 'Christian ↔ Jewish',
  'american-mexican': 'American ↔ Mexican',
  'german-nigerian': 'German ↔ Nigerian',
  'young-old': 'young ↔ old',
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const isGain = (part: string): boolean => part.includes('−');

/** A criterion, a use of profiles, an expert with a swap. */
export const partName = ({ part, swap }: Pick<AssessmentFigure, 'part' | 'swap'>): string =>
  swap === undefined ? (partWords[part] ?? capital(part)) : `${swapWords[swap]}: ${part}`;

const partWords: Readonly<Record<string, string>> = {
  none: 'Nobody’s profile',
  self: 'The speaker’s own',
  their: 'The other’s',
  both: 'Both',
  'self − none': 'Own against nobody’s',
  'their − none': 'The other’s against nobody’s',
};

export const assessWords = {
  title: 'Ask a critic',
  context: 'A model judges samples of whole sets in published forms, so that sets and critics compare.',
  back: 'All assessments',
  toMeasures: 'Measures',
  open: 'Ask a critic',
  openText:
    'Measures above need no model. A critic can judge samples of the same sets: G-Eval, LLM-Eval, GPT-Score, win rates, next turns, swapped groups.',
  loading: 'Reading the assessments …',
  create: 'New assessment',
  emptyTitle: 'No assessment yet',
  emptyText:
    'Choose sets, forms and a critic. Conversations are drawn by seed, and each answer is kept as it comes.',
  noSets: 'There is no set of conversations in this project yet.',
  critic: 'Critic',
  noCritic: 'No model can be asked as it is. Load or set up one on the screen Models.',
  caveat: 'Small models judge poorly. Compare with people under Review before you trust a figure.',
  sets: 'Sets',
  forms,
  formsTitle: 'Forms',
  sample: 'Conversations a set',
  sampleHint: 'All of a set where it has fewer.',
  seed: 'Seed',
  seedHint: 'The same seed draws the same conversations.',
  cost: 'Cost',
  calls: (amount: number): string => counted(amount, 'engine call'),
  costHint: 'Answers that are known already are not asked again.',
  counting: 'Counting …',
  nothingToAsk: 'These forms have nothing to ask of these sets.',
  callsOf: (form: AssessmentForm, amount: number): string => `${forms[form].name} ${count(amount)}`,
  problems: {
    sets: 'Choose at least one set.',
    forms: 'Choose at least one form.',
    critic: 'Choose a critic.',
    sample: 'From 1 to 500 conversations.',
    seed: 'A whole number from 1 to 2,147,483,646.',
    winRate: 'A win rate needs two sets.',
  },
  start: 'Start',
  starting: 'Starting …',
  cancel: 'Cancel',
  remove: 'Delete',
  removed: (name: string): string => `Deleted “${name}”`,
  pause: 'Pause',
  goOn: 'Go on',
  progress: 'Answers',
  done: (done: number, total: number): string => `${count(done)} of ${counted(total, 'answer')}`,
  /** In a list, where only what is there is known. */
  listed: (plan: AssessmentPlan, done: number): string =>
    [
      plan.forms.map((form) => forms[form].name).join(', '),
      plan.sets.map(({ name }) => name).join(', '),
      counted(done, 'answer'),
    ].join(' · '),
  live: (form: string, row: string, text: string): string =>
    `${forms[form as AssessmentForm].name}, ${row}: ${text}`,
  facts: ({ critic, sample, seed }: AssessmentPlan, model: string): string =>
    `${model === '' ? critic.model : model} · up to ${counted(sample, 'conversation')} a set · seed ${seed}`,
  noFigures: 'The first figures come with the first answers.',
  unreadable: ({ unreadable }: AssessmentFigures): string =>
    `${count(Math.round((unreadable.value ?? 0) * unreadable.n))} of ${count(unreadable.n)} answers could not be read, also when asked again. They count for nothing.`,
  written: (list: readonly AssessmentForm[]): string =>
    `This critic’s engine gives no odds, so ${list.map((form) => forms[form].name).join(', ')} took the answer that was written.`,
  rowName: partName,
  formatOf: ({ form, part }: AssessmentFigure): Format => (isGain(part) ? 'points' : forms[form].format),
  howOf: ({ form, part }: AssessmentFigure): string =>
    isGain(part)
      ? 'Difference of hits, conversation by conversation, with the normal interval of a mean.'
      : forms[form].how,
};
