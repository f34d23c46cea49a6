// One tab writes to a project at a time. Two sets of claims in one page stand for two tabs: Web Locks know no difference.
import { afterEach, describe, expect, it } from 'vitest';
import type { Change } from '../../src/core/ports.ts';
import { MemoryStore } from '../../src/store/memory/memory-store.ts';
import { Claims } from '../../workers/studio/writer/claims.ts';
import { guardedStore } from '../../workers/studio/writer/guarded-store.ts';

const projectId = () => `project ${crypto.randomUUID()}`;
let opened: { tab: Tab; id: string }[] = [];
afterEach(() => {
  for (const { tab, id } of opened) tab.claims.release(id);
  opened = [];
});

class Tab {
  readonly lost: string[] = [];
  readonly inherited: string[] = [];
  readonly claims = new Claims({
    changed: () => undefined,
    inherited: (id) => this.inherited.push(id),
    lost: (id) => this.lost.push(id),
  });
  async open(id: string): Promise<boolean> {
    opened.push({ tab: this, id });
    await this.claims.open(id);
    return this.claims.holds(id);
  }
}

describe('the right to write to a project', () => {
  it('is the first tab’s, and every tab has it for a project of its own', async () => {
    const [one, other] = [new Tab(), new Tab()];
    const [shared, own] = [projectId(), projectId()];
    expect(await one.open(shared)).toBe(true);
    expect(await other.claims.claim(shared)).toBe(false);
    expect(await other.open(own)).toBe(true);
    expect(one.claims.holds(shared)).toBe(true);
  });

  it('goes over when the tab that has it lets go', async () => {
    const [one, other] = [new Tab(), new Tab()];
    const id = projectId();
    await one.open(id);
    const taking = other.claims.take(id, 5000);
    one.claims.release(id);
    expect(await taking).toBe(false);
    opened.push({ tab: other, id });
    expect(other.claims.holds(id)).toBe(true);
    expect(one.lost).toEqual([]);
  });

  it('is taken from a tab that does not answer, which learns that it has lost it', async () => {
    const [one, other] = [new Tab(), new Tab()];
    const id = projectId();
    await one.open(id);
    expect(await other.claims.take(id, 100)).toBe(true);
    opened.push({ tab: other, id });
    await expect.poll(() => one.lost).toEqual([id]);
    expect(one.claims.holds(id)).toBe(false);
  });

  it('comes to a tab that waits with the project open, once the other is gone for good', async () => {
    const [one, other] = [new Tab(), new Tab()];
    const id = projectId();
    await one.open(id);
    expect(await other.open(id)).toBe(false);
    await one.claims.open(projectId());
    one.claims.release(id);
    await expect.poll(() => other.claims.holds(id), { timeout: 10_000 }).toBe(true);
    expect(other.inherited).toEqual([id]);
  });
});

describe('the guard before the store', () => {
  const source = { name: 'test', licence: 'CC0-1.0' };
  const project = { owner: '', id: 'p', name: 'Bees', kind: 'own', createdAt: 1 } as const;
  const set = { owner: 'p', id: 's', name: 's', file: 'f', importedAt: 1, conversationCount: 0 };
  const label = { owner: 's', id: 'l', about: 'c', annotator: 'Ada' } as const;
  const attempts: readonly [string, Change][] = [
    ['an attribute', { put: 'attribute', item: { owner: 'p', id: 'a', text: 'I swim.', source } }],
    ['the project', { put: 'project', item: { ...project, name: 'Wasps' } }],
    ['what belongs to one of its sets', { put: 'label', item: label }],
    ['the removal of that', { remove: 'label', owner: 's', id: 'l' }],
    ['what can be undone', { remove: 'undoable', owner: 'p', id: '1' }],
  ];

  it.each(attempts)(
    'refuses to write %s of a project that another tab holds, and says whose',
    async (_, change) => {
      const store = new MemoryStore();
      await store.write([
        { put: 'project', item: project },
        { put: 'set', item: set },
      ]);
      const guarded = guardedStore(store, (id) => Promise.resolve(id !== 'p'));
      await expect(guarded.write([change])).rejects.toMatchObject({
        trouble: { kind: 'open-elsewhere', project: 'Bees' },
      });
      await expect(guarded.clear('label', 's')).rejects.toMatchObject({
        trouble: { kind: 'open-elsewhere' },
      });
      expect(await guarded.read('project', '', 'p')).toEqual(project);
    },
  );

  it('lets pass what is the studio’s own, and other projects', async () => {
    const guarded = guardedStore(new MemoryStore(), (id) => Promise.resolve(id !== 'p'));
    await guarded.write([
      { put: 'setting', item: { owner: '', id: 'memory', value: 8 } },
      { put: 'attribute', item: { owner: 'q', id: 'a', text: 'I swim.', source } },
    ]);
    expect(await guarded.count('attribute', 'q')).toBe(1);
  });
});
