// Owns the calls about labels. Changes of labels wait for each other: each reads what it changes.
import type { ReviewCalls } from '../../studio-api/reviews.ts';
import { everything } from '../../../src/core/listing/query.ts';
import type { Desk } from '../desk.ts';

const settingId = 'annotator';

export function reviewCalls({ store, listings }: Desk): ReviewCalls {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const next = last.catch(() => undefined).then(act);
    last = next;
    return next;
  };
  const reviews = () => import('../reviews.ts');

  return {
    async annotator() {
      const setting = await store.read('setting', '', settingId);
      return typeof setting?.value === 'string' ? setting.value : null;
    },

    setAnnotator: (name) =>
      store.write([{ put: 'setting', item: { owner: '', id: settingId, value: name } }]),

    reviewQueue: (setId, annotator) =>
      inTurn(async () => {
        const ids = (await listings.of(setId)).ids(everything);
        return (await reviews()).reviewQueue(store, setId, annotator, await ids);
      }),

    chooseReview: (setId, annotator, choice) =>
      inTurn(async () => (await reviews()).chooseReview(store, setId, annotator, choice)),

    putLabel: (setId, annotator, about, change, seconds) =>
      inTurn(async () =>
        (await reviews()).putLabel(store, { setId, annotator, about, change, seconds }, Date.now()),
      ),

    undoLabel: (setId, annotator) => inTurn(async () => (await reviews()).undoLabel(store, setId, annotator)),
  };
}
