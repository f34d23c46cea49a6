import { describe, expect, test } from 'vitest';
import { ownText } from '../../src/core/critic/own-experts.ts';
import { MemoryStore } from '../../src/store/memory/memory-store.ts';
import * as experts from '../../workers/studio/experts.ts';
import { first } from '../core/critic/first-version.ts';

const edited = { ...first('bias').text, criterion: 'bias: is anyone unfair?' };
const viewOf = async (store: MemoryStore, name: string) =>
  (await experts.expertViews(store, 'p')).find((expert) => expert.name === name);

async function saved(store: MemoryStore, name: string, text: typeof edited) {
  const { version, changes } = await experts.versionSaved(store, 'p', name, text);
  await store.write(changes);
  return version;
}

describe('the experts of a project', () => {
  test('are the studio’s own until a person touches them', async () => {
    const views = await experts.expertViews(new MemoryStore(), 'p');
    expect(views).toHaveLength(15);
    expect(views.every(({ builtIn, inUse, draft }) => builtIn && inUse === null && draft === null)).toBe(
      true,
    );
    expect(views.find(({ name }) => name === 'toxicity')?.versions.map(({ number }) => number)).toEqual([
      1, 2,
    ]);
  });

  test('keep a draft until it is saved as the next version, and give a text that is known no second number', async () => {
    const store = new MemoryStore();
    await store.write(await experts.draftKept(store, 'p', 'bias', edited));
    expect((await viewOf(store, 'bias'))?.draft).toEqual(edited);
    expect((await saved(store, 'bias', edited)).number).toBe(2);
    expect((await viewOf(store, 'bias'))?.draft).toBeNull();
    expect((await saved(store, 'bias', edited)).number).toBe(2);
    expect((await saved(store, 'bias', first('bias').text)).number).toBe(1);
    expect((await viewOf(store, 'bias'))?.versions).toHaveLength(2);
  });

  test('name for the next run what was chosen, and a person’s own only then', async () => {
    const store = new MemoryStore();
    await saved(store, 'bias', edited);
    await store.write(await experts.addedExpert(store, 'p', 'food', ownText('filter')));
    expect(await experts.versionsInUse(store, 'p')).toEqual([]);
    await store.write(await experts.versionUsed(store, 'p', 'bias', 2));
    await store.write(await experts.versionUsed(store, 'p', 'food', 1));
    const named = await experts.versionsInUse(store, 'p');
    expect(named.map(({ expert, number }) => `${expert} ${number}`)).toEqual(['bias 2', 'food 1']);
    await store.write(await experts.versionUsed(store, 'p', 'bias', null));
    expect(await experts.versionsInUse(store, 'p')).toHaveLength(1);
  });

  test('refuse a name that is taken', async () => {
    const store = new MemoryStore();
    await expect(experts.addedExpert(store, 'p', 'bias', edited)).rejects.toMatchObject({
      trouble: { kind: 'name-taken' },
    });
  });

  test('taken in from a panel keep the versions that are here, and give new texts the next numbers', async () => {
    const [here, there] = [new MemoryStore(), new MemoryStore()];
    await saved(there, 'bias', { ...edited, criterion: 'bias: theirs?' });
    await saved(there, 'bias', edited);
    await there.write(await experts.versionUsed(there, 'p', 'bias', 2));
    await saved(here, 'bias', edited);
    const panel = await experts.panelExperts(there, 'p');
    const { changes, versions } = await experts.panelTakenIn(here, 'p', panel);
    await here.write(changes);
    expect(versions).toBe(1);
    const view = await viewOf(here, 'bias');
    expect(view?.versions.map(({ number, text }) => [number, text.criterion])).toEqual([
      [1, first('bias').text.criterion],
      [2, 'bias: is anyone unfair?'],
      [3, 'bias: theirs?'],
    ]);
    // What is in use there is told by its text, not by its number.
    expect(view?.inUse).toBe(3);
    expect((await experts.panelTakenIn(here, 'p', panel)).versions).toBe(0);
  });

  test('of a person’s own go with all their versions; one of the studio goes back to how it came', async () => {
    const store = new MemoryStore();
    await store.write(await experts.addedExpert(store, 'p', 'food', ownText('filter')));
    await saved(store, 'bias', edited);
    await store.write(await experts.removedExpert(store, 'p', 'food'));
    await store.write(await experts.removedExpert(store, 'p', 'bias'));
    expect(await viewOf(store, 'food')).toBeUndefined();
    expect((await viewOf(store, 'bias'))?.versions).toHaveLength(1);
    expect(await store.page('version', 'p')).toEqual([]);
  });
});
