// The browser's storage runs full in the middle of fetching a model, in each of the two forms that a model has: what is said, what
// is kept, what is fetched when there is room again; and that nothing of the person's work is touched.
import { createHash, randomBytes } from 'node:crypto';
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { kinds } from '../../src/core/items.ts';
import { kept } from './kept.ts';
import { modelHost, type ModelHost } from './model-host.ts';
import { addFromAddress, ownRow, press, withoutHost } from './own-model-rows.ts';
import { expect, test } from './studio.ts';

const mini = 'public/models/parley-mini';
const partBytes = 4 * 1024 * 1024;
let folder = '';
let host: ModelHost;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-full-'));
  host = await modelHost(folder);
});
test.afterEach(async ({ complaints }) => {
  withoutHost(complaints, host);
  await host.stop();
  await rm(folder, { recursive: true });
});

interface WeightsList {
  readonly records: readonly {
    readonly dataPath: string;
    readonly records: readonly { readonly nbytes: number; readonly byteOffset: number }[];
  }[];
}

/** The embedded model with its weights in several files, as larger ones have them. */
async function cutInFiles(most: number): Promise<void> {
  await cp(join(mini, 'resolve/1'), folder, { recursive: true });
  await cp('public/models/library/parley-mini.wasm', join(folder, 'library.wasm'));
  const list = JSON.parse(await readFile(join(folder, 'tensor-cache.json'), 'utf8')) as WeightsList;
  const [whole] = list.records;
  if (!whole) throw new Error('The embedded model has no weights.');
  const weights = await readFile(join(folder, whole.dataPath));
  const files: { bytes: Buffer; records: object[] }[] = [];
  for (const record of whole.records) {
    const bytes = weights.subarray(record.byteOffset, record.byteOffset + record.nbytes);
    const last = files.at(-1);
    const file =
      last && last.bytes.length + bytes.length <= most ? last : { bytes: Buffer.alloc(0), records: [] };
    if (file !== last) files.push(file);
    file.records.push({ ...record, byteOffset: file.bytes.length });
    file.bytes = Buffer.concat([file.bytes, bytes]);
  }
  const records = files.map(({ bytes, records: tensors }, number) => ({
    ...whole,
    dataPath: `params_shard_${number}.bin`,
    nbytes: bytes.length,
    md5sum: createHash('md5').update(bytes).digest('hex'),
    records: tensors,
  }));
  for (const [number, { bytes }] of files.entries())
    await writeFile(join(folder, `params_shard_${number}.bin`), bytes);
  await writeFile(join(folder, 'tensor-cache.json'), JSON.stringify({ ...list, records }));
}

/** One file of six parts; llama.cpp reads no further than the model goes. */
async function padded(): Promise<void> {
  const file = join(folder, 'slow.gguf');
  await cp(join(mini, 'parley-mini-q8_0.gguf'), file);
  const { length } = await readFile(file);
  await appendFile(file, randomBytes(5.5 * partBytes - length));
}

/** All that the person made. Settings are not: they say which hosts were asked. */
const work = async (page: Page): Promise<string> => {
  const items = [];
  for (const kind of kinds) if (kind !== 'setting') items.push([kind, await kept(page, kind)]);
  return JSON.stringify(items);
};

const keptFiles = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const names = ['parley-models', 'webllm/model', 'webllm/wasm', 'webllm/config'];
    const requests = names.map(async (name) => (await caches.open(name)).keys());
    return (await Promise.all(requests)).flat().map(({ url }) => url);
  });

/** A file of another model, which could be deleted. */
const keepAnother = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const cache = await caches.open('webllm/model');
    const url = 'https://huggingface.co/mlc-ai/Qwen3-0.6B-q4f32_1-MLC/resolve/main/params_shard_0.bin';
    await cache.put(url, new Response(new Uint8Array(7000), { headers: { 'content-length': '7000' } }));
  });

async function tellNoRoom(page: Page, full = true): Promise<void> {
  const worker = page.workers().find((one) => one.url().includes('studio.worker'));
  await worker?.evaluate((isFull) => {
    const estimate = () => Promise.resolve({ usage: 9e9, quota: 9e9 });
    if (isFull) navigator.storage.estimate = estimate;
    else Reflect.deleteProperty(navigator.storage, 'estimate');
  }, full);
}

const forms = {
  'a GGUF file': {
    prepare: padded,
    address: 'slow.gguf',
    library: null,
    // The third part is under way.
    isUnderWay: () => host.sent.some(({ to }) => to > 2.2 * partBytes),
  },
  'a model in MLC form': {
    prepare: () => cutInFiles(1_500_000),
    address: '',
    library: 'library.wasm',
    // Four files are fetched at a time; so the first are whole.
    isUnderWay: () => host.sent.filter(({ path }) => path.includes('params_shard')).length > 5,
  },
} as const;

for (const [what, form] of Object.entries(forms)) {
  test(`a disk that runs full while ${what} is fetched is said with what can be deleted, and nothing is fetched twice`, async ({
    page,
    context,
    baseURL: origin = '',
  }) => {
    await form.prepare();
    await page.goto('/');
    await page.getByRole('button', { name: 'Look at the example' }).click();
    await expect(page.getByRole('listbox', { name: 'Conversations of this set' })).toBeVisible();
    const library = form.library === null ? null : host.address + form.library;
    await addFromAddress(page, host.address + form.address, 'Slow', library);
    await keepAnother(page);
    const before = await work(page);
    [host.sent.length, host.bytesPerSecond] = [0, 3_000_000];

    await press(page, 'Fetch and load', 'Slow');
    await expect.poll(form.isUnderWay, { intervals: [50], timeout: 120_000 }).toBe(true);
    const browser = await context.newCDPSession(page);
    await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 });
    const notice = page.getByRole('region', { name: 'Your own' }).getByRole('alert');
    await expect(notice).toHaveText(
      'The browser’s storage for this site became full before all of Slow was kept; what came whole stays. Delete files of other models under Models, which take 7.0 kB in all, then try again.',
      { timeout: 60_000 },
    );
    const kept = (await keptFiles(page)).filter((url) => url.includes('.own-model.invalid'));
    expect(kept.length).toBeGreaterThan(1);
    expect(await work(page)).toBe(before);

    // Where a browser tells that there is no room, nothing is asked of the host. Chromium tells of 10 GiB, full or not.
    await tellNoRoom(page);
    const asked = host.sent.length;
    await press(page, 'Go on fetching', 'Slow');
    await expect(notice).toContainText(
      /Slow needs about [\d.]+ MB more of the browser’s storage, where 0 B are free\./,
    );
    expect(host.sent).toHaveLength(asked);

    await tellNoRoom(page, false);
    await browser.send('Storage.overrideQuotaForOrigin', { origin });
    host.bytesPerSecond = Infinity;
    await press(page, 'Go on fetching', 'Slow');
    await expect(ownRow(page, 'Slow').first()).toContainText('Loaded', { timeout: 180_000 });
    await expect(notice).toHaveCount(0);
    const again = host.sent.slice(asked);
    for (const url of kept) {
      const { pathname, searchParams } = new URL(url);
      const part = searchParams.get('part');
      const path = pathname.replace('/resolve/main', '');
      const isSentAgain = again.some(
        (sent) => sent.path === path && (part === null || sent.from < (Number(part) + 1) * partBytes),
      );
      expect(isSentAgain, url).toBe(false);
    }
    expect(await work(page)).toBe(before);
  });
}
