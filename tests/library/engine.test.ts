// Unmodified web-llm with this library and Parley-mini's weights, in headless Chromium on software WebGPU. The CPU
// reference of this folder says what the model would write; web-llm must write the same.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT, answerOf, openEnginePage } from './browser.ts';
import type { EnginePage } from './browser.ts';
import { Reference, greedy, readWeights } from './reference.ts';
import type { GreedyStep, TensorCache } from './reference.ts';
import { Tokenizer } from './tokenizer.ts';
import type { TokenizerFile } from './tokenizer.ts';

const MODEL = path.join(ROOT, 'public/models/parley-mini/resolve/1');
const DIMENSIONS = { width: 256, layers: 6, heads: 4, headWidth: 64, feedForward: 576, vocabulary: 3072 };
const END_TOKENS = [3069, 3071];
const PREFILL_CHUNK_TOKENS = 512;
const CONTEXT_TOKENS = 1024;
const TIMEOUT_MILLISECONDS = 180_000;

const NURSE_AND_PIANO =
  'User 1: I have two dogs. I work as a nurse.\nUser 2: I play the piano. I am a student.\nConversation (8 turns):';
const GARDEN_AND_CHESS =
  'User 1: I grow tomatoes. My favorite color is blue.\nUser 2: I love chess. I live in a small town.\nConversation:';

const readJson = (file: string): unknown => JSON.parse(readFileSync(path.join(MODEL, file), 'utf8'));
const tokenizer = new Tokenizer(readJson('tokenizer.json') as TokenizerFile);
const weights = readWeights(readJson('tensor-cache.json') as TensorCache, (file) =>
  readFileSync(path.join(MODEL, file)),
);

const promptTokens = (content: string) =>
  tokenizer.encode(`<|im_start|>user\n${content}<|im_end|>\n<|im_start|>assistant\n`);
const referenceSteps = (content: string, most: number): GreedyStep[] =>
  greedy(new Reference(weights, DIMENSIONS), promptTokens(content), most, END_TOKENS);

const asking = (content: string, more: object = {}) => ({
  messages: [{ role: 'user', content }],
  temperature: 0,
  max_tokens: 24,
  ...more,
});

function furthestApart(left: readonly number[], right: ArrayLike<number>): number {
  return Math.max(...left.map((value, index) => Math.abs(value - right[index]!)));
}

let engines: EnginePage;
beforeAll(async () => {
  engines = await openEnginePage();
  await engines.load('one', { record: true });
}, TIMEOUT_MILLISECONDS);
afterAll(() => engines.close());

const complete = async (request: object, engine = 'one') => answerOf(await engines.complete(engine, request));

describe('greedy text', { timeout: TIMEOUT_MILLISECONDS }, () => {
  test.each([
    ['a nurse and a pianist', NURSE_AND_PIANO],
    ['a gardener and a chess player', GARDEN_AND_CHESS],
  ])('for %s it is the reference, token for token, and so are the logits', async (_who, prompt) => {
    const steps = referenceSteps(prompt, 48);
    const answer = await complete(asking(prompt, { max_tokens: 48 }));
    expect(answer.usage.prompt_tokens).toBe(promptTokens(prompt).length);
    expect(answer.tokens.length).toBeGreaterThanOrEqual(40);
    expect(answer.tokens).toEqual(steps.map((step) => step.token));
    for (const [place, step] of steps.entries()) {
      expect(furthestApart(answer.logits[place]!, step.logits)).toBeLessThan(0.005);
    }
  });

  test('a prompt longer than a chunk is filled in chunks without a seam', async () => {
    const prompt = `User 1: ${'I walk in the hills. I read old books. '.repeat(48)}\nUser 2: I sing.\nConversation:`;
    const [step] = referenceSteps(prompt, 1);
    const answer = await complete(asking(prompt, { max_tokens: 1 }));
    expect(answer.usage.prompt_tokens).toBe(promptTokens(prompt).length);
    expect(answer.usage.prompt_tokens).toBeGreaterThan(PREFILL_CHUNK_TOKENS);
    expect(answer.tokens[0]).toBe(step!.token);
    expect(furthestApart(answer.logits[0]!, step!.logits)).toBeLessThan(0.005);
  });
});

describe('sampling', { timeout: TIMEOUT_MILLISECONDS }, () => {
  const sampled = async (seed: number) =>
    (await complete(asking(NURSE_AND_PIANO, { temperature: 0.9, top_p: 0.95, seed }))).tokens;

  test('a seed repeats its tokens and another seed draws others', async () => {
    const first = await sampled(1234567);
    expect(await sampled(1234567)).toEqual(first);
    expect(await sampled(7654321)).not.toEqual(first);
  });

  test('a repeated word is written less often under a frequency penalty', async () => {
    const plain = await complete(asking(NURSE_AND_PIANO));
    const penalized = await complete(asking(NURSE_AND_PIANO, { frequency_penalty: 2, presence_penalty: 2 }));
    expect(new Set(penalized.tokens).size / penalized.tokens.length).toBeGreaterThan(
      new Set(plain.tokens).size / plain.tokens.length,
    );
  });

  test('a bias against every token but one leaves that one', async () => {
    const [only] = tokenizer.encode(' dog');
    const answer = await complete(
      asking(NURSE_AND_PIANO, { logit_bias: { [String(only)]: 100 }, max_tokens: 3 }),
    );
    expect(answer.tokens).toEqual([only, only, only]);
  });

  test('log-probabilities come with each token, likeliest first, and sum to no more than one', async () => {
    const request = asking(NURSE_AND_PIANO, {
      temperature: 1,
      logprobs: true,
      top_logprobs: 5,
      max_tokens: 4,
      seed: 5,
    });
    const { logprobs } = await complete(request);
    expect(logprobs?.content).toHaveLength(4);
    for (const { top_logprobs: best } of logprobs?.content ?? []) {
      const values = best.map((entry) => entry.logprob);
      expect(values).toHaveLength(5);
      expect(values).toEqual([...values].sort((left, right) => right - left));
      expect(values.reduce((sum, value) => sum + Math.exp(value), 0)).toBeLessThanOrEqual(1.0001);
    }
  });

  test.each([1, 2, 3])('a grammar holds the text to its form (seed %i)', async (seed) => {
    const grammar = 'root ::= "Verdict: " ("pass" | "fail") " because " [a-z]+ "."';
    const response_format = { type: 'grammar', grammar };
    const answer = await complete(
      asking(NURSE_AND_PIANO, { response_format, temperature: 1, seed, max_tokens: 60 }),
    );
    expect(answer.text).toMatch(/^Verdict: (pass|fail) because [a-z]+(\.$|$)/);
    if (answer.finishReason === 'stop') expect(answer.text.endsWith('.')).toBe(true);
  });
});

describe('the life of an engine', { timeout: TIMEOUT_MILLISECONDS }, () => {
  test('a prompt beyond the context is refused with both sizes, and the engine goes on', async () => {
    const prompt = 'I read old books. '.repeat(CONTEXT_TOKENS / 4);
    const refused = await engines.complete('one', asking(prompt));
    expect(refused).toMatchObject({
      ok: false,
      problem: expect.stringContaining(`context window size: ${CONTEXT_TOKENS}`),
    });
    expect((await complete(asking(NURSE_AND_PIANO, { max_tokens: 4 }))).tokens).toHaveLength(4);
  });

  test('an answer that reaches the end of the context stops there', async () => {
    const prompt = 'I read. '.repeat(331);
    const answer = await complete(asking(prompt, { ignore_eos: true, max_tokens: 100 }));
    expect(answer.usage.prompt_tokens + answer.usage.completion_tokens).toBeLessThanOrEqual(
      CONTEXT_TOKENS + 1,
    );
    expect(answer.finishReason).toBe('length');
  });

  test('requests after one another and after a reset do not see each other', async () => {
    const first = await complete(asking(NURSE_AND_PIANO));
    await complete(asking(GARDEN_AND_CHESS));
    expect((await complete(asking(NURSE_AND_PIANO))).tokens).toEqual(first.tokens);
    await engines.reset('one');
    expect((await complete(asking(NURSE_AND_PIANO))).tokens).toEqual(first.tokens);
  });

  test('two engines answer at once, each its own prompt', async () => {
    await engines.load('two', { record: true });
    const alone = [await complete(asking(NURSE_AND_PIANO)), await complete(asking(GARDEN_AND_CHESS), 'two')];
    const together = await Promise.all([
      complete(asking(NURSE_AND_PIANO)),
      complete(asking(GARDEN_AND_CHESS), 'two'),
    ]);
    expect(together.map((answer) => answer.tokens)).toEqual(alone.map((answer) => answer.tokens));
  });
});
