import { describe, expect, test } from 'vitest';
import { Broken } from '../../../src/core/trouble.ts';
import { Lifeline } from '../../../src/engine/lifeline.ts';

const never = new Promise<never>(() => undefined);

describe('The lifeline of an engine', () => {
  test('ends work that would never end by itself, once it is lost', async () => {
    const lifeline = new Lifeline('model');
    const work = lifeline.hold(never);
    lifeline.lose('The device is gone.');
    await expect(work).rejects.toMatchObject({
      trouble: { kind: 'engine-lost', model: 'model', detail: 'The device is gone.' },
    });
    expect(() => lifeline.refuseWhenLost()).toThrow(Broken);
  });

  test('keeps to the first reason', () => {
    const lifeline = new Lifeline('model');
    const first = lifeline.lose('first');
    expect(lifeline.lose('second')).toBe(first);
  });

  test('finds the loss behind an error that came before it', async () => {
    const lifeline = new Lifeline('model');
    setTimeout(() => lifeline.lose('The device is gone.'), 10);
    expect(await lifeline.causeOf(new Error('mapAsync failed'))).toBeInstanceOf(Broken);
  });

  test('leaves an error alone that has no loss behind it', async () => {
    const error = new Error('bad grammar');
    expect(await new Lifeline('model').causeOf(error)).toBe(error);
  });
});
