// What each kind of server takes and answers, as its own documents and sources have it: a real server on this machine that speaks
// one dialect after the other, and refuses what that one would refuse.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ask } from '../../../src/core/ports.ts';
import type { Dialect } from '../../../src/engine/catalogue.ts';
import { EndpointEngine } from '../../../src/engine/endpoint/endpoint-engine.ts';
import { refusal } from '../../../src/engine/endpoint/failures.ts';
import { probe } from '../../../src/engine/endpoint/probe.ts';
import { StopSwitch } from './stop-switch.ts';

type Body = Readonly<Record<string, unknown>>;

interface Speech {
  readonly models: unknown;
  /** What is refused of a call, as the body that comes with status 400; null where all is well. */
  refuses?(body: Body): unknown;
  /** Lines as they go over the wire. */
  readonly stream: readonly string[];
}

const chunk = (delta: object, finish: string | null = null, more: object = {}): string =>
  `data: ${JSON.stringify({ object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish, ...more }] })}`;
const usage = (prompt: number, answer: number | null): string =>
  `data: ${JSON.stringify({ choices: [], usage: { prompt_tokens: prompt, completion_tokens: answer, total_tokens: prompt } })}`;
const done = 'data: [DONE]';

/** The end of a call's own form: the answer, held to the grammar or the schema that was asked for. */
const speeches = {
  'vLLM, a model that thinks': {
    models: { object: 'list', data: [{ id: 'm', object: 'model', owned_by: 'vllm', max_model_len: 2048 }] },
    stream: [
      chunk({ role: 'assistant', content: '' }),
      chunk({ reasoning_content: 'Water is a liquid.' }),
      chunk({ reasoning: 'So it is.' }),
      chunk({ content: 'verdict: yes' }),
      chunk({ content: '' }, 'stop', { stop_reason: null }),
      usage(21, 9),
      done,
    ],
  },
  'SGLang, with the length of its answer left out': {
    models: { object: 'list', data: [{ id: 'm', object: 'model', owned_by: 'sglang', max_model_len: 4096 }] },
    stream: [
      chunk({ role: 'assistant', content: '', reasoning_content: null, tool_calls: null }),
      chunk({ content: 'verdict: ' }),
      chunk({ content: 'yes' }),
      chunk({}, 'stop', { matched_stop: 151_645 }),
      usage(21, null),
      done,
    ],
  },
  'llama.cpp, which says how far it has come': {
    models: {
      object: 'list',
      data: [{ id: 'm', owned_by: 'llamacpp', meta: { n_ctx: 1024, n_ctx_train: 8192 } }],
    },
    stream: [
      ': keep the connection',
      chunk({ role: 'assistant', content: null }),
      chunk({ content: 'verdict: yes' }),
      chunk({}, 'stop'),
      usage(21, 4),
      done,
    ],
  },
  'llama-cpp-python, which counts nothing in a stream': {
    models: { object: 'list', data: [{ id: 'm', object: 'model', owned_by: 'me', permissions: [] }] },
    stream: [
      chunk({ role: 'assistant' }),
      ': ping - 2026-01-01 00:00:00+00:00',
      chunk({ content: 'verdict: yes' }),
      chunk({}, 'stop'),
      done,
    ],
  },
  'Ollama, which knows one name for the limit': {
    models: { object: 'list', data: [{ id: 'm', object: 'model', created: 1, owned_by: 'library' }] },
    refuses: ({ max_tokens: limit, reasoning_effort: effort }: Body) =>
      limit === undefined || effort !== 'none' ? { error: { message: 'It would think without end.' } } : null,
    stream: [
      chunk({ role: 'assistant', content: '', reasoning: 'Hm.' }),
      chunk({ role: 'assistant', content: '{"verdict":"yes"}' }),
      chunk({ role: 'assistant', content: '' }, 'stop'),
      usage(21, 6),
      done,
    ],
  },
  'OpenAI, whose newer models refuse the old name of the limit': {
    models: { object: 'list', data: [{ id: 'm', object: 'model', owned_by: 'system' }] },
    refuses: (body: Body) =>
      'max_tokens' in body
        ? {
            error: {
              message:
                "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
              type: 'invalid_request_error',
              param: 'max_tokens',
              code: 'unsupported_parameter',
            },
          }
        : null,
    stream: [
      chunk({ role: 'assistant', content: '', refusal: null }),
      chunk({ content: '{"verdict":"yes"}' }),
      chunk({}, 'stop'),
      usage(21, 6),
      done,
    ],
  },
} satisfies Record<string, Speech>;

let speech: Speech = speeches['vLLM, a model that thinks'];
let asked: Body[] = [];
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    if (request.url === '/v1/models') return void response.end(JSON.stringify(speech.models));
    const body = JSON.parse(Buffer.concat(parts).toString()) as Body;
    asked.push(body);
    const refused = speech.refuses?.(body) ?? null;
    if (refused !== null) return void response.writeHead(400).end(JSON.stringify(refused));
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.end(speech.stream.map((line) => `${line}\n\n`).join(''));
  });
});
let baseUrl = '';
beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(() => void server.close());

const ask: Ask = {
  messages: [{ role: 'user', content: 'Is water wet?' }],
  decoding: { temperature: 0.7, topP: 1, topK: 40, repetitionPenalty: 1.1, maxTokens: 50, seed: 11 },
  grammar: 'root ::= "verdict: " ("yes" | "no")',
};

function engineFor(dialect: Dialect): EndpointEngine {
  const endpoint = { id: 'mine', name: 'Mine', baseUrl, dialect, callsAtOnce: 1, contextTokens: 4096 };
  const rest = { givesProbabilities: false, models: ['m'] };
  return new EndpointEngine({ ...endpoint, ...rest }, 'm', { key: null, firstWait: 1 });
}
const complete = (engine: EndpointEngine) => engine.complete(ask, () => undefined, new StopSwitch());

describe('A server in the manner of', () => {
  test.each<[keyof typeof speeches, Dialect, number | null, object]>([
    ['vLLM, a model that thinks', 'vllm', 2048, { structured_outputs: { grammar: ask.grammar }, top_k: 40 }],
    ['SGLang, with the length of its answer left out', 'sglang', 4096, { ebnf: ask.grammar, top_k: 40 }],
    ['llama.cpp, which says how far it has come', 'llama.cpp', 1024, { grammar: ask.grammar, min_p: 0 }],
    ['llama-cpp-python, which counts nothing in a stream', 'llama.cpp', null, { grammar: ask.grammar }],
    [
      'Ollama, which knows one name for the limit',
      'ollama',
      null,
      { max_tokens: 50, reasoning_effort: 'none' },
    ],
  ])(
    '%s is known by its list, asked in its own words, and read',
    async (name, dialect, contextTokens, fields) => {
      [speech, asked] = [speeches[name], []];
      const found = await probe(baseUrl, null, new AbortController().signal);
      expect(found).toEqual({ models: [{ id: 'm', contextTokens }], dialect });
      const answer = await complete(engineFor(found.dialect));
      expect(answer.text).toBe('verdict: yes');
      expect(answer.ended).toBe('stop');
      expect(answer.promptTokens).toBeGreaterThan(0);
      expect(answer.answerTokens).toBeGreaterThan(0);
      expect(asked).toHaveLength(1);
      expect(asked[0]).toMatchObject({
        model: 'm',
        seed: 11,
        stream_options: { include_usage: true },
        ...fields,
      });
    },
  );

  test('OpenAI is asked by the newer name of the limit once it has said so, and from then on', async () => {
    [speech, asked] = [speeches['OpenAI, whose newer models refuse the old name of the limit'], []];
    expect((await probe(baseUrl, null, new AbortController().signal)).dialect).toBe('plain');
    const engine = engineFor('json-schema');
    expect((await complete(engine)).text).toBe('verdict: yes');
    expect((await complete(engine)).text).toBe('verdict: yes');
    expect(asked.map((body) => body['max_completion_tokens'])).toEqual([undefined, 50, 50]);
    expect(asked[1]).toMatchObject({ response_format: { type: 'json_schema' } });
    expect(asked[1]).not.toHaveProperty('max_tokens');
  });

  test.each<[string, string]>([
    ['ends a call by giving it up', chunk({}, 'abort')],
    ['tells of an error in the stream', 'data: {"error":{"message":"Out of memory","code":500}}'],
    ['tells of one in the older form', 'data: {"object":"error","message":"Out of memory","code":500}'],
  ])('any that %s has lost the call, and nothing of it is taken for an answer', async (_how, line) => {
    speech = { models: {}, stream: [chunk({ content: 'verdict: yes' }), line, done] };
    await expect(complete(engineFor('sglang'))).rejects.toMatchObject({ trouble: { kind: 'engine-lost' } });
  });
});

describe('A prompt that is too long, in the words of', () => {
  const words: readonly [server: string, body: unknown, promptTokens: number, contextTokens: number][] = [
    [
      'llama.cpp',
      {
        error: {
          code: 400,
          message: 'request (4476 tokens) exceeds the available context size (4096 tokens)',
          type: 'exceed_context_size_error',
          n_prompt_tokens: 4476,
          n_ctx: 4096,
        },
      },
      4476,
      4096,
    ],
    [
      'vLLM',
      {
        error: {
          message:
            "This model's maximum context length is 2048 tokens. However, you requested 512 output tokens and your prompt contains at least 1537 input tokens, for a total of at least 2049 tokens. Please reduce the length of the input prompt or the number of requested output tokens.",
        },
      },
      1537,
      2048,
    ],
    [
      'vLLM, of the limit',
      {
        error: {
          message:
            "'max_tokens' or 'max_completion_tokens' is too large: 8000. This model's maximum context length is 4096 tokens and your request has 2778 input tokens (8000 > 4096 - 2778).",
        },
      },
      2778,
      4096,
    ],
    [
      'older vLLM and OpenAI',
      {
        object: 'error',
        message:
          "This model's maximum context length is 8192 tokens. However, you requested 8203 tokens (7691 in the messages, 512 in the completion).",
      },
      7691,
      8192,
    ],
    [
      'SGLang, of the prompt',
      {
        object: 'error',
        message: "The input (61709 tokens) is longer than the model's context length (40960 tokens).",
        type: 'BadRequestError',
        code: 400,
      },
      61_709,
      40_960,
    ],
    [
      'SGLang, of prompt and answer',
      {
        object: 'error',
        message:
          "Requested token count exceeds the model's maximum context length of 64000 tokens. You requested a total of 71897 tokens: 7897 tokens from the input messages and 64000 tokens for the completion.",
      },
      7897,
      64_000,
    ],
    ['Ollama', { error: { message: 'the input length exceeds the context length' } }, 4097, 4096],
  ];

  test.each(words)('%s, is known for one', (_server, body, promptTokens, contextTokens) => {
    expect(refusal(400, JSON.stringify(body), 'host', 4096)).toEqual({
      kind: 'context-overflow',
      promptTokens,
      contextTokens,
    });
  });

  test('none: another refusal stays one, in the server’s own words', () => {
    const body = '{"error":{"message":"model \\"x\\" not found, try pulling it first"}}';
    expect(refusal(404, body, 'host', 4096)).toMatchObject({
      kind: 'endpoint-refused',
      detail: 'model "x" not found, try pulling it first',
    });
  });
});
