// Owns asking a file's host for its exact length and SHA-256, before a byte of it is fetched: Hugging Face lists both for every
// large file; another host says at least the length.
import { z } from 'zod';
import { Broken } from '../core/trouble.ts';
import { asBroken, refuseFailure, type Download, type WantedFile } from './download.ts';

interface Place {
  readonly repository: string;
  readonly revision: string;
  readonly path: string;
}

const address = /^https:\/\/huggingface\.co\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/([^?]+)/;

export const isOnHuggingFace = (url: string): boolean => address.test(url);

/** null where it is no address of a file on Hugging Face. */
export function placeOf(url: string): Place | null {
  const [, repository, revision, path] = address.exec(url) ?? [];
  if (repository === undefined || revision === undefined || path === undefined) return null;
  return { repository, revision, path: decodeURIComponent(path) };
}

/** The part of the tree's listing that is used: https://huggingface.co/docs/hub/api. */
const treeShape = z.array(
  z.object({
    path: z.string(),
    size: z.number(),
    lfs: z.object({ oid: z.string().regex(/^[0-9a-f]{64}$/), size: z.number() }).optional(),
  }),
);

type Described = Pick<WantedFile, 'bytes' | 'hash'>;
type How = Pick<Download, 'model' | 'signal'>;

/** Throws `Broken`: `no-network`, `not-found`, or `bad-model-file` where the repository has no such file. */
export async function hostedFile(url: string, how: How): Promise<Described> {
  try {
    const place = placeOf(url);
    return place ? await listedFile(place, how) : await saidLength(url, how);
  } catch (thrown) {
    throw asBroken(thrown, { url }, how);
  }
}

async function listedFile({ repository, revision, path }: Place, how: How): Promise<Described> {
  const folder = path.includes('/') ? `/${path.slice(0, path.lastIndexOf('/'))}` : '';
  const list = `https://huggingface.co/api/models/${repository}/tree/${revision}${folder}`;
  const answer = await fetch(list, { signal: how.signal });
  refuseFailure(answer, { url: list }, how);
  const { data } = treeShape.safeParse(await answer.json());
  const file = data?.find((one) => one.path === path);
  if (!file) {
    const detail = `${repository} on Hugging Face lists no file ${path}.`;
    throw new Broken({ kind: 'bad-model-file', model: how.model, detail });
  }
  if (!file.lfs) return { bytes: file.size };
  return { bytes: file.lfs.size, hash: { algorithm: 'sha256', hex: file.lfs.oid } };
}

async function saidLength(url: string, how: How): Promise<Described> {
  const answer = await fetch(url, { method: 'HEAD', signal: how.signal });
  refuseFailure(answer, { url }, how);
  const length = Number(answer.headers.get('content-length') ?? 'unknown');
  return Number.isSafeInteger(length) && !answer.headers.has('content-encoding') ? { bytes: length } : {};
}
