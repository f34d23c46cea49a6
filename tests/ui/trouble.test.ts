// What a person reads of a trouble: sentences, whatever words a library gave.
import { expect, it } from 'vitest';
import { troubleWords } from '../../src/ui/words/en/trouble.ts';

it.each([
  ['RangeError: memory access out of bounds', 'RangeError: memory access out of bounds.'],
  ['the device is gone.', 'the device is gone.'],
  ['it said “no”', 'it said “no”'],
  ['out of memory\n', 'out of memory.'],
])('tells “%s” as the end of a sentence', (detail, told) => {
  const { what } = troubleWords({ kind: 'engine-lost', model: 'Larger', detail });
  expect(what).toBe(`The engine that ran Larger was lost: ${told}`);
});
