// Owns the words for judgements: experts, decisions, marks, the dimensions of a comparison.
import { marks, type Dimension, type Finding, type Mark } from '../../../core/critic/verdict.ts';
import { counted, share } from './amounts.ts';
import { faultWords, isFaultKind } from './faults.ts';

const expertNames: Readonly<Record<string, string>> = {
  faithfulness: 'Faithfulness',
  quality: 'Quality',
  'quality scores': 'Quality scores',
  filters: 'The filters',
  attribution: 'Attribution',
  toxicity: 'Toxicity',
  privacy: 'Privacy',
  bias: 'Bias',
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** An expert this version does not know keeps its id. */
export const expertName = (expert: string): string => expertNames[expert] ?? capital(expert);

/** What dropped a candidate: an expert, or a rule by the kind of fault. */
export const droppedByName = (what: string): string =>
  isFaultKind(what) ? faultWords[what].name : expertName(what);

export const droppedByWhom = (what: string): string => (isFaultKind(what) ? 'rule' : 'expert');

/** Reasons come from core as “rules: placeholder”; the kind is shown by its name. */
export function reasonText(reason: string): string {
  const [who, ...what] = reason.split(': ');
  const rest = what.join(': ');
  if (who === 'rules' && isFaultKind(rest)) return `Rule: ${faultWords[rest].name.toLowerCase()}`;
  return capital(reason);
}

export const decisionWords = {
  pass: 'Pass',
  drop: 'Drop',
  tie: 'Tie',
  unreadable: 'Unreadable',
  preferred: 'Preferred',
  'not preferred': 'Not preferred',
  scored: 'Scored',
  'not applicable': 'Not applicable',
  waiting: 'One order asked',
} as const;
export type Decision = keyof typeof decisionWords;

/** A verdict on one conversation in a line. A reason that was given for several experts together says nothing of one. */
export function lineOnOne(finding: Finding, reason: string, together: boolean): string {
  if (finding.kind === 'not applicable') return 'There is no profile to look at.';
  if (finding.kind === 'scores') return `${capital(scoresLine(finding.scores))}. ${reason}`.trimEnd();
  if (together) return whatWasFound(finding);
  const much = finding.kind === 'filter' ? howMuch(finding) : undefined;
  return much === undefined ? reason : `${share(much)}. ${reason}`.trimEnd();
}

/** How much of it there is, 0 … 1: as likely as the critic holds it, or the degree that it named. */
const howMuch = ({ probability, degree }: Finding & { kind: 'filter' }): number | undefined =>
  probability ?? degree;

export const scoresLine = (scores: Readonly<Record<string, number>>): string =>
  Object.entries(scores)
    .map(([name, score]) => `${name} ${rounded(score)}`)
    .join(', ');

const rounded = (score: number): string => String(Math.round(10 * score) / 10);

/** How many attributes have each mark. */
export function marksLine(found: readonly { readonly mark: Mark }[]): string {
  const having = (mark: Mark) => found.filter((one) => one.mark === mark).length;
  return marks.map((mark) => `${having(mark)} ${markWords[mark]}`).join(', ');
}

function whatWasFound(finding: Finding): string {
  if (finding.kind === 'faithfulness') return marksLine(finding.marks);
  if (finding.kind !== 'filter') return '';
  const much = howMuch(finding);
  if (much !== undefined) return share(much);
  const turns = finding.turns ?? [];
  if (turns.length > 0) return `Found in ${dialogue.shownInTurns(turns)}`;
  return finding.decision === 'drop' ? 'Found' : 'Nothing found';
}

/** `not judged`: no expert has marked this attribute. */
export const markWords: Readonly<Record<Mark | 'not judged', string>> = {
  supported: 'supported',
  'not mentioned': 'not mentioned',
  contradicted: 'contradicted',
  'not judged': 'not judged',
};

export const dimensionWords: Readonly<Record<Dimension, string>> = {
  depth: 'Depth',
  coherency: 'Coherency',
  consistency: 'Consistency',
  diversity: 'Diversity',
  likability: 'Likability',
};

export const verdicts = {
  title: 'Verdicts',
  none: 'No expert has judged this conversation. The rules have read it; what they saw is marked in the turns.',
  by: (model: string) => `Said by ${model}`,
  byRule: 'Said by no model',
  version: (version: number) => `version ${version} of the expert`,
  unreadableBefore: (count: number) => `asked again after ${counted(count, 'unreadable answer')}`,
  answerAsGiven: 'The answer as given',
  noReason: 'No reason was given.',
  together: 'Asked together, with one reason for all: ',
  comparison: {
    thisOne: 'This one',
    other: 'The other',
    anotherOne: 'another',
    tie: 'Tie',
    unread: 'Unreadable',
    notYet: 'Not yet asked',
    dimension: 'Dimension',
    shownFirst: 'Shown first',
    shownSecond: 'Shown second',
    counts: 'Counts as',
    rule: 'Each comparison is asked in both orders. Only a choice that survives the swap counts; else that expert ties.',
    against: (experts: readonly string[], other: string) =>
      `${experts.length === 1 ? experts[0] : 'Quality'} against ${other}`,
    line: (preferred: number, against: number, ties: number) =>
      `${preferred} for this one, ${against} for the other, ${counted(ties, 'tie')}`,
    oneOrder: 'Asked in one order. Where the plan asks both, only a choice that survives the swap counts.',
    inOneOrder: (counts: string) => `In one order: ${counts}`,
    reasonOf: (expert: string | null, shownFirst: boolean) =>
      `${expert === null ? '' : `${expert}, `}${shownFirst ? 'shown first' : 'shown second'}: `,
    open: 'Open the other conversation',
  },
};

export const dialogue = {
  speaker: (speaker: 1 | 2) => `User ${speaker}`,
  profileOf: (speaker: 1 | 2) => `Profile of User ${speaker}`,
  noAttributes: 'This profile is empty.',
  turns: 'Turns',
  turn: (index: number) => `Turn ${index + 1}`,
  shownInTurns: (turns: readonly number[]) =>
    turns.length === 1 ? `turn ${(turns[0] ?? 0) + 1}` : `turns ${turns.map((turn) => turn + 1).join(', ')}`,
  goToTurns: (turns: readonly number[], attribute: string) =>
    `Show turn ${turns.map((turn) => turn + 1).join(', ')}, the evidence for: ${attribute}`,
  evidenceFor: (mark: Mark, label: string) => `${label} ${mark}`,
  goToAttribute: (mark: Mark, attribute: string) =>
    `This turn is evidence that this is ${mark}: ${attribute}`,
  noTurns: 'No turns could be read from this text.',
  nothingYet: 'The first words are on their way.',
  writing: 'Being written',
};

export const matrix = {
  title: 'Attributes by turn',
  attribute: 'Attribute',
  mark: 'Mark',
  shows: (mark: Mark | 'not judged', turn: number) => `${markWords[mark]} in turn ${turn + 1}`,
};
