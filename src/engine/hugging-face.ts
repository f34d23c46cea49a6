// Owns asking a file's host for its exact length and SHA-256, before a byte of it is fetched: Hugging Face lists both for every
// large file, and so may a host with the same paths; another says at least the length.
import { z } from 'zod';
import { Broken } from '../core/trouble.ts';
import { asBroken, refuseFailure, type Download, type WantedFile } from './download.ts';

interface Place {
  /** What stands before the repository, without a slash at the end. */
  readonly base: string;
  readonly repository: string;
  readonly revision: string;
  readonly path: string;
}

const address = /^(https?:\/\/.+?)\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/([^?]+)/;
const huggingFace = 'https://huggingface.co';

export const isOnHuggingFace = (url: string): boolean => placeOf(url)?.base === huggingFace;

/** null where it is no address of a file in a repository, on Hugging Face or on a host with its paths. */
export function placeOf(url: string): Place | null {
  const [, base, repository, revision, path] = address.exec(url) ?? [];
  if (base === undefined || repository === undefined || revision === undefined || path === undefined)
    return null;
  return { base, repository, revision, path: decodeURIComponent(path) };
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
    if (place?.base === huggingFace) return await listedFile(place, how);
    return (place && (await listedByMirror(place, how))) ?? (await saidLength(url, how));
  } catch (thrown) {
    throw asBroken(thrown, { url }, how);
  }
}

function listOf({ base, repository, revision, path }: Place): string {
  const folder = path.includes('/') ? `/${path.slice(0, path.lastIndexOf('/'))}` : '';
  return `${base}/api/models/${repository}/tree/${revision}${folder}`;
}

/** null where it keeps no such list: a host that serves files alone. */
async function listedByMirror(place: Place, { signal }: How): Promise<Described | null> {
  const answer = await fetch(listOf(place), { signal });
  const list: unknown = answer.ok ? await answer.json().catch(() => null) : null;
  const file = treeShape.safeParse(list).data?.find(({ path }) => path === place.path);
  return file ? described(file) : null;
}

async function listedFile(place: Place, how: How): Promise<Described> {
  const { repository, path } = place;
  const list = listOf(place);
  const answer = await fetch(list, { signal: how.signal });
  refuseFailure(answer, { url: list }, how);
  const { data } = treeShape.safeParse(await answer.json());
  const file = data?.find((one) => one.path === path);
  if (!file) {
    const detail = `${repository} on Hugging Face lists no file ${path}.`;
    throw new Broken({ kind: 'bad-model-file', model: how.model, detail });
  }
  return described(file);
}

function described({ size, lfs }: z.infer<typeof treeShape>[number]): Described {
  return lfs ? { bytes: lfs.size, hash: { algorithm: 'sha256', hex: lfs.oid } } : { bytes: size };
}

async function saidLength(url: string, how: How): Promise<Described> {
  const answer = await fetch(url, { method: 'HEAD', signal: how.signal });
  refuseFailure(answer, { url }, how);
  const length = Number(answer.headers.get('content-length') ?? 'unknown');
  return Number.isSafeInteger(length) && !answer.headers.has('content-encoding') ? { bytes: length } : {};
}
