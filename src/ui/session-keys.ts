// Owns the keys of servers that are known until the tab closes. They lie in this tab's own storage, since the worker that uses
// them ends with every reload.
import { studio } from './studio.ts';

const prefix = 'parley key of server ';

/** `key` null: none, or one that is kept elsewhere. */
export function keepForSession(id: string, key: string | null): void {
  try {
    if (key === null) sessionStorage.removeItem(prefix + id);
    else sessionStorage.setItem(prefix + id, key);
  } catch {
    // Storage is blocked: it is known until the next reload.
  }
}

/** To be called once, before anything is asked of a server. */
export function handOverKeys(): void {
  for (const name of keysKept()) {
    const key = sessionStorage.getItem(name);
    if (key !== null) void studio.takeKey(name.slice(prefix.length), key).catch(console.warn);
  }
}

function keysKept(): readonly string[] {
  try {
    return Object.keys(sessionStorage).filter((name) => name.startsWith(prefix));
  } catch {
    return [];
  }
}
