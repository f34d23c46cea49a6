// What every embedder must do, whatever is behind it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Embedder } from '../../../src/core/ports.ts';
import { Stopper } from '../../../workers/stopper.ts';

export const texts = [
  'I have two dogs.',
  'I own a couple of puppies.',
  'I work as an accountant.',
  'I am a tax adviser.',
  'My favourite food is pizza, most of all with mushrooms from the wood behind our house.',
];
const heedless = () => undefined;

export function contractOfEmbedder(name: string, load: () => Promise<Embedder>): void {
  describe(`the embedder ${name}`, () => {
    let embedder: Embedder;
    beforeAll(async () => {
      embedder = await load();
    });
    afterAll(() => embedder.unload());

    const embed = async (given: readonly string[]) => {
      const vectors = await embedder.embed(given, heedless, new Stopper());
      const at = (index: number) =>
        vectors.subarray(index * embedder.dimensions, (index + 1) * embedder.dimensions);
      return given.map((_, index) => at(index));
    };
    const cosine = (one: Float32Array | undefined, other: Float32Array | undefined) =>
      one?.reduce((sum, value, index) => sum + value * (other?.[index] ?? 0), 0) ?? NaN;

    test('gives each text a vector of unit length', async () => {
      const vectors = await embed(texts);
      for (const vector of vectors) expect(cosine(vector, vector)).toBeCloseTo(1, 4);
    });

    test('puts texts of one meaning nearer than others', async () => {
      const [dogs, puppies, accountant, adviser, pizza] = await embed(texts);
      expect(cosine(dogs, puppies)).toBeGreaterThan(cosine(dogs, accountant) + 0.2);
      expect(cosine(accountant, adviser)).toBeGreaterThan(cosine(adviser, pizza) + 0.2);
    });

    test('gives a text the same vector whatever stands beside it', async () => {
      const together = await embed(texts);
      for (const [index, text] of texts.entries()) {
        const [alone] = await embed([text]);
        expect(cosine(alone, together[index])).toBeCloseTo(1, 4);
      }
    });

    test('takes any text: empty, of other scripts, very long', async () => {
      const vectors = await embed(['', ' ', '日本語', '🙂', 'dog '.repeat(400), '<b>{{x}}</b>']);
      for (const vector of vectors) expect(cosine(vector, vector)).toBeCloseTo(1, 3);
    });

    test('tells how many texts are done, up to all', async () => {
      const heard: number[] = [];
      const many = Array.from({ length: 70 }, (_, index) => `I have ${index} hens.`);
      await embedder.embed(many, (done) => heard.push(done), new Stopper());
      expect(heard.length).toBeGreaterThan(1);
      expect(heard.at(-1)).toBe(70);
    });

    test('stops between texts when it is told to', async () => {
      const stop = new Stopper();
      const many = Array.from({ length: 200 }, (_, index) => `I have ${index} hens.`);
      const work = embedder.embed(many, () => stop.pull(), stop);
      await expect(work).rejects.toMatchObject({ trouble: { kind: 'stopped' } });
    });

    test('gives nothing for nothing', async () => {
      expect(await embedder.embed([], heedless, new Stopper())).toHaveLength(0);
    });
  });
}
