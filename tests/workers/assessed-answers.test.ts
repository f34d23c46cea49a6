// The answers of an assessment as the page gets them: a window at a time, and one in full.
import { beforeEach, describe, expect, it } from 'vitest';
import type { AssessedRow, Assessment } from '../../src/core/assess/assessment.ts';
import { versionsToAsk } from '../../src/core/assess/versions.ts';
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import type { Finding, Verdict } from '../../src/core/critic/verdict.ts';
import { MemoryStore } from '../../src/store/memory/memory-store.ts';
import { answerInFull, AnswerLists } from '../../workers/studio/assessed-answers.ts';

const count = 120;
const rowId = (place: number) => `s01-${String(place).padStart(4, '0')}`;
const rows = Array.from({ length: count }, (_, place): AssessedRow => ({
  ...{ id: rowId(place), set: place % 2, from: { setId: 'set', conversationId: `talk-${place}` } },
}));
const the: Assessment = {
  ...{ owner: 'p', id: 'm1-01', name: 'Assessment 1', createdAt: 1, state: 'running', rows },
  plan: {
    critic: { engine: 'double', model: 'double' },
    forms: ['g-eval', 'swapped-groups'],
    sets: [
      { setId: 'set-0', name: 'A' },
      { setId: 'set-1', name: 'B' },
    ],
    ...{ sample: count, seed: 7, versions: versionsToAsk([]) },
  },
};
const conversation = (place: number): Conversation => ({
  ...{ owner: the.id, id: rowId(place), raw: '', faults: [] },
  pair: {
    id: 'pair',
    profiles: [
      { id: 'one', attributes: [] },
      { id: 'two', attributes: [] },
    ],
  },
  turns: [{ speaker: 1, text: `Opening ${place}. ${'And on it goes. '.repeat(20)}` }],
  origin: { kind: 'written', note: 'for the tests', source: { name: 'tests', licence: 'CC0-1.0' } },
});
const verdict = (id: string, finding: Finding): Verdict => ({
  ...{ owner: the.id, id, expert: id, version: 1, finding, reason: '' },
  about: [id.split('~')[0] ?? ''],
});
const scored = (place: number): Verdict =>
  verdict(`${rowId(place)}~g-eval~coherence`, {
    kind: 'scores',
    scores: { coherence: 1 + (place % 5) },
  });
const decided = (which: string, decision: 'pass' | 'drop'): Verdict =>
  verdict(`${rowId(0)}~swapped-groups~bias~${which}`, { kind: 'filter', decision });

let store: MemoryStore;
beforeEach(async () => {
  store = new MemoryStore();
  await store.write(rows.map((_, place) => ({ put: 'conversation', item: conversation(place) })));
  await store.write(rows.map((_, place) => ({ put: 'verdict', item: scored(place) })));
});

describe('the list of answers', () => {
  it('comes a window at a time, with the order of all that are listed', async () => {
    const lists = new AnswerLists(store);
    const first = await lists.rows(the, {}, 0, 50);
    const rest = await lists.rows(the, {}, 50, 100);
    expect([...first.rows, ...rest.rows].map(({ id }) => id)).toEqual(first.ids);
    expect(first).toMatchObject({ all: count, total: count, unreadable: 0 });
    expect(first.rows[7]?.opening).toMatch(/^Opening 7\. And/);
    expect(first.rows[7]?.opening).toHaveLength(160);
  });

  it('holds what the filter leaves, and says how many answers each other choice would leave', async () => {
    const listed = await new AnswerLists(store).rows(the, { set: 1, said: '2' }, 0, 5);
    expect(listed).toMatchObject({ all: count, total: 12, offered: { sets: [12, 12] } });
    expect(listed.ids).toHaveLength(12);
    expect(listed.rows).toHaveLength(5);
    expect(listed.offered.said).toContainEqual(['5', 12]);
  });

  it('reads the store again only once something was answered', async () => {
    const lists = new AnswerLists(store);
    let pages = 0;
    const page = store.page.bind(store);
    store.page = (...given) => {
      pages += 1;
      return page(...given);
    };
    await lists.rows(the, {}, 0, 50);
    const once = pages;
    await lists.rows(the, { set: 1 }, 0, 50);
    expect(pages).toBe(once);
    await store.write([{ put: 'verdict', item: decided('as it is', 'pass') }]);
    expect(await lists.rows(the, {}, 0, 1)).toMatchObject({ all: count + 1 });
    expect(pages).toBe(2 * once);
  });
});

describe('an answer in full', () => {
  it('has its counterpart beside it, and flips where that says otherwise', async () => {
    const [before, after] = [decided('as it is', 'pass'), decided('gender', 'drop')];
    await store.write([{ put: 'verdict', item: after }]);
    const alone = await answerInFull(store, the, after.id);
    expect(alone).toMatchObject({ answer: { said: ['drop'] }, counterpart: null });
    await store.write([{ put: 'verdict', item: before }]);
    const both = await answerInFull(store, the, after.id);
    expect(both).toMatchObject({ answer: { said: ['drop', 'flips'] }, counterpart: { said: ['pass'] } });
    expect(both.about.map(({ isInSet }) => isInSet)).toEqual([false]);
  });

  it('that is gone breaks with what is gone', async () => {
    await expect(answerInFull(store, the, `${rowId(3)}~g-eval~fluency`)).rejects.toMatchObject({
      trouble: { kind: 'gone', what: 'answer' },
    });
  });
});
