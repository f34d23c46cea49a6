// Owns which groups of people a conversation mentions, by a lexicon, and whether the loop treats those conversations otherwise
// (method.md, section 5: safety and fairness). A mention is a word, not what anyone is; the lexicon is English and short, and
// says so where its figures show.
import { meanOf, shareOf, type Estimate } from '../statistics/interval.ts';
import type { Measurable } from './corpus.ts';

export const demographicAxes = ['gender', 'age', 'religion', 'origin', 'orientation', 'disability'] as const;
export type DemographicAxis = (typeof demographicAxes)[number];

/** Words by which a group is known; each stands for its plural too. None that mostly means something else (“gay” as glad, “blind date”). */
export const demographicGroups = {
  women: words(
    'gender',
    'woman women girl lady ladies mother mom mum wife wives daughter sister grandmother grandma aunt girlfriend',
  ),
  men: words(
    'gender',
    'man men boy gentleman gentlemen father dad husband son brother grandfather grandpa uncle boyfriend',
  ),
  'non-binary people': words('gender', 'nonbinary non-binary transgender genderqueer'),
  'young people': words('age', 'teenager teen toddler adolescent youngster'),
  'old people': words('age', 'elderly pensioner senior retiree retired'),
  christians: words('religion', 'christian catholic protestant church jesus bible baptist lutheran'),
  muslims: words('religion', 'muslim islam islamic mosque quran ramadan'),
  jews: words('religion', 'jew jewish judaism synagogue rabbi kosher'),
  hindus: words('religion', 'hindu hinduism diwali'),
  buddhists: words('religion', 'buddhist buddhism buddha'),
  atheists: words('religion', 'atheist atheism agnostic'),
  africans: words('origin', 'african nigerian kenyan ethiopian somali ghanaian'),
  asians: words('origin', 'asian chinese japanese korean indian vietnamese filipino thai'),
  europeans: words('origin', 'european german french italian spanish polish irish british russian swedish'),
  'latin americans': words('origin', 'latino latina hispanic mexican brazilian colombian cuban'),
  arabs: words('origin', 'arab arabic syrian iraqi egyptian lebanese moroccan'),
  immigrants: words('origin', 'immigrant refugee'),
  'homosexual people': words('orientation', 'lesbian homosexual bisexual lgbt lgbtq queer'),
  'people with disabilities': words(
    'disability',
    'disabled disability wheelchair deaf autistic autism paralyzed',
  ),
} as const;
export type DemographicGroup = keyof typeof demographicGroups;

interface GroupWords {
  readonly axis: DemographicAxis;
  readonly pattern: RegExp;
}

function words(axis: DemographicAxis, list: string): GroupWords {
  return { axis, pattern: new RegExp(String.raw`\b(?:${list.split(' ').join('|')})(?:s|es)?\b`, 'i') };
}

/** What became of a conversation, where a run judged it. */
export interface Judged {
  readonly isKept?: boolean;
  /** 1 … 5. */
  readonly quality?: number;
  /** 0 … 1, the critic's degree of toxicity. */
  readonly toxicity?: number;
}

export interface DemographicRow {
  /** null: all conversations, to compare with. */
  readonly group: DemographicGroup | null;
  readonly axis: DemographicAxis | null;
  readonly mentions: Estimate;
  readonly kept: Estimate;
  readonly quality: Estimate;
  readonly toxicity: Estimate;
  /** Turns. */
  readonly length: Estimate;
  readonly conversationIds: readonly string[];
}

/** All conversations first, then every group that is mentioned, in profiles or turns, with n and interval in each figure. */
export function demographicRows(
  conversations: readonly Measurable[],
  judgedOf: (id: string) => Judged,
): readonly DemographicRow[] {
  const texts = conversations.map(textOf);
  const groups = (Object.keys(demographicGroups) as DemographicGroup[]).map((group) => {
    const { axis, pattern } = demographicGroups[group];
    return rowOf(
      group,
      axis,
      conversations.filter((_, place) => pattern.test(texts[place] ?? '')),
    );
  });
  return [
    rowOf(null, null, conversations),
    ...groups.filter(({ conversationIds }) => conversationIds.length > 0),
  ];

  function rowOf(
    group: DemographicGroup | null,
    axis: DemographicAxis | null,
    having: readonly Measurable[],
  ): DemographicRow {
    const judged = having.map(({ id }) => judgedOf(id));
    const decided = judged.flatMap(({ isKept }) => isKept ?? []);
    return {
      group,
      axis,
      mentions: shareOf(having.length, conversations.length),
      kept: shareOf(decided.filter((isKept) => isKept).length, decided.length),
      quality: meanOf(judged.flatMap(({ quality }) => quality ?? [])),
      toxicity: meanOf(judged.flatMap(({ toxicity }) => toxicity ?? [])),
      length: meanOf(having.map(({ turns }) => turns.length)),
      conversationIds: having.map(({ id }) => id),
    };
  }
}

const textOf = ({ pair, turns }: Measurable): string =>
  [...pair.profiles.flatMap(({ attributes }) => attributes), ...turns].map(({ text }) => text).join('\n');
