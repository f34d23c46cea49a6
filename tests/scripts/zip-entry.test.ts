// Taking one file out of a zip archive: whatever fflate packs, we unpack.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openZipEntry } from '../../scripts/smollm2/zip-entry.mjs';

let folder = '';
let archivePath = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-zip-'));
  archivePath = join(folder, 'archive.zip');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const plainZip = (name: string): Buffer =>
  Buffer.from(zipSync({ [name]: new Uint8Array(300) }, { level: 0 }));
const withoutItsStart = (name: string): Buffer => plainZip(name).fill(0, 0, 4);
const withFlag = (name: string, flag: number): Buffer => {
  const archive = plainZip(name);
  archive.writeUInt16LE(flag, archive.indexOf('PK\u0001\u0002') + 8);
  return archive;
};

describe('a zip entry', () => {
  it('comes out as it went in, stored or deflated, beside any others and before any comment', async () => {
    const content = fc.uint8Array({ maxLength: 3000 });
    const level = fc.constantFrom(0 as const, 1 as const, 9 as const);
    const comment = fc.string({ maxLength: 40, unit: 'grapheme-ascii' });
    await fc.assert(
      fc.asyncProperty(content, content, level, comment, async (wanted, other, compression, remark) => {
        const packed = zipSync(
          { 'before/ä.bin': other, 'folder/wanted.bin': [wanted, { comment: remark }], 'after.bin': other },
          { level: compression },
        );
        const archive = Buffer.concat([packed, Buffer.from(remark)]);
        archive.writeUInt16LE(Buffer.byteLength(remark), packed.length - 2);
        await writeFile(archivePath, archive);
        const entry = await openZipEntry(archivePath, 'folder/wanted.bin');
        if (!entry.ok) throw new Error(entry.why);
        expect(await buffer(entry.value)).toEqual(Buffer.from(wanted));
      }),
      { numRuns: 60 },
    );
  });

  const damaged: [string, Uint8Array, string][] = [
    ['an empty file', new Uint8Array(), 'it is not a whole zip archive'],
    ['a text', Buffer.from('<html>please log in to this network</html>'), 'it is not a whole zip archive'],
    ['another archive', zipSync({ 'other.bin': new Uint8Array(3) }), 'it holds no wanted.bin'],
    ['the end of an archive', plainZip('wanted.bin').subarray(200), 'it is not a whole zip archive'],
    ['a zip with a broken entry', withoutItsStart('wanted.bin'), 'its directory points at nothing'],
    ['a zip that is encrypted', withFlag('wanted.bin', 1), 'packs wanted.bin in a way that is not read here'],
  ];
  it.each(damaged)('is refused with a reason from %s', async (_what, bytes, why) => {
    await writeFile(archivePath, bytes);
    const entry = await openZipEntry(archivePath, 'wanted.bin');
    expect(entry.ok ? 'it was read' : entry.why).toContain(why);
  });
});
