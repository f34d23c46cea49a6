// Owns working on several things at once. Each is a generator of events; whoever consumes them has dealt with an event before
// the generator it came from goes on, so each by itself runs as it would alone, and only the order between them is open.

/**
 * Yields the events of `work` on all `items`, at most `width` under way (asked anew each time); returns what each ended with, in the order of
 * `items`. When one throws, nothing new begins, the event that each other is at work on still comes, and then it throws.
 */
export async function* atOnce<Item, Event, End>(
  items: readonly Item[],
  width: () => number,
  work: (item: Item) => AsyncGenerator<Event, End>,
): AsyncGenerator<Event, readonly End[]> {
  const ends: End[] = [];
  const underWay = new Map<number, Promise<Step<Event, End>>>();
  const waiting = items.entries();
  const begin = (): boolean => {
    const { value, done = false } = waiting.next();
    if (done || !value) return false;
    const [index, item] = value;
    underWay.set(index, stepOf(index, work(item)));
    return true;
  };
  let broken: (Step<Event, End> & { readonly kind: 'broken' }) | null = null;
  for (;;) {
    while (!broken && underWay.size < Math.max(1, width()) && begin());
    if (underWay.size === 0) break;
    const step = await Promise.race(underWay.values());
    underWay.delete(step.index);
    if (step.kind === 'broken') broken ??= step;
    if (step.kind === 'ended') ends[step.index] = step.end;
    if (step.kind !== 'event') continue;
    yield step.event;
    if (!broken) underWay.set(step.index, stepOf(step.index, step.generator));
  }
  if (broken) throw broken.thrown;
  return ends;
}

type Step<Event, End> = { readonly index: number } & (
  | { readonly kind: 'event'; readonly event: Event; readonly generator: AsyncGenerator<Event, End> }
  | { readonly kind: 'ended'; readonly end: End }
  | { readonly kind: 'broken'; readonly thrown: unknown }
);

/** The next thing that a generator does. Never rejects. */
async function stepOf<Event, End>(
  index: number,
  generator: AsyncGenerator<Event, End>,
): Promise<Step<Event, End>> {
  try {
    const { value, done } = await generator.next();
    return done ? { index, kind: 'ended', end: value } : { index, kind: 'event', event: value, generator };
  } catch (thrown) {
    return { index, kind: 'broken', thrown };
  }
}
