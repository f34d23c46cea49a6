// Owns labelling in the store: a label and the way back from it are written in one transaction.
import type { Verdict } from '../../src/core/critic/verdict.ts';
import type { Change, Store } from '../../src/core/ports.ts';
import {
  changedJudgement,
  isEmpty,
  labelId,
  type JudgementChange,
  type Label,
} from '../../src/core/review/label.ts';
import {
  disagreementOn,
  queueOf,
  uncertaintyOn,
  type Queued,
  type QueueOrder,
} from '../../src/core/review/queue.ts';
import { newReview, remembering, type FormerLabel, type Review } from '../../src/core/review/review.ts';
import type { ReviewChoice, ReviewQueue } from '../studio-api/reviews.ts';
import { allOf, listOf } from './pages.ts';

const reviewOf = async (store: Store, setId: string, annotator: string): Promise<Review> =>
  (await store.read('review', setId, annotator)) ?? newReview(setId, annotator);

/** `ids`: all conversations of the set, in its order. */
export async function reviewQueue(
  store: Store,
  setId: string,
  annotator: string,
  ids: readonly string[],
): Promise<ReviewQueue> {
  const [review, all] = await Promise.all([reviewOf(store, setId, annotator), listOf(store, 'label', setId)]);
  const others = all.filter((label) => label.annotator !== annotator);
  const queued = await queuedOf(store, setId, review.order, ids, others);
  const { order, seed, blind, goOn } = review;
  return {
    choice: { order, seed, blind, goOn },
    ids: queueOf(queued, order, seed),
    labels: all.filter((label) => label.annotator === annotator),
    annotators: [...new Set(all.map((label) => label.annotator))].sort(),
    grounds: groundsOf(queued, order),
    undoable: review.undo.length,
  };
}

/** Only an order that goes by them needs what others said. */
async function queuedOf(
  store: Store,
  setId: string,
  order: QueueOrder,
  ids: readonly string[],
  others: readonly Label[],
): Promise<Queued[]> {
  const verdicts = new Map<string, Verdict[]>();
  const goesByOthers = order === 'disagreement' || order === 'uncertainty';
  if (goesByOthers)
    for await (const verdict of allOf(store, 'verdict', setId))
      if (verdict.about.length === 1) pushTo(verdicts, verdict.about[0], verdict);
  const labels = new Map<string, Label[]>();
  if (goesByOthers) for (const label of others) pushTo(labels, label.about, label);
  return ids.map((id) => ({ id, verdicts: verdicts.get(id) ?? [], labels: labels.get(id) ?? [] }));
}

function pushTo<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key) ?? [];
  list.push(item);
  lists.set(key, list);
}

function groundsOf(queued: readonly Queued[], order: QueueOrder): number {
  if (order === 'disagreement') return queued.filter((one) => disagreementOn(one) > 0).length;
  return order === 'uncertainty' ? queued.filter((one) => uncertaintyOn(one) > 0).length : queued.length;
}

export async function chooseReview(
  store: Store,
  setId: string,
  annotator: string,
  choice: ReviewChoice,
): Promise<void> {
  const { order, seed, blind, goOn } = choice;
  const review = await reviewOf(store, setId, annotator);
  await store.write([{ put: 'review', item: { ...review, order, seed, blind, goOn } }]);
}

export interface ChangeOfLabel {
  readonly setId: string;
  readonly annotator: string;
  readonly about: string;
  readonly change: JudgementChange;
  readonly seconds: number;
}

export async function putLabel(store: Store, asked: ChangeOfLabel, now: number): Promise<Label | null> {
  const { setId: owner, annotator, about, change, seconds } = asked;
  const id = labelId(about, annotator);
  const [review, before = null] = await Promise.all([
    reviewOf(store, owner, annotator),
    store.read('label', owner, id),
  ]);
  const judgement = changedJudgement(before ?? {}, change);
  const measured = { at: now, seconds: (before?.measured?.seconds ?? 0) + seconds };
  const label = isEmpty(judgement) ? null : { owner, id, about, annotator, ...judgement, measured };
  await store.write([
    changeTo(owner, id, label),
    { put: 'review', item: remembering(review, { about, label: before }) },
  ]);
  return label;
}

export async function undoLabel(store: Store, setId: string, annotator: string): Promise<FormerLabel | null> {
  const review = await reviewOf(store, setId, annotator);
  const former = review.undo.at(-1);
  if (!former) return null;
  await store.write([
    changeTo(setId, labelId(former.about, annotator), former.label),
    { put: 'review', item: { ...review, undo: review.undo.slice(0, -1) } },
  ]);
  return former;
}

const changeTo = (owner: string, id: string, label: Label | null): Change =>
  label ? { put: 'label', item: label } : { remove: 'label', owner, id };
