// The list of a set through everything that changes it, against a list that is made anew each time.
import { expect, test } from 'vitest';
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import { everything } from '../../src/core/listing/query.ts';
import type { Change, Store } from '../../src/core/ports.ts';
import { labelId } from '../../src/core/review/label.ts';
import { MemoryStore } from '../../src/store/memory/memory-store.ts';
import { labelChanges, removalChanges } from '../../workers/studio/bulk.ts';
import { Journal } from '../../workers/studio/journal.ts';
import { Listings } from '../../workers/studio/listing/listings.ts';
import { watchedStore } from '../../workers/studio/listing/watched-store.ts';

const source = { name: 'file.csv', licence: 'not stated' };
const profile = (id: string) => ({ id, attributes: [{ id, text: 'I keep bees.', source }] });
const conversation = (number: number, text = `Turn ${number}`): Conversation => {
  const id = `file-r${String(number).padStart(6, '0')}`;
  return {
    owner: 'set',
    id,
    pair: { id, profiles: [profile('1'), profile('2')] },
    turns: [{ speaker: 1, text }],
    faults: number % 3 === 0 ? [{ kind: 'cut-off', text }] : [],
    raw: `User 1: ${text}`,
    origin: { kind: 'imported', file: 'file.csv', row: number, source },
  };
};
const put = (item: Conversation): Change => ({ put: 'conversation', item });

async function opened(count: number) {
  const plain: Store = new MemoryStore();
  const set = { owner: 'p', id: 'set', name: 'Set', file: 'file.csv', importedAt: 1, conversationCount: 0 };
  const project = { owner: '', id: 'p', name: 'P', kind: 'own', createdAt: 1 } as const;
  await plain.write([
    { put: 'project', item: project },
    { put: 'set', item: set },
  ]);
  await plain.write(Array.from({ length: count }, (_, at) => put(conversation(at + 1))));
  const store = watchedStore(plain, (owner, changes) => listings.hear(owner, changes));
  const listings: Listings = new Listings(store);
  const rows = async (from = listings, query: Partial<typeof everything> = {}) =>
    (await (await from.of('set')).rows({ ...everything, ...query }, 0, 5000)).rows;
  /** As somebody sees it who comes later. */
  const anew = async () => rows(new Listings(plain));
  return { plain, store, listings, rows, anew };
}

test('keeps an index that the next one opens instead of the conversations', async () => {
  const { plain, rows, anew } = await opened(30);
  const before = await rows();
  expect(before).toHaveLength(30);
  expect(await plain.read('index', 'set', 'rows')).toBeDefined();
  const read: string[] = [];
  const watching = new Proxy(plain, {
    get: (target, name) => {
      const member = Reflect.get(target, name) as (...given: unknown[]) => unknown;
      return (...given: unknown[]) => {
        // One look behind the last, whether there is more than the index knows of.
        const isLook = name === 'page' && (given[2] as { limit?: number } | undefined)?.limit === 1;
        if (name !== 'count' && !isLook) read.push(String(given[0]));
        return member.apply(target, given);
      };
    },
  });
  const again = await (await new Listings(watching).of('set')).rows(everything, 0, 100);
  expect(again.rows).toEqual(before);
  expect(read).not.toContain('conversation');
  expect(await anew()).toEqual(before);
});

test('follows conversations, labels and verdicts that come and go', async () => {
  const { store, rows, anew } = await opened(10);
  await rows();
  const steps: Change[][] = [
    [put(conversation(11)), put(conversation(12, 'Bees on the roof'))],
    [put(conversation(3, 'Written anew'))],
    [{ remove: 'conversation', owner: 'set', id: conversation(5).id }],
    [label(2, 'ann', 'accept')],
    [label(2, 'bob', 'reject'), label(4, 'bob', 'reject')],
    [{ remove: 'label', owner: 'set', id: labelId(conversation(2).id, 'ann') }],
    [verdict(6)],
  ];
  for (const step of steps) {
    await store.write(step);
    expect(await rows()).toEqual(
      (await anew()).map((row) => ({ ...row, pairNumber: expect.anything() as number })),
    );
  }
  expect((await rows(undefined, { search: 'bees' })).map(({ opening }) => opening)).toEqual([
    'Bees on the roof',
  ]);
  expect(await rows(undefined, { verdict: 'toxicity: drop' })).toHaveLength(1);
  expect((await rows(undefined, { label: 'reject' })).map(({ id }) => id)).toEqual([
    conversation(2).id,
    conversation(4).id,
  ]);
});

function label(number: number, annotator: string, decision: 'accept' | 'reject'): Change {
  const about = conversation(number).id;
  return {
    put: 'label',
    item: { owner: 'set', id: labelId(about, annotator), about, annotator, decision },
  };
}
function verdict(number: number): Change {
  const { id } = conversation(number);
  const finding = { kind: 'filter', decision: 'drop' } as const;
  const item = { owner: 'set', id: `${id}~toxicity`, expert: 'toxicity', version: 1, about: [id] as const };
  return { put: 'verdict', item: { ...item, finding, reason: 'Rude.' } };
}

test('labels and deletes thousands in one deed each, and takes each back whole', async () => {
  const { store, rows, anew } = await opened(2500);
  const journal = new Journal(store);
  const before = await rows();
  const ids = before.map(({ id }) => id);
  const labelled = await journal.write(
    'p',
    { kind: 'label-conversations', count: ids.length },
    await labelChanges(store, 'set', ids, 'accept'),
  );
  expect((await rows()).every((row) => row.label === 'accept')).toBe(true);
  const removed = await journal.write(
    'p',
    { kind: 'remove-conversations', count: 2000 },
    await removalChanges(store, 'set', ids.slice(0, 2000)),
  );
  expect(await rows()).toHaveLength(500);
  expect(await store.count('label', 'set')).toBe(500);
  await journal.undo('p', removed);
  expect((await rows()).every((row) => row.label === 'accept')).toBe(true);
  await journal.undo('p', labelled);
  expect(await rows()).toEqual(before);
  expect(await anew()).toEqual(before);
});

test('is not fooled by an index that is older than its set', async () => {
  const { plain, rows, anew } = await opened(4);
  await rows();
  const stale = await plain.read('index', 'set', 'rows');
  await plain.write([put(conversation(5))]);
  expect(stale).toBeDefined();
  expect(await anew()).toHaveLength(5);
});
