// Owns the words of the screen where experts are written and tried.
import type { ExpertKind, AnswerForm } from '../../../core/critic/expert-version.ts';
import type { TemplateProblem } from '../../../core/critic/template-problem.ts';
import type { TextPart } from '../../../core/critic/text-check.ts';
import type { Choices } from '../../../core/critic/verdict.ts';
import { count, counted, dateAndTime, seconds } from './amounts.ts';

const nearest = (name: string, known: readonly string[]): string | undefined =>
  known.find((other) => other.startsWith(name.slice(0, 3)) || name.startsWith(other.slice(0, 4)));

function whatIsWrong({ what }: TemplateProblem): string {
  switch (what.kind) {
    case 'unclosed tag':
      return `“${what.name}” is never closed.`;
    case 'unclosed block':
      return `“${what.name}” has no “end${what.name}”.`;
    case 'stray end':
      return `“${what.name}” ends nothing that is open here.`;
    case 'unknown statement':
      return `There is no “${what.name}” here; use for, if or set.`;
    case 'unknown name': {
      const meant = nearest(what.name, what.known);
      const hint = meant ? `Did you mean “${meant}”?` : `There is: ${what.known.join(', ')}.`;
      return `Nothing here is called “${what.name}”. ${hint}`;
    }
    case 'too deep':
      return 'Loops can stand three deep at most.';
    case 'too long':
      return 'A template can have 20,000 characters at most.';
    case 'too large a number':
      return 'Numbers can have five digits at most.';
    case 'syntax':
      return `This can’t be read: ${what.detail}`;
  }
}

export const criticsWords = {
  title: 'Critics',
  context: 'Change what an expert asks, and see at once what that changes.',
  sections: { expert: 'Experts', bench: 'Bench' },
  loading: 'Reading the experts…',
  list: 'Experts',
  kinds: {
    filter: 'Filters',
    pairwise: 'Comparisons',
    pointwise: 'Scores, 1 to 5',
  } satisfies Record<ExpertKind, string>,
  edited: 'draft',
  inUse: (number: number) => `v${number} in use`,
  parts: {
    criterion: 'Criterion',
    instruction: 'Instruction',
    question: 'Question',
    graded: 'Graded question',
  } satisfies Record<TextPart, string>,
  partHints: {
    criterion: 'what is looked for; the same asked alone and together with others',
    instruction: 'the system message',
    question: 'the user message',
    graded: 'for the graded form, as one question; yes is what drops',
  } satisfies Record<TextPart, string>,
  forms: {
    marks: 'Answers with a mark for each attribute',
    claims: 'Answers yes or no for each suspected claim',
    degree: 'Answers with a degree, 0 to 100',
    'found turn': 'Answers with the turn that shows it, or none',
    'yes or no': 'Answers yes or no',
    score: 'Answers with a score, 1 to 5',
    choice: 'Answers with A or B',
  } satisfies Record<AnswerForm, string>,
  dropsOn: 'Drops on',
  dropAnswers: { yes: 'yes', no: 'no' },
  frame: 'Instruction and question',
  frameHint: 'Changed, the expert is asked in a call of its own.',
  variables: 'Variables',
  variableHints: {
    criterion: 'the criterion above, filled in',
    answer_form: 'the form in which to answer, by the kind of answer',
    conversation: 'the turns, numbered: [1] User 1: …',
    plain_conversation: 'the turns without numbers',
    turns: 'the turns as a list: turn.number, turn.speaker, turn.text',
    profiles: 'both profiles, their sentences labelled 1a, 1b … 2a …',
    speakers: 'both speakers as a list: number, attributes (label, text), turns',
    claims: 'the suspected claims that the rule found, numbered',
    exemplars: 'the examples below as a list: profiles, conversation, answer',
    first_conversation: 'conversation A',
    second_conversation: 'conversation B',
    first_turns: 'the turns of conversation A as a list',
    second_turns: 'the turns of conversation B as a list',
  } as Readonly<Record<string, string>>,
  templateProblem: (problem: TemplateProblem): string =>
    `Line ${problem.line}, column ${problem.column}: ${whatIsWrong(problem)}`,
  filled: 'As the critic reads it',
  system: 'System',
  user: 'User',
  tokens: (tokens: number, exact: boolean) =>
    exact ? counted(tokens, 'token') : `about ${counted(tokens, 'token')}`,
  cannotFill: 'Mend the template to see it filled in.',
  conversationAt: (at: number, all: number) => `Conversation ${count(at)} of ${count(all)}`,
  previous: 'Previous conversation',
  next: 'Next conversation',
  noSets: 'There are no conversations yet',
  noSetsText: 'An expert is tried on conversations. Import some, or start a run.',
  toConversations: 'Go to conversations',
  model: 'Critic',
  tryIt: 'Try it',
  stop: 'Stop',
  tryKeys: 'Ctrl ↵',
  graded: 'Graded: by the odds of the answers, no reason',
  trying: 'Being asked…',
  loadingModel: 'The model is being loaded…',
  thisText: 'This text',
  versionName: (number: number) => `Version ${number}`,
  compareWith: 'Beside it',
  nothing: 'nothing',
  notTried: 'Try it to see what the critic answers.',
  noReason: 'The graded form gives no reason.',
  probability: (share: number) => `P(drop) ${share.toFixed(2)}`,
  degree: (share: number) => `degree ${share.toFixed(2)}`,
  /** The prompt calls the two conversations A and B. */
  choices: (choices: Choices) =>
    Object.entries(choices)
      .map(([dimension, choice]) => `${dimension} ${{ first: 'A', second: 'B', tie: 'tie' }[choice]}`)
      .join(', '),
  cost: (took: number, tokens: number, known: boolean) =>
    known ? 'known from before' : `${seconds(took)}, ${counted(tokens, 'token')}`,
  changed: 'The verdict changes.',
  unchanged: 'The verdict stays.',
  versions: 'Versions',
  ofStudio: 'comes with the studio',
  madeAt: dateAndTime,
  save: (number: number) => `Save as version ${number}`,
  saved: 'No change to save',
  discard: 'Discard the draft',
  use: 'Use in the next run',
  usedIn: 'In the next run',
  useStudios: 'Use the studio’s own',
  notUsed: 'Leave it out of the next run',
  restore: 'Restore',
  restoreHint: 'Puts its text into the editor.',
  diff: 'Compare',
  diffTitle: (name: string, one: number, other: string) => `${name}: version ${one} and ${other}`,
  theEditor: 'the editor',
  hash: (hash: string) => `hash ${hash}`,
  add: 'New expert',
  fork: 'Fork',
  addTitle: 'A new expert',
  addText: 'It is tried, put on the bench and used in runs like those of the studio.',
  forkTitle: (name: string) => `A fork of ${name}`,
  name: 'Name',
  nameProblem: 'Up to 60 characters, without ~ and /.',
  nameTaken: 'There is one of this name.',
  kind: 'Kind',
  kindOptions: {
    filter: 'Filter: yes or no, can drop',
    pointwise: 'Score: 1 to 5',
    pairwise: 'Comparison: A or B',
  } satisfies Record<ExpertKind, string>,
  create: 'Add it',
  cancel: 'Cancel',
  remove: 'Delete',
  removed: (name: string) => `${name} was deleted.`,
  exportPanel: 'Export the panel',
  importPanel: 'Import a panel',
  importedPanel: (experts: number, versions: number) =>
    `Took in ${counted(experts, 'expert')} with ${counted(versions, 'new version')}.`,
  more: 'More',
  exemplars: 'Examples',
  exemplarsHint:
    'Shown to the critic before the conversation that it judges, where the question names “exemplars”.',
  addExemplar: 'Add the conversation in view',
  exemplarAnswer: (at: number) => `Answer of example ${at}`,
  removeExemplar: (at: number) => `Remove example ${at}`,
  exemplarsUnused: 'The question does not show them: it has no “exemplars”.',
};
