// A cache in memory for tests in Node, which has none: what is put is read once and given again each time.
interface Entry {
  readonly bytes: ArrayBuffer;
  readonly headers: Headers;
}

export class MapCache {
  readonly #entries = new Map<string, Entry>();

  match(url: string): Promise<Response | undefined> {
    const entry = this.#entries.get(url);
    return Promise.resolve(entry && new Response(entry.bytes.slice(0), { headers: entry.headers }));
  }

  async put(url: string, response: Response): Promise<void> {
    const headers = new Headers(response.headers);
    this.#entries.set(url, { bytes: await response.arrayBuffer(), headers });
  }

  delete(url: string): Promise<boolean> {
    return Promise.resolve(this.#entries.delete(url));
  }
}
