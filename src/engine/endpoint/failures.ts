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

/** How long the prompt was, in the words of llama.cpp; older vLLM, SGLang and OpenAI; OpenAI; SGLang; vLLM, twice. */
const promptLengths: readonly RegExp[] = [
  /"n_prompt_tokens":\s*(\d+)/,
  /(\d+) (?:tokens )?(?:in|from) the (?:input )?messages/,
  /messages resulted in (\d+) tokens/,
  /The input \((\d+) tokens\) is longer/,
  /(\d+) input tokens/,
  /prompt \(length (\d+)\)/,
];

/** And how long it may be, with its answer. */
const limits: readonly RegExp[] = [
  /"n_ctx":\s*(\d+)/,
  /maximum context length (?:is|of) (\d+)/,
  /context length \((\d+) tokens\)/,
  /maximum model length of (\d+)/,
];

/** Without a number: OpenAI, llama.cpp, Ollama. */
const overflows =
  /context_length_exceeded|exceed_context_size|exceeds the (?:available )?context (?:length|size)/;

const firstOf = (patterns: readonly RegExp[], text: string): string | null =>
  patterns.map((pattern) => pattern.exec(text)?.[1]).find((found) => found !== undefined) ?? null;

/** Every server has its own words for a prompt that is too long; most say how long it was. */
function overflowIn(body: string, known: number): (Trouble & { kind: 'context-overflow' }) | null {
  const [counted, limit] = [firstOf(promptLengths, body), firstOf(limits, body)];
  const isOverflow = limit !== null || overflows.test(body);
  if (!isOverflow) return null;
  const contextTokens = limit === null ? known : Number(limit);
  const promptTokens = counted === null ? contextTokens + 1 : Number(counted);
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
