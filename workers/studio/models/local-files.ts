// Owns asking the studio's own origin which model files the set-up has put beside it. A static host has none, and says so
// with a 404.
import { studioRoot } from '../origin.ts';

export interface LocalFile {
  readonly file: string;
  readonly bytes: number;
  readonly state: 'present' | 'fetching' | 'absent' | 'failed';
  readonly bytesSoFar: number;
}

export async function localFiles(): Promise<readonly LocalFile[]> {
  try {
    const response = await fetch(new URL('models/local/index.json', studioRoot), { cache: 'no-store' });
    if (!response.ok) return [];
    return ((await response.json()) as { models: readonly LocalFile[] }).models;
  } catch {
    // Offline, or a host that answers every address with its page: there is no such file then.
    return [];
  }
}
