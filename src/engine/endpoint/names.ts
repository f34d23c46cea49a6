// Owns by which name a server on this machine is called. Over HTTP/1.1 a browser opens six connections to one host and port
// and lets further calls wait, so a server that takes more at once would stand idle. Every name below localhost leads to this
// machine too (RFC 6761, section 6.3), and counts as a host of its own.

import type { Endpoint } from '../catalogue.ts';
import { answers } from './calling.ts';

/** Of Chromium, Firefox and Safari alike. */
const connectionsPerName = 6;

const isHere = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1');

/**
 * Addresses of the same server under names of its own, enough for so many calls; none where one name does or the server is
 * elsewhere. `label` keeps the names of several users of one server apart.
 */
export function otherNames(baseUrl: string, callsAtOnce: number, label: string): readonly string[] {
  const url = new URL(baseUrl);
  if (!isHere(url) || callsAtOnce <= connectionsPerName) return [];
  const port = url.port === '' ? '' : `:${url.port}`;
  const path = url.pathname.replace(/\/$/, '');
  return Array.from(
    { length: Math.ceil(callsAtOnce / connectionsPerName) },
    (_, index) => `http://${label}-${index + 1}.localhost${port}${path}`,
  );
}

/**
 * Whether the browser itself knows that names below localhost lead to this machine. Chromium and Firefox never ask the network
 * for them; Safari may, and what was written must not go where a stranger says.
 */
const knowsLocalNames = (userAgent: string): boolean => /Chrom(?:e|ium)\/|Firefox\//.test(userAgent);

/** Gives each call the name that has the fewest under way. */
export class Names {
  readonly #underWay: Map<string, number>;

  constructor(baseUrls: readonly string[]) {
    this.#underWay = new Map(baseUrls.map((baseUrl) => [baseUrl, 0]));
  }

  /** `send` holds its name until its answer has been read. */
  async through<Result>(send: (baseUrl: string) => Promise<Result>): Promise<Result> {
    const baseUrl = this.#quietest();
    this.#add(baseUrl, 1);
    try {
      return await send(baseUrl);
    } finally {
      this.#add(baseUrl, -1);
    }
  }

  #quietest(): string {
    const [first, ...others] = this.#underWay;
    if (!first) throw new Error('A server has no name.');
    return others.reduce((least, one) => (one[1] < least[1] ? one : least), first)[0];
  }

  #add(baseUrl: string, change: number): void {
    this.#underWay.set(baseUrl, (this.#underWay.get(baseUrl) ?? 0) + change);
  }
}

/** Other names only where the server answers to them too: it may look at what it is called. */
export async function namesOf(
  { baseUrl, callsAtOnce }: Pick<Endpoint, 'baseUrl' | 'callsAtOnce'>,
  key: string | null,
  userAgent: string,
): Promise<Names> {
  const label = `parley-${crypto.randomUUID().slice(0, 8)}`;
  const others = knowsLocalNames(userAgent) ? otherNames(baseUrl, callsAtOnce, label) : [];
  const [other] = others;
  return new Names(other !== undefined && (await answers(other, key)) ? others : [baseUrl]);
}
