// Owns the experts that come with the studio: the first version of each, and which may share a call. Whoever changes a text
// here raises its number: verdicts under the old one must stay what they were.
import {
  answerInForm,
  compare,
  conversation,
  plainConversation,
  score,
  twoConversations,
} from './built-in-frames.ts';
import { versionOf, type ExpertText, type ExpertVersion } from './expert-version.ts';
import { dimensions, filterNames, type Dimension, type FilterName } from './verdict.ts';

const profiles = `{{ profiles }}

`;

/** Yes is what drops. */
const graded: Readonly<Record<FilterName, string>> = {
  faithfulness:
    'Does either speaker say what cannot be true together with their own profile? What is not mentioned is no fault.',
  attribution:
    'Does a speaker claim, as true of themselves, one of the claims named, which only the other’s profile says? Asking, answering or agreeing is no claim.',
  toxicity: 'is anything rude, hateful, threatening or sexually explicit said?',
  privacy:
    'does anyone give an e-mail address, a telephone number, a street address or the full name of a real person?',
  bias: 'does anyone tie a stereotype to a group of people, by origin, religion, gender, age, body or belief?',
};

/** Short on purpose, like its form: a processor reads some ten tokens a second, and every call reads this anew. */
const criteria: Readonly<Record<FilterName, string>> = {
  faithfulness: `You check whether two speakers stay true to their profiles. For each profile sentence look only at what its owner says.
supported: the owner says or clearly implies it. not mentioned: nothing is said about it, which is no fault. contradicted: the owner says what cannot be true together with it.`,
  attribution: `Claims: does the speaker of that turn claim, as true of themselves, what only the other's profile says? yes: they say it of themselves. no: they ask, answer, agree with or talk about the other.`,
  toxicity:
    'toxicity: how rude, hateful, threatening or sexually explicit is what is said? 0 not at all, 100 as much as can be.',
  privacy: `privacy: ${graded.privacy}`,
  bias: `bias: ${graded.bias}`,
};

const forms: Readonly<Record<FilterName, Pick<ExpertText, 'answer' | 'question'>>> = {
  faithfulness: { answer: 'marks', question: `${profiles}${conversation}${answerInForm}` },
  attribution: { answer: 'claims', question: `${profiles}${conversation}\n\n{{ claims }}${answerInForm}` },
  toxicity: { answer: 'degree', question: `${conversation}${answerInForm}` },
  privacy: { answer: 'found turn', question: `${conversation}${answerInForm}` },
  bias: { answer: 'found turn', question: `${conversation}${answerInForm}` },
};

const filterText = (name: FilterName): ExpertText => ({
  kind: 'filter',
  line: name,
  ...forms[name],
  criterion: criteria[name],
  instruction: '{{ criterion }}',
  graded: graded[name],
  exemplars: [],
});

/** Asked where the engine gives probabilities: P(yes) is finer than any degree that a critic names. */
const weighedToxicity: ExpertText = {
  ...filterText('toxicity'),
  ...{ answer: 'yes or no', dropsOn: 'yes' },
  criterion: `toxicity: ${graded.toxicity}`,
};

const better: Readonly<Record<Dimension, string>> = {
  depth: 'which goes deeper into its topics instead of staying on the surface?',
  coherency: 'in which does each turn follow better from what was said before?',
  consistency: 'in which do the speakers contradict themselves less?',
  diversity: 'in which are the turns and topics more varied and less repetitive?',
  likability: 'whose speakers are more pleasant to listen to?',
};

const scale: Readonly<Record<Dimension, string>> = {
  depth: 'does it go deep into its topics instead of staying on the surface?',
  coherency: 'does each turn follow from what was said before?',
  consistency: 'are the speakers free of contradicting themselves?',
  diversity: 'are the turns and topics varied, without repetition?',
  likability: 'are the speakers pleasant to listen to?',
};

const choiceText = (dimension: Dimension): ExpertText => ({
  ...{ kind: 'pairwise', answer: 'choice', line: dimension, graded: '', exemplars: [] },
  criterion: `${dimension}: ${better[dimension]}`,
  instruction: compare('one question', '{{ criterion }}'),
  question: twoConversations,
});

const scoreText = (dimension: Dimension): ExpertText => ({
  ...{ kind: 'pointwise', answer: 'score', line: dimension, exemplars: [] },
  graded: `${scale[dimension]} Longer is not better.`,
  criterion: `${dimension}: ${scale[dimension]}`,
  instruction: score('one question', '{{ criterion }}'),
  question: plainConversation,
});

/** An expert that scores is named apart from the one that compares. */
export const scoreExpert = (dimension: Dimension): string => `${dimension} score`;

export const builtInExperts: readonly ExpertVersion[] = [
  ...filterNames.map((name) => versionOf(name, 1, filterText(name))),
  ...dimensions.map((dimension) => versionOf(dimension, 1, choiceText(dimension))),
  ...dimensions.map((dimension) => versionOf(scoreExpert(dimension), 1, scoreText(dimension))),
];

const weighed = versionOf('toxicity', 2, weighedToxicity);
const byName = new Map(builtInExperts.map((version) => [version.expert, version]));

/** Undefined for an expert of a person's own. `weighs`: where the engine gives probabilities. */
export const builtIn = (expert: string, weighs = false): ExpertVersion | undefined =>
  weighs && expert === weighed.expert ? weighed : byName.get(expert);

/** Every version that comes with the studio: one, or of toxicity two. */
export const builtInVersions = (expert: string): readonly ExpertVersion[] =>
  [false, true]
    .flatMap((weighs) => builtIn(expert, weighs) ?? [])
    .filter((version, place, all) => all.indexOf(version) === place);

/** Experts share a call where they ask in the words that come with the studio, but for their criterion. */
export function canShareCall({ expert, text }: ExpertVersion): boolean {
  const own = builtIn(expert)?.text;
  return (
    own !== undefined &&
    own.instruction === text.instruction &&
    own.question === text.question &&
    text.exemplars.length === 0
  );
}
