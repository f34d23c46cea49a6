// Owns what an ask looks like to an OpenAI-compatible server, in its dialect. The shape stays in this folder.
import type { Ask, Decoding } from '../../core/ports.ts';
import type { Dialect, Endpoint } from '../catalogue.ts';
import { answerSchema, type AnswerSchema } from './answer-schema.ts';

/** OpenAI's limit; others allow as many. */
const likeliestTokens = 20;

/** OpenAI's newer models refuse the old name; most other servers know no other. */
export type LimitName = 'max_tokens' | 'max_completion_tokens';

/** Servers that hold an answer to a JSON schema, and to no grammar. */
export const answersInJson = (dialect: Dialect): boolean => dialect === 'json-schema' || dialect === 'ollama';

export interface ChatRequest {
  readonly body: string;
  /** Where the answer comes as JSON, what it is held to. */
  readonly schema: AnswerSchema | null;
}

export function chatRequest(
  { messages, decoding, grammar, choices }: Ask,
  { dialect }: Pick<Endpoint, 'dialect'>,
  model: string,
  limitName: LimitName = 'max_tokens',
): ChatRequest {
  const { temperature, topP, maxTokens, seed } = decoding;
  const schema = answersInJson(dialect) && grammar !== undefined ? answerSchema(grammar) : null;
  const body = JSON.stringify({
    model,
    messages,
    temperature,
    top_p: topP,
    [limitName]: maxTokens,
    seed,
    stream: true,
    stream_options: { include_usage: true },
    ...(choices ? { logprobs: true, top_logprobs: likeliestTokens } : {}),
    ...samplersOf(decoding, dialect),
    ...(grammar === undefined ? {} : formOf(grammar, dialect, schema)),
  });
  return { body, schema };
}

/** The fields that OpenAI's own dialect lacks. */
function samplersOf({ topK, repetitionPenalty }: Decoding, dialect: Dialect): object {
  // Models that think aloud are told not to, by the name that Qwen's template gives it; other templates have no such word.
  const quietly = { chat_template_kwargs: { enable_thinking: false } };
  switch (dialect) {
    case 'llama.cpp':
      return { ...quietly, top_k: topK, min_p: 0, repeat_penalty: repetitionPenalty, cache_prompt: false };
    case 'vllm':
    case 'sglang':
      return { ...quietly, top_k: topK === 0 ? -1 : topK, repetition_penalty: repetitionPenalty };
    case 'ollama':
      // Its word for the same; a model that does not think takes no notice.
      return { reasoning_effort: 'none' };
    case 'plain':
    case 'json-schema':
      return {};
  }
}

function formOf(grammar: string, dialect: Dialect, schema: AnswerSchema | null): object {
  switch (dialect) {
    case 'llama.cpp':
      return { grammar };
    case 'vllm':
      return { structured_outputs: { grammar } };
    case 'sglang':
      return { ebnf: grammar };
    case 'json-schema':
    case 'ollama':
      if (!schema) return {};
      return {
        response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } },
      };
    case 'plain':
      return {};
  }
}

/** What of an ask the server was not told. */
export function ignoredBy(
  dialect: Dialect,
  { topK, repetitionPenalty }: Decoding,
): readonly (keyof Decoding)[] {
  if (dialect !== 'plain' && !answersInJson(dialect)) return [];
  return [
    ...(topK === 0 ? [] : (['topK'] as const)),
    ...(repetitionPenalty === 1 ? [] : (['repetitionPenalty'] as const)),
  ];
}
