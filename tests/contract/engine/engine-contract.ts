// Owns what every adapter of the Engine port must hold. Each adapter's test file runs it with its own way to
// load.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grammarOf, literal, line } from '../../../src/core/critic/grammar.ts';
import type { Answer, Engine, LoadProgress, Message, Stop } from '../../../src/core/ports.ts';
import { Broken, type Trouble } from '../../../src/core/trouble.ts';
import { contractOfChoices } from './choices-contract.ts';
import { asking, hear, request } from './hearing.ts';
import { StopSwitch } from './stop-switch.ts';

export interface LoadOptions {
  readonly stop: Stop;
  onProgress(progress: LoadProgress): void;
}

export interface Contracted {
  load(options: LoadOptions): Promise<Engine>;
  /** Whether it can count tokens without answering. */
  readonly counts: boolean;
  /** Has no samplers, so some of what is asked cannot be followed. */
  readonly ignores: Answer['ignored'];
  /** What it leaves out of every ask. Where the seed is among them, chance is not the studio's to repeat. */
  readonly alwaysIgnores?: Answer['ignored'];
  /** false where it never says how likely an answer was. */
  readonly weighs?: boolean;
  /** Loads that cannot succeed, and what they must throw. */
  readonly badLoads: readonly {
    readonly because: string;
    readonly load: (options: LoadOptions) => Promise<Engine>;
    readonly trouble: Partial<Trouble>;
  }[];
}

/** As the core writes its own: made of the pieces that every engine's dialect shares. */
const twoTurns = grammarOf({
  root: `${literal('User 1: ')} turn ${literal('\nUser 2: ')} turn`,
  turn: line(240),
});

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

export function contractOfEngine(name: string, contracted: Contracted): void {
  const { load, counts, ignores, alwaysIgnores = [], weighs = true, badLoads } = contracted;
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
        expect((await hear(engine, asking(request))).answer.ignored).toEqual(alwaysIgnores);
      });
    });

    describe('chance', () => {
      test('writes the same text for the same seed, whatever was asked between', async () => {
        const first = await hear(engine, asking(request));
        await hear(engine, asking(`${request} User 1: Hello.`, { seed: 7 }));
        const again = await hear(engine, asking(request));
        expect(again.answer.text).toBe(first.answer.text);
      });

      if (alwaysIgnores.includes('seed')) return;

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

    if (weighs) contractOfChoices(() => engine);

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

      test.each<[string, readonly Message[]]>([
        ['a request', [{ role: 'user', content: request }]],
        ['a request that ends in white space', [{ role: 'user', content: `${request}\n\n` }]],
        ['letters of other scripts, signs and emoji', [{ role: 'user', content: 'Grüße, 你好 — “ok”! 🙂' }]],
        [
          'a chat with a system message and an exemplar',
          [
            { role: 'system', content: 'You write everyday talk.' },
            { role: 'user', content: request },
            { role: 'assistant', content: 'User 1: Hello.\nUser 2: Hi.' },
            { role: 'user', content: request },
          ],
        ],
      ])('counts the tokens of %s as an answer does', async (_what, messages) => {
        const { answer } = await hear(engine, { ...asking(''), messages });
        if (counts) expect(await engine.countTokens(messages)).toBe(answer.promptTokens);
        else expect(await engine.countTokens(messages)).toBeNull();
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

    test('takes as many calls at a time as it says: one more waits for another to end', async () => {
      let underWay = 0;
      let most = 0;
      const ask = async (number: number): Promise<string> => {
        let begun = false;
        const heard = await hear(engine, asking(`${request} ${number}`, { seed: number }), () => {
          if (!begun) most = Math.max(most, (underWay += 1));
          begun = true;
        });
        underWay -= begun ? 1 : 0;
        return heard.answer.text;
      };
      const numbers = Array.from({ length: engine.callsAtOnce + 1 }, (_, index) => index + 1);
      const together = await Promise.all(numbers.map(ask));
      expect(most).toBe(engine.callsAtOnce);
      const alone: string[] = [];
      for (const number of numbers) alone.push(await ask(number));
      expect(together).toEqual(alone);
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
