// Which runs belong together: a stopped one, and the one that took what was left of it.
import { expect, it } from 'vitest';
import type { Run } from '../../src/core/run/plan.ts';
import { kinOf } from '../../src/ui/screens/run/run-kin.ts';

const run = (id: string, goesOnFrom?: string): Run =>
  ({ id, name: id, ...(goesOnFrom === undefined ? {} : { goesOnFrom }) }) as Run;
const [first, second, third] = [run('first'), run('second', 'first'), run('third', 'second')] as const;
const all = [third, second, first, run('itself', 'itself'), run('orphan', 'gone')];

it.each<[string, string | undefined, string | undefined]>([
  ['first', undefined, 'second'],
  ['second', 'first', 'third'],
  ['third', 'second', undefined],
  ['itself', undefined, undefined],
  ['orphan', undefined, undefined],
])('%s goes on from %s and went on as %s', (id, before, after) => {
  const kin = kinOf(all.find((one) => one.id === id) ?? first, all);
  expect([kin.before?.id, kin.after?.id]).toEqual([before, after]);
});
