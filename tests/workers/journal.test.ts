// Taking back: every item of a deed as it was, across reopening, for the last fifty deeds of each project.
import { describe, expect, it } from 'vitest';
import type { Attribute } from '../../src/core/persona/profile.ts';
import type { Change, Store } from '../../src/core/ports.ts';
import { MemoryStore } from '../../src/store/memory/memory-store.ts';
import { Journal, mostDeeds } from '../../workers/studio/journal.ts';
import { createProject, listProjects, purgeDeleted } from '../../workers/studio/projects.ts';

const source = { name: 'test', licence: 'CC0-1.0' };
const attribute = (id: string, text: string): Attribute => ({ id, text, source });
const put = (id: string, text: string, owner = 'p'): Change => ({
  put: 'attribute',
  item: { ...attribute(id, text), owner },
});
const remove = (id: string): Change => ({ remove: 'attribute', owner: 'p', id });
const deed = { kind: 'put-attributes', count: 1 } as const;
const texts = async (store: Store) =>
  (await store.page('attribute', 'p')).map(({ id, text }) => `${id}: ${text}`);

async function opened(): Promise<{ store: Store; journal: Journal }> {
  const store = new MemoryStore();
  await store.write([put('a', 'I swim.'), put('b', 'I sing.')]);
  return { store, journal: new Journal(store) };
}

describe('the journal of what can be taken back', () => {
  it('brings back what was changed, added and removed in one deed, and does it again', async () => {
    const { store, journal } = await opened();
    const before = await texts(store);
    await journal.write('p', deed, [put('a', 'I run.'), put('c', 'I dig.'), remove('b')]);
    const after = await texts(store);
    expect(after).toEqual(['a: I run.', 'c: I dig.']);
    expect(await journal.undo('p')).toEqual({ deed, kinds: ['attribute'] });
    expect(await texts(store)).toEqual(before);
    await journal.redo('p');
    expect(await texts(store)).toEqual(after);
  });

  it('takes back one deed after the other, newest first, also when it was opened anew', async () => {
    const { store, journal } = await opened();
    for (const text of ['one', 'two', 'three']) await journal.write('p', deed, [put('a', text)]);
    const reopened = new Journal(store);
    const seen: string[] = [];
    while (await reopened.undo('p')) seen.push((await texts(store))[0] ?? '');
    expect(seen).toEqual(['a: two', 'a: one', 'a: I swim.']);
  });

  it('takes back the one deed that is named and leaves what came after it', async () => {
    const { store, journal } = await opened();
    const id = await journal.write('p', deed, [remove('a')]);
    await journal.write('p', deed, [put('b', 'I hum.')]);
    await journal.undo('p', id);
    expect(await texts(store)).toEqual(['a: I swim.', 'b: I hum.']);
  });

  it('forgets what was taken back once something else is done', async () => {
    const { store, journal } = await opened();
    await journal.write('p', deed, [put('a', 'one')]);
    await journal.undo('p');
    await journal.write('p', deed, [put('b', 'two')]);
    expect(await journal.redo('p')).toBeNull();
    expect(await texts(store)).toEqual(['a: I swim.', 'b: two']);
    expect(await store.count('formers', 'p')).toBe(1);
  });

  it('keeps the last fifty deeds of a project, and other projects’ beside them', async () => {
    const { store, journal } = await opened();
    await journal.write('q', deed, [put('x', 'theirs', 'q')]);
    for (let number = 0; number < mostDeeds + 7; number += 1)
      await journal.write('p', deed, [put('a', `text ${number}`)]);
    expect(await journal.list('p')).toHaveLength(mostDeeds);
    expect(await store.count('formers', 'p')).toBe(mostDeeds);
    expect(await journal.list('q')).toHaveLength(1);
    let undone = 0;
    while (await journal.undo('p')) undone += 1;
    expect(undone).toBe(mostDeeds);
    expect(await texts(store)).toContain('a: text 6');
  });

  it('takes each of two deeds that were asked for at once by itself', async () => {
    const { store, journal } = await opened();
    await Promise.all([
      journal.write('p', deed, [put('a', 'one')]),
      journal.write('p', deed, [put('a', 'two')]),
    ]);
    await journal.undo('p');
    expect(await texts(store)).toContain('a: one');
    await journal.undo('p');
    expect(await texts(store)).toContain('a: I swim.');
  });
});

describe('a deleted project', () => {
  it('comes back whole after reopening, and goes for good once its deletion is forgotten', async () => {
    const { store, journal } = await opened();
    const project = await createProject(store, 'Mine', 'own');
    await store.write([put('a', 'I swim.', project.id)]);
    const deleted = { put: 'project', item: { ...project, deletedAt: 1 } } as const;
    await journal.write('', { kind: 'delete-project', count: 1 }, [deleted]);
    await purgeDeleted(store);
    expect(await listProjects(store)).toEqual([]);
    await new Journal(store).undo('');
    expect(await listProjects(store)).toMatchObject([{ name: 'Mine', attributeCount: 1 }]);

    await journal.redo('');
    await journal.forget('');
    await purgeDeleted(store);
    expect(await store.count('attribute', project.id)).toBe(0);
    expect(await store.count('project', '')).toBe(0);
  });
});
