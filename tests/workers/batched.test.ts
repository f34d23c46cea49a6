import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { batched } from '../../workers/engine/batched.ts';

describe('text in batches', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => void vi.useRealTimers());

  it.each([
    [8, 'about ten', 6],
    [2, 'about four', 3],
  ])('on %i cores hands over the first piece at once and the rest %s times a second', (cores, _, most) => {
    const handed: string[] = [];
    const batch = batched((text) => handed.push(text), cores);
    for (const piece of 'abcdefghijklmnopqrst') {
      batch.add(piece);
      vi.advanceTimersByTime(20);
    }
    batch.flush();
    expect(handed[0]).toBe('a');
    expect(handed.length).toBeLessThanOrEqual(most);
    expect(handed.join('')).toBe('abcdefghijklmnopqrst');
  });

  it('hands over nothing when there is nothing', () => {
    const hand = vi.fn();
    batched(hand, 8).flush();
    expect(hand).not.toHaveBeenCalled();
  });
});
