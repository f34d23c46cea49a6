// The adapter for OpenAI-compatible servers against a real one on this machine.
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import fc from 'fast-check';
import type { Ask } from '../../../src/core/ports.ts';
import type { Endpoint } from '../../../src/engine/catalogue.ts';
import { answerSchema, linesOf } from '../../../src/engine/endpoint/answer-schema.ts';
import { readBaseUrl } from '../../../src/engine/endpoint/base-url.ts';
import { EndpointEngine, type EndpointOptions } from '../../../src/engine/endpoint/endpoint-engine.ts';
import { EventStream } from '../../../src/engine/endpoint/event-stream.ts';
import { waitBefore } from '../../../src/engine/patience.ts';
import { probe } from '../../../src/engine/endpoint/probe.ts';
import { filterQuestion } from '../../../src/core/critic/filters.ts';
import { first } from '../../core/critic/first-version.ts';
import { pairs } from '../../core/run/harness.ts';
import { ChatServer } from './chat-server.ts';
import { contractOfEngine } from './engine-contract.ts';
import { StopSwitch } from './stop-switch.ts';

const server = new ChatServer();
let baseUrl = '';
beforeAll(async () => {
  baseUrl = await server.start();
});
afterAll(() => server.stop());
afterEach(() => {
  server.key = null;
  server.mishaps = [];
  server.mostUnderWay = 0;
});

const endpoint = (changes: Partial<Endpoint> = {}): Endpoint => ({
  id: 'mine',
  name: 'My server',
  baseUrl,
  dialect: 'llama.cpp',
  callsAtOnce: 4,
  contextTokens: 256,
  givesProbabilities: true,
  models: ['small'],
  ...changes,
});
const engine = (changes: Partial<Endpoint> = {}, options: Partial<EndpointOptions> = {}) =>
  new EndpointEngine(endpoint(changes), 'small', { key: null, firstWait: 1, ...options });

contractOfEngine('endpoint', {
  load: () => Promise.resolve(engine()),
  counts: false,
  ignores: [],
  badLoads: [],
});

const ask: Ask = {
  messages: [{ role: 'user', content: 'Who is better?' }],
  decoding: { temperature: 0.7, topP: 1, topK: 40, repetitionPenalty: 1.1, maxTokens: 50, seed: 11 },
};
const complete = (one: EndpointEngine, asked: Ask = ask, stop = new StopSwitch()) =>
  one.complete(asked, () => undefined, stop);

describe('A server that', () => {
  test.each([429, 503, 500])(
    'answers %i is asked again, and then answers as if nothing had been',
    async (status) => {
      const { text } = await complete(engine());
      server.mishaps = [
        { kind: 'status', status },
        { kind: 'status', status },
      ];
      const before = server.asked.length;
      expect((await complete(engine())).text).toBe(text);
      expect(server.asked.length - before).toBe(3);
    },
  );

  test('says how long to wait is given that long', async () => {
    server.mishaps = [{ kind: 'status', status: 429, headers: { 'retry-after': '1' } }];
    const begun = performance.now();
    await complete(engine());
    expect(performance.now() - begun).toBeGreaterThanOrEqual(990);
  });

  test('is stopped waiting for at once', async () => {
    server.mishaps = [{ kind: 'status', status: 429, headers: { 'retry-after': '50' } }];
    const stop = new StopSwitch();
    const answering = complete(engine(), ask, stop);
    await vi.waitFor(() => expect(server.mishaps).toEqual([]));
    stop.stop();
    await expect(answering).resolves.toMatchObject({ ended: 'stopped', text: '' });
  });

  test('turns calls away for ever is said to be busy', async () => {
    server.mishaps = Array.from({ length: 6 }, () => ({ kind: 'status', status: 503 }) as const);
    await expect(complete(engine())).rejects.toMatchObject({
      trouble: { kind: 'endpoint-busy', status: 503 },
    });
  });

  test('refuses the call is quoted, and not asked again', async () => {
    const body = '{"error":{"message":"The model `small` does not exist."}}';
    server.mishaps = [{ kind: 'status', status: 404, body }];
    await expect(complete(engine())).rejects.toMatchObject({
      trouble: { kind: 'endpoint-refused', status: 404, detail: 'The model `small` does not exist.' },
    });
  });

  test.each([
    [
      'vLLM',
      "This model's maximum context length is 256 tokens. However, you requested 900 tokens (500 in the messages, 400 in the completion).",
    ],
    ['OpenAI', '{"error":{"code":"context_length_exceeded","message":"Too long."}}'],
  ])('finds the prompt too long is understood in the words of %s', async (_who, body) => {
    server.mishaps = [{ kind: 'status', status: 400, body }];
    await expect(complete(engine())).rejects.toMatchObject({
      trouble: { kind: 'context-overflow', contextTokens: 256 },
    });
  });

  test('is slow is waited for', async () => {
    const { text } = await complete(engine());
    server.mishaps = [{ kind: 'slow', milliseconds: 40 }];
    expect((await complete(engine(), ask)).text).toBe(text);
  });

  test('cuts the connection before its first word is asked again', async () => {
    const { text } = await complete(engine());
    server.mishaps = [{ kind: 'cut', after: 0 }];
    expect((await complete(engine())).text).toBe(text);
  });

  test.each([1, 3])(
    'cuts the connection after %i pieces has lost the call, and can be asked again',
    async (after) => {
      const one = engine();
      server.mishaps = [{ kind: 'cut', after }];
      await expect(complete(one)).rejects.toMatchObject({ trouble: { kind: 'engine-lost' } });
      expect((await complete(one)).text).not.toBe('');
    },
  );

  test('falls silent in the middle has lost the call after a while', async () => {
    server.mishaps = [{ kind: 'stall', after: 2 }];
    const one = engine({}, { stallMilliseconds: 100 });
    await expect(complete(one)).rejects.toMatchObject({ trouble: { kind: 'engine-lost' } });
  });

  test('sends what is no answer has lost the call, and nothing of it is taken for one', async () => {
    server.mishaps = [{ kind: 'garbage' }];
    await expect(complete(engine())).rejects.toMatchObject({ trouble: { kind: 'engine-lost' } });
  });

  test('does not stream is read all the same', async () => {
    const { text } = await complete(engine());
    server.mishaps = [{ kind: 'whole' }];
    expect((await complete(engine())).text).toBe(text);
  });

  test('is not there is said to be away', async () => {
    const gone = engine({ baseUrl: 'http://127.0.0.1:9/v1' });
    await expect(complete(gone)).rejects.toMatchObject({ trouble: { kind: 'endpoint-away' } });
  });

  test('is let take as many calls at once as the person said, and no more', async () => {
    const one = engine({ callsAtOnce: 3 });
    await Promise.all(Array.from({ length: 9 }, () => complete(one)));
    expect(server.mostUnderWay).toBe(3);
  });
});

describe('The key of an endpoint', () => {
  test('goes along in the header, and stands in nothing that an error tells', async () => {
    server.key = 'secret-key';
    expect((await complete(engine({}, { key: 'secret-key' }))).text).not.toBe('');
    const refused = await complete(engine({}, { key: 'wrong-key' })).catch((thrown: unknown) => thrown);
    expect(refused).toMatchObject({ trouble: { kind: 'endpoint-refused', status: 401 } });
    expect(JSON.stringify([refused, String(refused), (refused as Error).stack])).not.toContain('wrong-key');
  });

  test('is sent to nobody where there is none', async () => {
    server.keys.length = 0;
    await complete(engine());
    expect(server.keys).toEqual([undefined]);
  });
});

describe('A dialect', () => {
  test.each([
    ['llama.cpp', { top_k: 40, repeat_penalty: 1.1, grammar: 'root ::= "yes"' }, []],
    ['vllm', { top_k: 40, repetition_penalty: 1.1, structured_outputs: { grammar: 'root ::= "yes"' } }, []],
    ['sglang', { top_k: 40, repetition_penalty: 1.1, ebnf: 'root ::= "yes"' }, []],
    ['plain', {}, ['topK', 'repetitionPenalty']],
  ] as const)(
    'says to %s what it understands, and tells what it was not told',
    async (dialect, fields, ignored) => {
      const answer = await complete(engine({ dialect }), { ...ask, grammar: 'root ::= "yes"' });
      expect(server.asked.at(-1)).toMatchObject({ ...fields, model: 'small', seed: 11, temperature: 0.7 });
      expect(answer.ignored).toEqual(ignored);
    },
  );

  test('of JSON asks for a line as a property, and gives the answer in lines', async () => {
    const conversation = {
      ...{ owner: '', id: 'c', faults: [], raw: '' },
      pair: pairs[0] ?? expect.fail('There are no pairs.'),
      turns: [{ speaker: 1, text: 'Hello.' } as const],
      origin: { kind: 'written', note: '', source: { name: '', licence: '' } } as const,
    };
    const limits = { toxicityAtMost: 0.5 };
    const { prompt, read } = filterQuestion(
      (['faithfulness', 'toxicity', 'privacy'] as const).map(first),
      conversation,
      {
        ...{ limits, reason: 'first', together: true },
      },
    );
    const answer = await complete(engine({ dialect: 'json-schema' }), {
      ...ask,
      messages: prompt.messages,
      ...(prompt.grammar === undefined ? {} : { grammar: prompt.grammar }),
    });
    expect(answer.text.split('\n')[0]).toBe('reason: Some words.');
    expect(read(answer.text)).toMatchObject({ ok: true, value: { finding: { decision: 'pass' } } });
  });

  test('of JSON leaves alone what is no form of lines', () => {
    expect(answerSchema('root ::= "User 1: " [a-z]+')).toBeNull();
    expect(answerSchema('root ::= "yes" | "no"')).toBeNull();
  });

  test('of JSON names what may stand in a line, where that can be named', () => {
    const schema = answerSchema(
      'root ::= "reason: " [a-z]+ "\\nfit: " fit\nfit ::= "yes" | "no in turn " ("1" | "2")',
    );
    expect(schema?.properties).toEqual({
      reason: { type: 'string' },
      fit: { type: 'string', enum: ['yes', 'no in turn 1', 'no in turn 2'] },
    });
    expect(schema && linesOf('{"reason":"a\\nb","fit":"yes"}', schema)).toBe('reason: a b\nfit: yes');
    expect(schema && linesOf('no JSON', schema)).toBe('no JSON');
  });
});

describe('Probing a server', () => {
  const never = new AbortController().signal;

  test('lists its models with their context, and whose software it is', async () => {
    expect(await probe(baseUrl, null, never)).toEqual({
      models: [
        { id: 'small', contextTokens: 256 },
        { id: 'large', contextTokens: null },
      ],
      dialect: 'llama.cpp',
    });
  });

  test('says that a key is wanted', async () => {
    server.key = 'secret-key';
    await expect(probe(baseUrl, null, never)).rejects.toMatchObject({
      trouble: { kind: 'endpoint-refused', status: 401 },
    });
  });

  test('says that what answers is something else', async () => {
    await expect(probe(baseUrl.replace('/v1', '/other'), null, never)).rejects.toMatchObject({
      trouble: { kind: 'endpoint-refused', status: 404 },
    });
  });

  test('says that nothing answers', async () => {
    const probing = probe('http://127.0.0.1:9/v1', null, never);
    await expect(probing).rejects.toMatchObject({ trouble: { kind: 'endpoint-away', host: '127.0.0.1:9' } });
  });
});

describe('The address of a server', () => {
  test.each([
    ['http://127.0.0.1:8000', 'http://127.0.0.1:8000/v1'],
    ['localhost:11434', 'http://localhost:11434/v1'],
    ['api.example.com', 'https://api.example.com/v1'],
    ['https://api.example.com/openai/v1/', 'https://api.example.com/openai/v1'],
    [' https://api.example.com/v1/chat/completions ', 'https://api.example.com/v1'],
  ])('%s is read as %s', (typed, read) => {
    expect(readBaseUrl(typed)).toEqual({ ok: true, value: read });
  });

  test.each([
    ['', 'no-address'],
    ['http://192.168.0.7:8000', 'not-encrypted'],
    ['ftp://example.com', 'no-web-address'],
    ['https://', 'no-web-address'],
  ])('%j is refused: %s', (typed, problem) => {
    expect(readBaseUrl(typed)).toEqual({ ok: false, problem });
  });
});

describe('Server-sent events', () => {
  test('are the same wherever the bytes are cut, and whatever ends a line', () => {
    const data = fc.array(
      fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\r\n]/g, '')),
      { maxLength: 5 },
    );
    const end = fc.constantFrom('\n', '\r\n');
    fc.assert(
      fc.property(data, end, fc.array(fc.nat(200), { maxLength: 8 }), (all, lineEnd, cuts) => {
        const text = all.map((one) => `: a comment${lineEnd}data: ${one}${lineEnd}${lineEnd}`).join('');
        const bytes = new TextEncoder().encode(text);
        const places = [
          0,
          ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b),
          bytes.length,
        ];
        const stream = new EventStream();
        const heard = places.slice(1).flatMap((to, index) => stream.push(bytes.slice(places[index], to)));
        expect([...heard, ...stream.finish()]).toEqual(all);
      }),
    );
  });

  test('end without an empty line', () => {
    const stream = new EventStream();
    expect(stream.push(new TextEncoder().encode('data: {"a":1}\n\ndata: [DONE]'))).toEqual(['{"a":1}']);
    expect(stream.finish()).toEqual(['[DONE]']);
  });
});

describe('The wait before another try', () => {
  const now = Date.parse('2024-01-01T00:00:00Z');
  test.each([
    ['doubles', 1, null, 1000],
    ['doubles each time', 4, null, 8000],
    ['is what the server says in seconds', 1, '7', 7000],
    ['is what the server says as a date', 1, 'Mon, 01 Jan 2024 00:00:05 GMT', 5000],
    ['is never longer than a minute', 1, '3600', 60_000],
    ['is not taken from nonsense', 1, 'soon', 1000],
  ])('%s', (_how, tried, said, expected) => {
    expect(waitBefore(tried, said, now, 1000)).toBe(expected);
  });
});
