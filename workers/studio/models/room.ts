// Owns whether the browser's storage has room for a model that is to be fetched, and what could make room where it has not.
import { Broken, type Trouble } from '../../../src/core/trouble.ts';
import type { CatalogueModel } from '../../../src/engine/catalogue.ts';
import { keptBytes } from '../../../src/engine/kept.ts';
import { studioRoot } from '../origin.ts';
import { storageOf } from './machine.ts';
import { freeOf, shortageOf } from './shortage.ts';

/** Loads a model. Throws `Broken`; where there is no room, before a byte is fetched if that can be known. */
export async function withRoom<Loaded>(
  model: CatalogueModel,
  isHere: boolean,
  load: () => Promise<Loaded>,
): Promise<Loaded> {
  if (!isHere) await refuseWithoutRoom(model);
  try {
    return await load();
  } catch (thrown) {
    throw await withDeletable(thrown, model);
  }
}

async function refuseWithoutRoom(model: CatalogueModel): Promise<void> {
  const { own, others } = await keptBytes(model, studioRoot);
  const shortage = shortageOf(model, own, await storageOf());
  if (!shortage) return;
  const { model: name } = model.choice;
  throw new Broken({ kind: 'model-exceeds-storage', model: name, ...shortage, deletableBytes: others });
}

/** What broke, and where that is for want of room, what could be deleted. */
async function withDeletable(thrown: unknown, model: CatalogueModel): Promise<unknown> {
  if (!isForWantOfRoom(thrown)) return thrown;
  const { others } = await keptBytes(model, studioRoot);
  return new Broken({ ...thrown.trouble, deletableBytes: others }, { cause: thrown });
}

/** As `withDeletable`, of a model of which nothing was kept. */
export async function withWholeShortage(thrown: unknown, model: CatalogueModel): Promise<unknown> {
  const named = await withDeletable(thrown, model);
  if (!isForWantOfRoom(named)) return named;
  const storage = await storageOf();
  if (!storage || storage.quotaBytes === 0) return new Broken({ kind: 'quota-full' }, { cause: thrown });
  const bytes = { missingBytes: model.downloadBytes, freeBytes: freeOf(storage) };
  return new Broken({ ...named.trouble, ...bytes, kind: 'model-exceeds-storage' }, { cause: thrown });
}

type NoRoom = Extract<Trouble, { kind: 'no-room-for-model' }>;

const isForWantOfRoom = (thrown: unknown): thrown is Broken & { readonly trouble: NoRoom } =>
  thrown instanceof Broken && thrown.trouble.kind === 'no-room-for-model';
