// Owns what every adapter of the Engine port must hold. Each adapter's test file runs it with its own way to
// load.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grammarOf, literal, line } from '../../../src/core/critic/grammar.ts';
import type { Answer, Ask, AskedChoices, Engine, LoadProgress, Stop } from '../../../src/core/ports.ts';
import { Broken, type Trouble } from '../../../src/core/trouble.ts';
import { StopSwitch } from './stop-switch.ts';

export interface LoadOptions {
  readonly stop: Stop;
  onProgress(progress: LoadProgress): void;
}

export interface Contracted {
  load(options: LoadOptions): Promise<Engine>;
  /** Has no samplers, so some of what is asked cannot be followed. */
  readonly ignores: Answer['ignored'];
  /** Loads that cannot succeed, and what they must throw. */
  readonly badLoads: readonly {
    readonly because: string;
    readonly load: (options: LoadOptions) => Promise<Engine>;
    readonly trouble: Partial<Trouble>;
  }[];
}

const request =
  'User 1: I have two dogs. I work as a nurse.\n' +
  'User 2: I play the piano. I am a student.\n' +
  'Conversation (4 turns):';

const asking = (content: string, decoding: Partial<Ask['decoding']> = {}, grammar?: string): Ask => ({
  messages: [{ role: 'user', content }],
  decoding: {
    temperature: 1,
    topP: 1,
    topK: 0,
    repetitionPenalty: 1,
    maxTokens: 12,
    seed: 104_729,
    ...decoding,
  },
  ...(grammar === undefined ? {} : { grammar }),
});

/** As the core writes its own: made of the pieces that every engine's dialect shares. */
const twoTurns = grammarOf({
  root: `${literal('User 1: ')} turn ${literal('\nUser 2: ')} turn`,
  turn: line(240),
});

interface Heard {
  readonly answer: Answer;
  readonly pieces: readonly string[];
}

async function hear(
  engine: Engine,
  ask: Ask,
  onPieces = (_count: number) => {},
  stop = new StopSwitch(),
): Promise<Heard> {
  const pieces: string[] = [];
  const answer = await engine.complete(
    ask,
    (piece) => {
      pieces.push(piece);
      onPieces(pieces.length);
    },
    stop,
  );
  expect(stop.listeners, 'an ended call listens no longer').toBe(0);
  return { answer, pieces };
}

const troubleOf = (work: Promise<unknown>): Promise<Trouble> =>
  work.then(
    () => expect.fail('It should have thrown.'),
    (thrown: unknown) =>
      thrown instanceof Broken ? thrown.trouble : expect.fail(`Not typed: ${String(thrown)}`),
  );

const withoutProgress = (stop: Stop = new StopSwitch()): LoadOptions => ({
  stop,
  onProgress: () => undefined,
});

export function contractOfEngine(name: string, { load, ignores, badLoads }: Contracted): void {
  describe(`The ${name} engine`, () => {
    let engine: Engine;
    const progress: LoadProgress[] = [];

    beforeAll(async () => {
      engine = await load({ stop: new StopSwitch(), onProgress: (step) => progress.push(step) });
    });
    afterAll(() => engine.unload());

    describe('answering', () => {
      test('gives the answer in pieces that make up its text', async () => {
        const { answer, pieces } = await hear(engine, asking(request, { maxTokens: 24 }));
        expect(pieces.length).toBeGreaterThan(1);
        expect(pieces.join('')).toBe(answer.text);
        expect(pieces).not.toContain('');
      });

      test('counts the tokens of prompt and answer', async () => {
        const { answer } = await hear(engine, asking(request));
        const { answer: longer } = await hear(engine, asking(`${request} ${request}`));
        expect(answer.promptTokens).toBeGreaterThan(0);
        expect(longer.promptTokens).toBeGreaterThan(answer.promptTokens);
        expect(answer.answerTokens).toBe(12);
      });

      test('ends with "length" when the tokens run out', async () => {
        const { answer } = await hear(engine, asking(request, { maxTokens: 5 }));
        expect(answer).toMatchObject({ ended: 'length', answerTokens: 5 });
      });

      test('ends with "stop" when the answer is complete', async () => {
        const { answer } = await hear(engine, asking(request, {}, 'root ::= "yes"'));
        expect(answer).toMatchObject({ ended: 'stop', text: 'yes' });
      });

      test('says which wishes it cannot follow', async () => {
        const { answer } = await hear(engine, asking(request, { topK: 5 }));
        expect(answer.ignored).toEqual(ignores);
        expect((await hear(engine, asking(request))).answer.ignored).toEqual([]);
      });
    });

    describe('chance', () => {
      test('writes the same text for the same seed, whatever was asked between', async () => {
        const first = await hear(engine, asking(request));
        await hear(engine, asking(`${request} User 1: Hello.`, { seed: 7 }));
        const again = await hear(engine, asking(request));
        expect(again.answer.text).toBe(first.answer.text);
      });

      test('writes other texts for other seeds', async () => {
        const texts = new Set<string>();
        for (const seed of [1_234_567, 104_729, 2_000_000_011]) {
          texts.add((await hear(engine, asking(request, { seed, maxTokens: 24 }))).answer.text);
        }
        expect(texts.size).toBe(3);
      });

      test('is greedy at temperature 0: no seed changes the text', async () => {
        const [first, second] = [
          asking(request, { temperature: 0 }),
          asking(request, { temperature: 0, seed: 7 }),
        ];
        expect((await hear(engine, first)).answer.text).toBe((await hear(engine, second)).answer.text);
      });
    });

    describe('an answer grammar', () => {
      test.each([11, 104_729, 1_999_999_973])('holds the answer to its form (seed %i)', async (seed) => {
        const ask = asking(request, { seed, maxTokens: 24 }, 'root ::= ("yes" | "no") ": " [a-z] [a-z]{0,3}');
        const { answer } = await hear(engine, ask);
        expect(answer.ended).toBe('stop');
        expect(answer.text).toMatch(/^(yes|no): [a-z]{1,4}$/);
      });

      test('holds a dialogue to its turns', async () => {
        const { answer } = await hear(
          engine,
          asking(request, { maxTokens: 200, temperature: 0.7 }, twoTurns),
        );
        expect(answer.ended).toBe('stop');
        expect(answer.text).toMatch(/^User 1: [^\n]+\nUser 2: [^\n]+$/);
      });
    });

    describe('probabilities of choices', () => {
      const weighing = (choices: AskedChoices, grammar?: string, maxTokens = 1): Ask => ({
        ...asking(request, { maxTokens, topP: 0.01 }, grammar),
        choices,
      });
      const sumOf = (choices: Answer['choices']): number =>
        choices?.reduce((sum, { probability }) => sum + probability, 0) ?? Number.NaN;

      test('come for each choice in the order asked for, and leave out what fell on others', async () => {
        const texts = ['yes', 'no', 'User'];
        const { answer } = await hear(engine, weighing({ texts, after: '' }));
        expect(answer.choices?.map(({ text }) => text)).toEqual(texts);
        for (const { probability } of answer.choices ?? []) expect(probability).toBeGreaterThanOrEqual(0);
        expect(sumOf(answer.choices)).toBeGreaterThan(0);
        expect(sumOf(answer.choices)).toBeLessThanOrEqual(1.0001);
      });

      test('are the greatest for what the engine says itself, when it takes the likeliest', async () => {
        const { answer } = await hear(engine, weighing({ texts: ['zebra', 'User'], after: '' }));
        const said = answer.text.trim();
        expect(said).not.toBe('');
        const likeliest = answer.choices?.toSorted((one, other) => other.probability - one.probability)[0];
        expect(likeliest?.text.startsWith(said)).toBe(true);
        expect(likeliest?.probability).toBeGreaterThan(0.5);
      });

      test('are the same whatever the seed, and whatever was asked between', async () => {
        const ask = weighing({ texts: ['yes', 'no', 'User'], after: '' });
        const { answer: first } = await hear(engine, ask);
        await hear(engine, asking(`${request} User 1: Hello.`));
        const { answer: again } = await hear(engine, { ...ask, decoding: { ...ask.decoding, seed: 7 } });
        for (const [index, { probability }] of (first.choices ?? []).entries())
          expect(again.choices?.[index]?.probability).toBeCloseTo(probability, 6);
      });

      test('can be asked for within an answer, behind a text that the grammar puts there', async () => {
        const grammar = grammarOf({ root: `"reason: " [a-z]{1,4} ${literal('\nangry: ')} ("yes" | "no")` });
        const ask = weighing({ texts: ['yes', 'no'], after: 'angry: ' }, grammar, 40);
        const { answer } = await hear(engine, ask);
        expect(answer.ended).toBe('stop');
        expect(answer.choices?.map(({ text }) => text)).toEqual(['yes', 'no']);
        expect(sumOf(answer.choices)).toBeLessThanOrEqual(1.0001);
      });

      test('are absent where they were not asked for, or the answer never came to the place', async () => {
        expect((await hear(engine, asking(request))).answer).not.toHaveProperty('choices');
        const nowhere = weighing({ texts: ['yes', 'no'], after: 'angry: ' }, 'root ::= "reason"', 12);
        expect((await hear(engine, nowhere)).answer).not.toHaveProperty('choices');
      });
    });

    describe('stopping', () => {
      test('ends the answer at any piece with the text so far, and leaves the engine ready', async () => {
        const { pieces } = await hear(engine, asking(request));
        for (let last = 1; last <= pieces.length; last += 1) {
          const stop = new StopSwitch();
          const atPiece = (count: number): void => void (count === last && stop.stop());
          const { answer } = await hear(engine, asking(request), atPiece, stop);
          expect(answer).toMatchObject({ ended: 'stopped', text: pieces.slice(0, last).join('') });
        }
        expect((await hear(engine, asking(request))).pieces).toEqual(pieces);
      });

      test('writes nothing when it was stopped before it began', async () => {
        const stop = new StopSwitch();
        stop.stop();
        const { answer, pieces } = await hear(engine, asking(request), undefined, stop);
        expect(answer).toMatchObject({ ended: 'stopped', text: '' });
        expect(pieces).toEqual([]);
      });

      test('is heard between two pieces too', async () => {
        const stop = new StopSwitch();
        const soon = (count: number): void => void (count === 2 && queueMicrotask(() => stop.stop()));
        const { answer, pieces } = await hear(engine, asking(request), soon, stop);
        expect(answer).toMatchObject({ ended: 'stopped', text: pieces.join('') });
      });
    });

    describe('the context', () => {
      test('refuses a prompt that does not fit, before it writes anything, and stays ready', async () => {
        const pieces: string[] = [];
        const tooLong = asking('one two three '.repeat(engine.contextTokens));
        const trouble = await troubleOf(
          engine.complete(tooLong, (piece) => pieces.push(piece), new StopSwitch()),
        );
        expect(trouble).toMatchObject({ kind: 'context-overflow', contextTokens: engine.contextTokens });
        expect((trouble as { promptTokens: number }).promptTokens).toBeGreaterThan(engine.contextTokens);
        expect(pieces).toEqual([]);
        expect((await hear(engine, asking(request))).answer.text).not.toBe('');
      });

      test('ends the answer with "length" where the context is full', async () => {
        const content = await nearlyFull(engine, 10);
        // A form so long that the model cannot end by itself.
        const ask = asking(content, { maxTokens: 200 }, 'root ::= [a-z] (" " [a-z]){400}');
        const { answer } = await hear(engine, ask);
        expect(answer.ended).toBe('length');
        expect(answer.promptTokens + answer.answerTokens).toBeLessThanOrEqual(engine.contextTokens + 1);
        expect(answer.answerTokens).toBeLessThan(20);
      });
    });

    test('does one thing at a time: a second call waits for the first', async () => {
      const order: string[] = [];
      const ask = (who: string): Promise<unknown> =>
        hear(engine, asking(request), () => void order.push(who)).then(() => order.push(`${who} ended`));
      await Promise.all([ask('first'), ask('second')]);
      expect(order.indexOf('second')).toBeGreaterThan(order.indexOf('first ended'));
    });

    describe('loading', () => {
      test('tells of its progress, never backwards and never beyond the whole', () => {
        const fetched = progress.filter(({ stage }) => stage === 'fetching').map(({ bytes }) => bytes);
        expect(fetched).toEqual(fetched.toSorted((one, other) => one - other));
        for (const { bytes, totalBytes } of progress) expect(bytes).toBeLessThanOrEqual(totalBytes);
      });

      const bad = badLoads.map((one) => [one.because, one] as const);
      test.each(bad)('fails with a typed error %s', async (_because, { load: badLoad, trouble }) => {
        expect(await troubleOf(badLoad(withoutProgress()))).toMatchObject(trouble);
      });

      test('twice gives two engines that answer at the same time, each as if alone', async () => {
        const other = await load(withoutProgress());
        try {
          const [one, two] = [asking(request), asking(`${request} User 1: Hello.`, { seed: 7 })];
          const alone = [(await hear(engine, one)).answer.text, (await hear(other, two)).answer.text];
          const together = await Promise.all([hear(engine, one), hear(other, two)]);
          expect(together.map(({ answer }) => answer.text)).toEqual(alone);
        } finally {
          await other.unload();
        }
        expect((await hear(engine, asking(request))).answer.text).not.toBe('');
      });
    });

    test('is lost once unloaded: what was under way ends, and nothing begins', async () => {
      const other = await load(withoutProgress());
      let underWay: Promise<Trouble> | undefined;
      await new Promise<void>((begun) => {
        underWay = troubleOf(hear(other, asking(request, { maxTokens: 200 }), () => begun()));
      });
      await other.unload();
      expect(await underWay).toMatchObject({ kind: 'engine-lost' });
      expect(await troubleOf(hear(other, asking(request)))).toMatchObject({ kind: 'engine-lost' });
    });
  });
}

/** A prompt that leaves about `room` tokens, found by how the prompt's count grows. */
async function nearlyFull(engine: Engine, room: number): Promise<string> {
  const words = (count: number): string => ' dog'.repeat(count);
  const countOf = async (count: number): Promise<number> =>
    (await hear(engine, asking(words(count), { maxTokens: 1 }))).answer.promptTokens;
  const [few, many] = [await countOf(10), await countOf(30)];
  const perWord = (many - few) / 20;
  return words(Math.floor((engine.contextTokens - room - few) / perWord) + 10);
}
