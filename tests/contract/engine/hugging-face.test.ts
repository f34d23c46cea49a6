// What Hugging Face's listing says of a file, in the form that its API gives.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ggufModels } from '../../../src/engine/catalogue-gguf.ts';
import { hostedFile, placeOf } from '../../../src/engine/hugging-face.ts';

const url = 'https://huggingface.co/owner/models-GGUF/resolve/main/model-Q4_K_M.gguf';
const oid = 'a'.repeat(64);
const how = { model: 'a model', signal: new AbortController().signal };

function answering(answer: () => Response): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (address: string) => (asked.push(address), Promise.resolve(answer())));
  return asked;
}
const listing = (files: unknown) => () => new Response(JSON.stringify(files));
afterEach(() => vi.unstubAllGlobals());

describe('Before a download', () => {
  test('Hugging Face is asked for the exact length and the SHA-256', async () => {
    const asked = answering(
      listing([
        { type: 'directory', oid: '1', size: 0, path: 'more' },
        { type: 'file', oid: '2', size: 11, path: 'README.md' },
        {
          type: 'file',
          oid: '3',
          size: 270,
          path: 'model-Q4_K_M.gguf',
          lfs: { oid, size: 270, pointerSize: 134 },
        },
      ]),
    );
    expect(await hostedFile(url, how)).toEqual({ bytes: 270, hash: { algorithm: 'sha256', hex: oid } });
    expect(asked).toEqual(['https://huggingface.co/api/models/owner/models-GGUF/tree/main']);
  });

  test.each<[string, () => Response, object]>([
    ['lists no such file', listing([{ path: 'README.md', size: 11 }]), { kind: 'bad-model-file' }],
    ['answers in another form', listing({ error: 'No.' }), { kind: 'bad-model-file' }],
    ['has no such repository', () => new Response('', { status: 404 }), { kind: 'not-found' }],
    ['cannot be reached', () => Response.error(), { kind: 'load-failed' }],
  ])('it is said when the host %s', async (_how, answer, trouble) => {
    answering(answer);
    await expect(hostedFile(url, how)).rejects.toMatchObject({ trouble });
  });

  test('another host is asked for the length', async () => {
    answering(() => new Response(null, { headers: { 'content-length': '42' } }));
    expect(await hostedFile('http://127.0.0.1:8000/model.gguf', how)).toEqual({ bytes: 42 });
  });
});

test.each(ggufModels.map((model) => [model.name, model] as const))(
  '%s has an address whose length can be asked for, and no length of its own',
  (_name, { files, bytesAreReckoned }) => {
    expect(bytesAreReckoned).toBe(true);
    expect(files.kind === 'gguf' && files.sha256).toBeNull();
    expect(files.kind === 'gguf' && placeOf(files.elsewhere ?? '')).toMatchObject({ revision: 'main' });
  },
);
