// Owns asking a server what it has, before it is added: the list of its models, and whose software it seems to be.
import { z } from 'zod';
import { Broken } from '../../core/trouble.ts';
import type { Dialect } from '../catalogue.ts';
import { call } from './calling.ts';

export interface Probed {
  readonly models: readonly { readonly id: string; readonly contextTokens: number | null }[];
  /** As the list shows; `plain` where it shows nothing. */
  readonly dialect: Dialect;
}

const listShape = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      owned_by: z.string().nullish(),
      // vLLM and SGLang say it here, llama.cpp in `meta`.
      max_model_len: z.int().positive().nullish(),
      meta: z
        .object({ n_ctx: z.int().positive().nullish(), n_ctx_train: z.int().positive().nullish() })
        .nullish(),
    }),
  ),
});

/** Throws `Broken`: `endpoint-away`, `endpoint-strange`, `endpoint-refused`, `endpoint-busy`, `stopped`. */
export async function probe(baseUrl: string, key: string | null, signal: AbortSignal): Promise<Probed> {
  const { host } = new URL(baseUrl);
  try {
    const answer = await call(
      { endpoint: { baseUrl, contextTokens: 0 }, key, firstWait: 300 },
      `${baseUrl}/models`,
      signal,
    );
    const list = listShape.safeParse(await answer.json().catch(() => null));
    if (!list.success) throw new Broken({ kind: 'endpoint-strange', host });
    const { data } = list.data;
    return {
      models: data.map(({ id, max_model_len, meta }) => ({
        id,
        contextTokens: max_model_len ?? meta?.n_ctx ?? meta?.n_ctx_train ?? null,
      })),
      dialect: data.map(({ owned_by }) => dialectOf(owned_by ?? '')).find((one) => one !== null) ?? 'plain',
    };
  } catch (thrown) {
    if (thrown instanceof Broken) throw thrown;
    if (signal.aborted) throw new Broken({ kind: 'stopped' }, { cause: thrown });
    throw new Broken({ kind: 'endpoint-strange', host }, { cause: thrown });
  }
}

/** Who owns a model, as each server says it of all of its own. */
const owners: ReadonlyMap<string, Dialect> = new Map([
  ['llamacpp', 'llama.cpp'],
  // llama-cpp-python, which takes the same fields.
  ['me', 'llama.cpp'],
  ['vllm', 'vllm'],
  ['sglang', 'sglang'],
  // Of Ollama's own collection.
  ['library', 'ollama'],
]);

const dialectOf = (owner: string): Dialect | null => owners.get(owner) ?? null;
