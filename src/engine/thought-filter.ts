// Owns taking a model's thoughts out of what it says: everything from <think> to </think>, and the white
// space behind it. Works on pieces as they come, wherever they are cut.

const begin = '<think>';
const end = '</think>';

export class ThoughtFilter {
  #held = '';
  #thinking = false;
  #trimming = true;

  /** What can be said by now. */
  pass(piece: string): string {
    this.#held += piece;
    let said = '';
    for (;;) {
      const mark = this.#thinking ? end : begin;
      const place = this.#held.indexOf(mark);
      if (place === -1) return said + this.#release(mark);
      if (!this.#thinking) said += this.#say(this.#held.slice(0, place));
      this.#held = this.#held.slice(place + mark.length);
      this.#trimming = this.#thinking;
      this.#thinking = !this.#thinking;
    }
  }

  /** What was held back because a mark might have begun there. */
  finish(): string {
    const rest = this.#thinking ? '' : this.#say(this.#held);
    this.#held = '';
    return rest;
  }

  /** All but an end that may be the beginning of `mark`. */
  #release(mark: string): string {
    let kept = Math.min(this.#held.length, mark.length - 1);
    while (!mark.startsWith(this.#held.slice(this.#held.length - kept))) kept -= 1;
    const sure = this.#held.slice(0, this.#held.length - kept);
    this.#held = this.#held.slice(this.#held.length - kept);
    return this.#thinking ? '' : this.#say(sure);
  }

  #say(text: string): string {
    if (!this.#trimming) return text;
    const trimmed = text.trimStart();
    if (trimmed !== '') this.#trimming = false;
    return trimmed;
  }
}
