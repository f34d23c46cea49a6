// Owns the moment at which a person begins to use the studio: what the first screen can do without comes then.

/** Calls `act` once, at the first press of a key or a pointer. @returns what ends the waiting */
export function atFirstUse(act: () => void): () => void {
  const waiting = new AbortController();
  const begin = () => {
    waiting.abort();
    act();
  };
  for (const sign of ['pointerdown', 'keydown'] as const)
    addEventListener(sign, begin, { signal: waiting.signal, passive: true });
  return () => waiting.abort();
}
