// Owns the list of hosts that the studio may contact, and the one question put to it. Pure.

/** Where models and their libraries come from. A name that begins with a dot stands for all hosts below it. */
export const modelHosts = [
  'huggingface.co',
  // Where huggingface.co sends a browser for the bytes of a file.
  '.huggingface.co',
  '.hf.co',
  // web-llm's compiled model libraries.
  'raw.githubusercontent.com',
] as const;

/**
 * The studio's own origin is always allowed, and those of servers that the person added; other hosts only over https, and only
 * those on the list.
 */
export function isAllowed(url: URL, origin: string, added: ReadonlySet<string> = new Set()): boolean {
  if (url.origin === origin || url.protocol === 'blob:' || url.protocol === 'data:') return true;
  if (addedOriginOf(url, added) !== null) return true;
  if (url.protocol !== 'https:' || url.port !== '') return false;
  return modelHosts.some((host) =>
    host.startsWith('.') ? url.hostname.endsWith(host) : url.hostname === host,
  );
}

/**
 * The origin of the person's own server that an address leads to, as it was added; null where it leads to none. A server on this
 * machine is also called by names below localhost.
 */
export function addedOriginOf(url: URL, added: ReadonlySet<string>): string | null {
  if (added.has(url.origin)) return url.origin;
  if (url.protocol !== 'http:' || !url.hostname.endsWith('.localhost')) return null;
  const port = url.port === '' ? '' : `:${url.port}`;
  const names = [`http://127.0.0.1${port}`, `http://localhost${port}`];
  return names.find((name) => added.has(name)) ?? null;
}
