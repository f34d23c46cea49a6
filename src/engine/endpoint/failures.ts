// Owns what a server's refusals mean. Pure.
import type { Trouble } from '../../core/trouble.ts';
import { passes } from '../patience.ts';

/** Askings in all of a call that a server or the network turns away. */
export const mostTries = 6;

/** What a refusal that will not pass says of the call. `body` is what the server sent with it. */
export function refusal(status: number, body: string, host: string, contextTokens: number): Trouble {
  const overflow = overflowIn(body, contextTokens);
  if (overflow) return overflow;
  if (passes(status)) return { kind: 'endpoint-busy', host, status };
  return { kind: 'endpoint-refused', host, status, detail: messageIn(body) };
}

/** Every server has its own words for a prompt that is too long; llama.cpp's and vLLM's say how long it was. */
function overflowIn(body: string, known: number): (Trouble & { kind: 'context-overflow' }) | null {
  const counted = /"n_prompt_tokens":\s*(\d+)/.exec(body) ?? /(\d+) (?:tokens )?in the messages/.exec(body);
  const limit = /"n_ctx":\s*(\d+)/.exec(body) ?? /maximum context length is (\d+)/.exec(body);
  const isOverflow = limit !== null || /context_length_exceeded|exceed_context_size/.test(body);
  if (!isOverflow) return null;
  const contextTokens = limit ? Number(limit[1]) : known;
  const promptTokens = counted ? Number(counted[1]) : contextTokens + 1;
  return { kind: 'context-overflow', promptTokens, contextTokens };
}

/** A server's own sentence, in the places where servers put it. */
function messageIn(body: string): string {
  try {
    const { error, message, detail } = JSON.parse(body) as Record<string, unknown>;
    const inner =
      typeof error === 'object' && error !== null ? (error as { message?: unknown }).message : error;
    const said = [inner, message, detail].find((text) => typeof text === 'string');
    if (typeof said === 'string') return said.slice(0, longestDetail);
  } catch {
    // A proxy answers with a page or with nothing.
  }
  return '';
}

const longestDetail = 300;
