// Owns whether there is clearly no room for a model. Pure.
import type { CatalogueModel } from '../../../src/engine/catalogue.ts';
import type { Machine } from '../../studio-api/models.ts';

/** What the browser tells of its storage. */
type Told = NonNullable<Machine['storage']>;

/** Of a download whose size is reckoned so much is sure: a model that may just fit is tried. */
const sureShare = 0.8;

export const freeOf = ({ quotaBytes, usedBytes }: Told): number => Math.max(0, quotaBytes - usedBytes);

/**
 * Bytes that are sure to be missing and bytes that are free, where the one is more than the other; null where there may be
 * room. `here`: bytes of its files that are kept already.
 */
export function shortageOf(
  { downloadBytes, bytesAreReckoned }: Pick<CatalogueModel, 'downloadBytes' | 'bytesAreReckoned'>,
  here: number,
  storage: Told | null,
): { readonly missingBytes: number; readonly freeBytes: number } | null {
  if (!storage || storage.quotaBytes === 0) return null;
  const freeBytes = freeOf(storage);
  const missingBytes = Math.round(downloadBytes * (bytesAreReckoned ? sureShare : 1)) - here;
  return missingBytes > freeBytes ? { missingBytes, freeBytes } : null;
}
