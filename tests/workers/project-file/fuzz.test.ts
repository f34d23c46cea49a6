// Mutated project files: whatever is done to one, it is taken in or refused with a sentence, quickly, and a refusal leaves nothing.
// PARLEY_FUZZ says how many; the usual number is small.
import { strToU8, unzipSync, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { Broken } from '../../../src/core/trouble.ts';
import { MemoryStore } from '../../../src/store/memory/memory-store.ts';
import { takeInProject } from '../../../workers/studio/project-file/take-in.ts';
import { projectFile } from '../../../workers/studio/project-file/write.ts';
import { fuzzCount, mutated, seeded } from '../../fuzz.ts';
import { filledProject } from './filled.ts';

it(`${fuzzCount} mutated project files neither throw what is no trouble, nor hang, nor fill the memory`, async () => {
  const [store, { id }] = await filledProject();
  const whole = new Uint8Array(await (await projectFile(store, id)).file.arrayBuffer());
  const files = unzipSync(whole);
  const names = Object.keys(files);
  const before = process.memoryUsage().rss;
  let [taken, longest] = [0, 0];
  for (let number = 0; number < fuzzCount; number += 1) {
    const chance = seeded(number + 1);
    // Half of them are broken as archives, half are sound archives of broken contents.
    let bytes = mutated(whole, chance);
    if (number % 2 === 0) {
      const name = names[Math.floor(chance() * names.length)] ?? '';
      const text = new TextDecoder().decode(files[name]);
      bytes = zipSync(
        { ...files, [name]: strToU8(new TextDecoder().decode(mutated(strToU8(text), chance))) },
        { level: 1 },
      );
    }
    const target = new MemoryStore();
    const begun = performance.now();
    const outcome = await takeInProject(target, new Blob([new Uint8Array(bytes)])).catch(
      (thrown: unknown) => thrown,
    );
    longest = Math.max(longest, performance.now() - begun);
    if (outcome instanceof Broken) {
      expect([number, outcome.trouble.kind]).toEqual([number, 'bad-project-file']);
      expect(await target.count('project', '')).toBe(0);
    } else {
      if (outcome instanceof Error) throw new Error(`Number ${number} threw.`, { cause: outcome });
      taken += 1;
    }
  }
  console.log(
    `Of ${fuzzCount} mutated project files ${taken} were taken in; the longest took ${Math.round(longest)} ms.`,
  );
  expect(longest).toBeLessThan(10_000);
  expect(process.memoryUsage().rss - before).toBeLessThan(1e9);
}, 3_600_000);
