// Owns the list of what the store keeps, and under whom: see `belonging`. `owner` is '' for projects and settings, the project's
// id for what belongs to a project, and the set's id (a run, an import) for conversations, verdicts and outcomes.
import type { Conversation } from './conversation/conversation.ts';
import type { Bench } from './bench/bench.ts';
import type { ExpertKind, ExpertText, ExpertVersion } from './critic/expert-version.ts';
import type { Verdict } from './critic/verdict.ts';
import type { ChoiceProbability } from './ports.ts';
import type { Assessment } from './assess/assessment.ts';
import type { Columns } from './listing/columns.ts';
import type { Building } from './persona/building/plan.ts';
import type { Expansion } from './persona/expansion/plan.ts';
import type { ExpansionStep, Question } from './persona/expansion/step.ts';
import type { Attribute, Pair, Profile } from './persona/profile.ts';
import type { ToldFigures } from './report/told-figures.ts';
import type { Label } from './review/label.ts';
import type { Review } from './review/review.ts';
import type { Draft } from './run/draft.ts';
import type { HumanTask, TaskAnswer } from './review/task/task.ts';
import type { Outcome } from './run/outcome.ts';
import type { Run } from './run/plan.ts';

interface Owned {
  readonly owner: string;
  readonly id: string;
}

export interface Project extends Owned {
  readonly name: string;
  readonly kind: 'own' | 'example';
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Set while a deletion can still be undone. */
  readonly deletedAt?: number;
}

/** A named list of conversations that was not made by a run here. */
export interface ImportedSet extends Owned {
  readonly name: string;
  readonly file: string;
  readonly importedAt: number;
  readonly conversationCount: number;
}

/**
 * What a critic answered to a call, so that the same call is never made again, by no run. `id` is the SHA-256 of the call:
 * messages as sent, model build, decoding with seed, grammar. `owner` is ''.
 */
export interface KnownAnswer extends Owned {
  readonly text: string;
  readonly ended: 'stop' | 'length';
  readonly promptTokens: number;
  readonly answerTokens: number;
  readonly choices?: readonly ChoiceProbability[];
}

/** What lists of a set are served from, so that its conversations need not be read. `owner` is the set's id. */
export type SetIndex = Owned &
  (
    | { readonly part: 'rows'; readonly columns: Columns }
    /** How many rows there are; the database would count them one by one. */
    | { readonly part: 'count'; readonly count: number }
    /** What a search looks through, in the order of the columns. */
    | { readonly part: 'texts'; readonly texts: readonly string[] }
    /** As they were measured last, beside which sets; no list needs them. */
    | { readonly part: 'figures'; readonly figures: ToldFigures }
  );

export interface Setting extends Owned {
  readonly value: unknown;
}

/** What a person did that can be taken back; `kind` says in which words it is listed. */
export interface Deed {
  readonly kind: (typeof deeds)[number];
  /** The name or the text of what it was done to, where it was one thing. */
  readonly name?: string;
  /** How many things it was done to. */
  readonly count: number;
}

export const deeds = [
  'rename-project',
  'delete-project',
  'put-attributes',
  'remove-attribute',
  'put-profile',
  'draw-pairs',
  'add-expert',
  'remove-expert',
  'save-version',
  'use-version',
  'take-in-panel',
  'remove-bench',
  'remove-assessment',
  'label-conversations',
  'remove-conversations',
  'edit-conversation',
  'rewrite-conversation',
  'remove-task',
] as const;

/**
 * A deed in the journal, newest last: ids count up. `owner` is the project's id, '' where projects themselves were changed.
 * Taken back, it stays listed until the next deed, so that it can be done again.
 */
export interface Undoable extends Owned {
  readonly deed: Deed;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly undone: boolean;
  /** How many `formers` it has, under ids that begin with its own; absent for one. */
  readonly parts?: number;
}

/** Every item that the deed of the same owner and id touched, as it was before; while that is undone, as it was after. */
export interface Formers extends Owned {
  readonly formers: readonly Former[];
}

/** An item at another time; null where there was none. */
export type Former = {
  readonly [K in Exclude<Kind, 'undoable' | 'formers'>]: {
    readonly kind: K;
    readonly owner: string;
    readonly id: string;
    readonly item: Items[K] | null;
  };
}[Exclude<Kind, 'undoable' | 'formers'>];

/** An expert of a project, once a person has touched it: those of the studio that stand as they came are not kept. */
export interface KeptExpert extends Owned {
  readonly kind: ExpertKind;
  readonly createdAt: number;
  /** What is being written; absent where nothing differs from the newest version. */
  readonly draft?: ExpertText;
  /** The number of the version that the next run asks; null: the studio's own, or of a person's own expert none. */
  readonly inUse: number | null;
}

/** A version that a person made; it never changes. `id` comes from `versionId`. */
export interface KeptVersion extends ExpertVersion, Owned {
  readonly createdAt: number;
}

export const versionId = (expert: string, number: number): string =>
  `${expert}~${String(number).padStart(5, '0')}`;

export interface Items {
  project: Project;
  attribute: Attribute & Owned;
  profile: Profile & Owned;
  pair: Pair & Owned;
  set: ImportedSet;
  run: Run;
  conversation: Conversation;
  draft: Draft;
  verdict: Verdict;
  outcome: Outcome;
  label: Label;
  review: Review;
  task: HumanTask;
  taskAnswer: TaskAnswer;
  answer: KnownAnswer;
  index: SetIndex;
  expert: KeptExpert;
  version: KeptVersion;
  bench: Bench;
  setting: Setting;
  undoable: Undoable;
  formers: Formers;
  expansion: Expansion;
  question: Question;
  expansionStep: ExpansionStep;
  building: Building;
  assessment: Assessment;
}
export type Kind = keyof Items;

/**
 * Whose each kind is, as its `owner` tells. studio: nobody's · project: goes into copies and project files · set: of a run, an
 * import, an expansion or a building of profiles, goes with it · journal: of a project, goes when that is deleted and into no copy · upkeep: of a set and made of
 * its items, goes when that is deleted and into no copy.
 */
export const belonging = {
  project: ['studio'],
  attribute: ['project', 'set'],
  profile: ['project'],
  pair: ['project', 'set'],
  set: ['project'],
  run: ['project'],
  conversation: ['set'],
  draft: ['set'],
  verdict: ['set'],
  outcome: ['set'],
  label: ['set'],
  review: ['set'],
  task: ['project'],
  taskAnswer: ['project'],
  answer: ['studio'],
  index: ['upkeep'],
  expert: ['project'],
  version: ['project'],
  bench: ['project'],
  setting: ['studio'],
  undoable: ['journal'],
  formers: ['journal'],
  expansion: ['project'],
  question: ['set'],
  expansionStep: ['set'],
  building: ['project'],
  assessment: ['project'],
} as const satisfies Readonly<Record<Kind, readonly ('studio' | 'project' | 'set' | 'journal' | 'upkeep')[]>>;

/** Those whose items own further ones: conversations, verdicts, labels. */
export const setKinds = [
  'set',
  'run',
  'expansion',
  'building',
  'bench',
  'assessment',
] as const satisfies readonly Kind[];
export type SetKind = (typeof setKinds)[number];
export const isSetKind = (kind: string): kind is SetKind => (setKinds as readonly string[]).includes(kind);

type Belonging = (typeof belonging)[Kind][number];

export const kinds = Object.keys(belonging) as readonly Kind[];
export const kindsBelongingTo = (owner: Belonging): readonly Kind[] =>
  kinds.filter((kind) => (belonging[kind] as readonly Belonging[]).includes(owner));
