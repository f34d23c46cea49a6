// Owns handing text over an edge about ten times a second instead of once a token, or four times where the page has to paint
// it on the very cores that write it.

/** @param cores of the machine, as `navigator.hardwareConcurrency` says */
const betweenBatchesMilliseconds = (cores: number): number => (cores > 2 ? 100 : 250);

export interface Batch {
  add(piece: string): void;
  /** Hands over what is waiting. */
  flush(): void;
}

export function batched(hand: (text: string) => void, cores: number): Batch {
  const between = betweenBatchesMilliseconds(cores);
  let waiting = '';
  let handedAt = 0;
  const flush = () => {
    if (waiting === '') return;
    const text = waiting;
    waiting = '';
    handedAt = Date.now();
    hand(text);
  };
  return {
    add(piece) {
      waiting += piece;
      if (Date.now() - handedAt >= between) flush();
    },
    flush,
  };
}
