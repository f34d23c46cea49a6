// Owns taking server-sent events apart (WHATWG HTML, section 9.2), as far as chat servers use them: the data of each event.

export class EventStream {
  readonly #decoder = new TextDecoder();
  #held = '';
  #data: string[] = [];

  /** The data of the events that ended with these bytes, wherever the bytes were cut. */
  push(bytes: Uint8Array): string[] {
    this.#held += this.#decoder.decode(bytes, { stream: true });
    // A line end at the very end may be the first half of CR LF.
    const lines = this.#held.split(/\r\n|\n|\r(?!$)/);
    this.#held = lines.pop() ?? '';
    return lines.flatMap((line) => this.#line(line));
  }

  /** Some servers leave out the empty line after the last event. */
  finish(): string[] {
    const last = this.#held.replace(/\r$/, '');
    this.#held = '';
    return [...this.#line(last), ...this.#line('')];
  }

  #line(line: string): string[] {
    if (line === '') {
      const data = this.#data.join('\n');
      const any = this.#data.length > 0;
      this.#data = [];
      return any ? [data] : [];
    }
    if (line.startsWith('data:')) this.#data.push(line.slice(line.startsWith('data: ') ? 6 : 5));
    return [];
  }
}
