// Owns counting what goes to other hosts and comes from them, for a person who wants to see it. Bytes of bodies and
// addresses; what the network adds to them no page can see.

/** What was sent to and came from a host since the last telling. */
export interface Traffic {
  readonly host: string;
  readonly bytesOut: number;
  readonly bytesIn: number;
}

const betweenTellingsMilliseconds = 500;

const untold = new Map<string, { bytesOut: number; bytesIn: number }>();
let tell: ((traffic: readonly Traffic[]) => void) | null = null;
let waiting = false;

/** Whoever keeps the counts. What was counted before is told at once. */
export function tellTraffic(listener: (traffic: readonly Traffic[]) => void): void {
  tell = listener;
  tellAll();
}

export function countTraffic(host: string, bytesOut: number, bytesIn: number): void {
  const known = untold.get(host) ?? { bytesOut: 0, bytesIn: 0 };
  untold.set(host, { bytesOut: known.bytesOut + bytesOut, bytesIn: known.bytesIn + bytesIn });
  if (waiting || !tell) return;
  waiting = true;
  setTimeout(tellAll, betweenTellingsMilliseconds);
}

function tellAll(): void {
  waiting = false;
  if (!tell || untold.size === 0) return;
  const traffic = [...untold].map(([host, bytes]) => ({ host, ...bytes }));
  untold.clear();
  tell(traffic);
}
