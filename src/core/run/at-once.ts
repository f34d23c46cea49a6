// Owns working on several things at once. Each is a generator of events; whoever consumes them has dealt with an event before
// the generator it came from goes on, so each by itself runs as it would alone, and only the order between them is open.

/**
 * Yields the events of `work` on all `items`, at most `width` under way (asked anew each time), those that came while the last ones
 * were dealt with together; returns what each ended with, in the order of `items`. When one throws, nothing new begins, the event
 * that each other is at work on still comes, and then it throws.
 */
export async function* atOnce<Item, Event, End>(
  items: readonly Item[],
  width: () => number,
  work: (item: Item) => AsyncGenerator<Event, End>,
): AsyncGenerator<readonly Event[], readonly End[]> {
  const ends: End[] = [];
  const arrivals = new Arrivals<Step<Event, End>>();
  const waiting = items.entries();
  let underWay = 0;
  const goOn = (index: number, generator: AsyncGenerator<Event, End>): void => {
    underWay += 1;
    void stepOf(index, generator).then((step) => arrivals.add(step));
  };
  const begin = (): boolean => {
    const { value, done = false } = waiting.next();
    if (done || !value) return false;
    const [index, item] = value;
    goOn(index, work(item));
    return true;
  };
  let broken: (Step<Event, End> & { readonly kind: 'broken' }) | null = null;
  for (;;) {
    while (!broken && underWay < Math.max(1, width()) && begin());
    if (underWay === 0) break;
    const steps = await arrivals.take();
    underWay -= steps.length;
    broken ??= steps.find((step) => step.kind === 'broken') ?? null;
    for (const step of steps) if (step.kind === 'ended') ends[step.index] = step.end;
    const landed = steps.filter((step) => step.kind === 'event');
    if (landed.length > 0) yield landed.map(({ event }) => event);
    if (!broken) for (const { index, generator } of landed) goOn(index, generator);
  }
  if (broken) throw broken.thrown;
  return ends;
}

/** What has come and was not taken yet. */
class Arrivals<Arrival> {
  #here: Arrival[] = [];
  #wake: () => void = () => undefined;

  add(arrival: Arrival): void {
    this.#here.push(arrival);
    this.#wake();
  }

  /** At least one, in the order of coming; for one reader at a time. */
  async take(): Promise<readonly Arrival[]> {
    if (this.#here.length === 0) await new Promise<void>((resume) => (this.#wake = resume));
    const taken = this.#here;
    this.#here = [];
    return taken;
  }
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
