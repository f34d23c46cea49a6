// Whether there is clearly no room for a model, as a table.
import { describe, expect, it } from 'vitest';
import { shortageOf } from '../../workers/studio/models/shortage.ts';

const gigabyte = 1e9;
const told = (free: number, used = 3 * gigabyte) => ({
  usedBytes: used,
  quotaBytes: used + free,
  persisted: false,
});
const exact = { downloadBytes: 4 * gigabyte, bytesAreReckoned: false };
const reckoned = { ...exact, bytesAreReckoned: true };

describe('A model for which there is clearly no room', () => {
  it.each([
    ['has more bytes than are free', exact, 0, told(3.9 * gigabyte), 4 * gigabyte],
    ['counts what is here already', exact, 1 * gigabyte, told(2 * gigabyte), 3 * gigabyte],
    ['is much larger where its size is reckoned', reckoned, 0, told(3 * gigabyte), 3.2 * gigabyte],
    ['is any where nothing is free', exact, 3.9 * gigabyte, told(0), 0.1 * gigabyte],
    ['is any where more is used than is allowed', exact, 0, { ...told(0), quotaBytes: 1000 }, 4 * gigabyte],
  ])('%s', (_what, model, here, storage, missingBytes) => {
    const freeBytes = Math.max(0, storage.quotaBytes - storage.usedBytes);
    expect(shortageOf(model, here, storage)).toEqual({ missingBytes, freeBytes });
  });

  it.each([
    ['fits to the byte', exact, 0, told(4 * gigabyte)],
    ['is mostly here', exact, 3 * gigabyte, told(1 * gigabyte)],
    ['may be smaller than was reckoned', reckoned, 0, told(3.3 * gigabyte)],
    ['is in a browser that tells nothing', exact, 0, null],
    ['is in a browser that does not tell what it would keep', exact, 0, { ...told(0), quotaBytes: 0 }],
  ])('is not one that %s', (_what, model, here, storage) => {
    expect(shortageOf(model, here, storage)).toBeNull();
  });
});
