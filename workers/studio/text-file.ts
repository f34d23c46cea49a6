// Owns putting a long text into a file piece by piece: what is ready is handed to the browser, which may keep it outside of memory.

const pieceCharacters = 2 * 1024 * 1024;

export class TextFile {
  readonly #parts: Blob[] = [];
  #waiting: string[] = [];
  #characters = 0;

  write(text: string): void {
    this.#waiting.push(text);
    this.#characters += text.length;
    if (this.#characters >= pieceCharacters) this.#handOver();
  }

  end(type: string): Blob {
    this.#handOver();
    return new Blob(this.#parts, { type });
  }

  #handOver(): void {
    this.#parts.push(new Blob(this.#waiting));
    this.#waiting = [];
    this.#characters = 0;
  }
}
