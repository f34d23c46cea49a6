import { describe, expect, it } from 'vitest';
import { FetchRate } from '../../workers/studio/models/fetch-rate.ts';

describe('the rate of a download', () => {
  it('is what came over the last seconds', () => {
    const rate = new FetchRate();
    const seen = Array.from({ length: 100 }, (_, tenth) => rate.next(tenth * 100_000, tenth * 100));
    expect(seen[0]).toBeNull();
    expect(seen.at(-1)).toBeCloseTo(1e6, 0);
  });

  it('follows a network that becomes slower', () => {
    const rate = new FetchRate();
    for (let tenth = 0; tenth < 50; tenth += 1) rate.next(tenth * 1_000_000, tenth * 100);
    let last: number | null = null;
    for (let tenth = 50; tenth < 120; tenth += 1)
      last = rate.next(49_000_000 + (tenth - 49) * 1000, tenth * 100);
    expect(last).toBeCloseTo(10_000, 0);
  });

  it('takes what was here already for no fetching', () => {
    const rate = new FetchRate();
    rate.next(0, 0);
    rate.next(500_000_000, 5);
    expect(rate.next(500_100_000, 1005)).toBeCloseTo(100_000, 0);
  });
});
