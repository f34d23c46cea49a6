// The contract of the Store port. Each adapter's test file calls this with a way to open an empty store.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Label } from '../../../src/core/review/label.ts';
import type { Change, Store } from '../../../src/core/ports.ts';
import { Broken } from '../../../src/core/trouble.ts';

const label = (owner: string, id: string, note = ''): Label => ({
  owner,
  id,
  about: id,
  note,
  decision: 'accept',
  annotator: 'test',
});
const put = (item: Label): Change => ({ put: 'label', item });

export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`the ${name} store`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it('gives back what was written', async () => {
      await store.write([put(label('set', 'one', 'ångström “quoted” 🙂'))]);
      expect(await store.read('label', 'set', 'one')).toEqual(label('set', 'one', 'ångström “quoted” 🙂'));
    });

    it('knows nothing of what was never written', async () => {
      expect(await store.read('label', 'set', 'one')).toBeUndefined();
      expect(await store.page('label', 'set')).toEqual([]);
      expect(await store.count('label', 'set')).toBe(0);
    });

    it('puts a later write of the same id in the place of the earlier', async () => {
      await store.write([put(label('set', 'one', 'before'))]);
      await store.write([put(label('set', 'one', 'after'))]);
      expect(await store.read('label', 'set', 'one')).toMatchObject({ note: 'after' });
      expect(await store.count('label', 'set')).toBe(1);
    });

    it('keeps owners apart, also where one is the beginning of the other', async () => {
      await store.write([put(label('a', '1')), put(label('ab', '1')), put(label('', '1'))]);
      expect(await store.count('label', 'a')).toBe(1);
      expect((await store.page('label', 'ab')).map(({ owner }) => owner)).toEqual(['ab']);
      expect((await store.page('label', '')).map(({ owner }) => owner)).toEqual(['']);
    });

    it('keeps kinds apart', async () => {
      await store.write([put(label('set', 'one'))]);
      expect(await store.read('verdict', 'set', 'one')).toBeUndefined();
    });

    it('pages through an owner in the order of the ids, whatever the order of writing', async () => {
      const ids = ['r02-p1', 'r01-p10', 'r01-p1', 'r01-p9', 'R01', 'é'];
      await store.write(ids.map((id) => put(label('set', id))));
      const seen: string[] = [];
      for (let after = ''; ;) {
        const page = await store.page('label', 'set', { after, limit: 2 });
        if (page.length === 0) break;
        seen.push(...page.map(({ id }) => id));
        after = page.at(-1)?.id ?? '';
      }
      expect(seen).toEqual([...ids].sort());
    });

    it('writes all of the changes or none', async () => {
      const uncloneable = { ...label('set', 'two'), note: (() => 'no data') as unknown as string };
      await expect(store.write([put(label('set', 'one')), put(uncloneable)])).rejects.toThrow();
      expect(await store.count('label', 'set')).toBe(0);
    });

    it('takes an empty write', async () => {
      await store.write([]);
      expect(await store.count('label', 'set')).toBe(0);
    });

    it('removes one item and leaves its neighbours', async () => {
      await store.write([put(label('set', 'one')), put(label('set', 'two'))]);
      await store.write([{ remove: 'label', owner: 'set', id: 'one' }]);
      expect((await store.page('label', 'set')).map(({ id }) => id)).toEqual(['two']);
    });

    it('clears one owner’s items of one kind and leaves all others', async () => {
      await store.write([put(label('set', 'one')), put(label('other', 'one'))]);
      await store.write([{ put: 'setting', item: { owner: 'set', id: 'one', value: 1 } }]);
      await store.clear('label', 'set');
      expect(await store.count('label', 'set')).toBe(0);
      expect(await store.count('label', 'other')).toBe(1);
      expect(await store.count('setting', 'set')).toBe(1);
    });

    it('hands out copies: changing one changes nothing in the store', async () => {
      await store.write([{ put: 'setting', item: { owner: '', id: 'memory', value: { gigabytes: 4 } } }]);
      const read = await store.read('setting', '', 'memory');
      (read?.value as { gigabytes: number }).gigabytes = 16;
      expect((await store.read('setting', '', 'memory'))?.value).toEqual({ gigabytes: 4 });
    });

    it('says that it is lost when it is used after closing', async () => {
      store.close();
      const lost = await store.read('label', 'set', 'one').catch((thrown: unknown) => thrown);
      expect(lost).toBeInstanceOf(Broken);
      expect((lost as Broken).trouble).toMatchObject({ kind: 'store-lost' });
    });
  });
}
