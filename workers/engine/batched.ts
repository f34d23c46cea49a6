// Owns handing text over an edge about ten times a second instead of once a token.

const betweenBatchesMilliseconds = 100;

export interface Batch {
  add(piece: string): void;
  /** Hands over what is waiting. */
  flush(): void;
}

export function batched(hand: (text: string) => void): Batch {
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
      if (Date.now() - handedAt >= betweenBatchesMilliseconds) flush();
    },
    flush,
  };
}
