// Figures that were measured: kept with their sets for reports and dataset cards, and gone as soon as the set is another.
import { expect, test } from 'vitest';
import { plainWish } from '../../src/core/formats/export-wish.ts';
import type { Change, Store } from '../../src/core/ports.ts';
import type { ToldFigures } from '../../src/core/report/told-figures.ts';
import { folderHeads } from '../../workers/studio/dataset-folder.ts';
import { watchedStore } from '../../workers/studio/listing/watched-store.ts';
import { setId, taskOf, wildStore } from '../consumers/wild-set.ts';

const figures: ToldFigures = {
  columns: [
    { setId, name: 'wild' },
    { setId: 'other', name: 'human' },
  ],
  sections: [
    {
      title: 'Diversity',
      rows: [
        ['MTLD', '48.2 (n 20)', '57.2 (n 31)'],
        ['Vendi score', '', '12'],
      ],
    },
  ],
};
const kept: Change = { put: 'index', item: { owner: setId, id: 'figures', part: 'figures', figures } };
const isKept = async (store: Store) => (await store.read('index', setId, 'figures')) !== undefined;
const cardOf = async (store: Store) => {
  const [card] = await folderHeads(await taskOf(store, { ...plainWish, format: 'huggingface' }));
  return card?.text ?? '';
};

test('stand in the card of a dataset folder, those of its own set alone', async () => {
  const store = await wildStore();
  expect(await cardOf(store)).not.toContain('## Measured');
  await store.write([kept]);
  const card = await cardOf(store);
  expect(card).toContain('| MTLD | 48.2 (n 20) |');
  expect(card).not.toContain('57.2');
  expect(card).not.toContain('Vendi');
});

test('go with the first change of what they were taken from, and stay while people label', async () => {
  const store = watchedStore(await wildStore(), () => undefined);
  await store.write([kept]);
  const about = 'wild-r000001';
  const label = { owner: setId, id: `${about}~Ada`, about, annotator: 'Ada', decision: 'accept' } as const;
  await store.write([{ put: 'label', item: label }]);
  expect(await isKept(store)).toBe(true);
  await store.write([{ remove: 'conversation', owner: setId, id: about }]);
  expect(await isKept(store)).toBe(false);
});
