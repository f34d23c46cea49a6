// Owns the wrong candidates that ParlAI and ConvAI2 put beside each true reply: replies of other conversations, drawn by seed
// and place, so that the same set gives the same file.
import { derive } from '../random.ts';
import type { Turn } from '../conversation/conversation.ts';
import { exchangesOf, type Distractors } from './parlai.ts';

interface Reply {
  readonly conversationId: string;
  readonly text: string;
}

/** 20 with the true one, as published. */
const wrongCandidates = 19;

/** Enough to draw from; with more, each new one takes the place of a random other (reservoir sampling, Vitter 1985). */
const mostReplies = 20_000;

export class ReplyPool {
  readonly #seed: number;
  readonly #replies: Reply[] = [];
  #seen = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  add(conversationId: string, turns: readonly Turn[]): void {
    for (const { reply } of exchangesOf(turns)) {
      const at =
        this.#seen < mostReplies
          ? this.#seen
          : derive(this.#seed, 'reservoir', this.#seen) % (this.#seen + 1);
      if (at < mostReplies) this.#replies[at] = { conversationId, text: reply };
      this.#seen += 1;
    }
  }

  /** Nineteen different ones, fewer where there are not so many; none of this conversation, none that says the same. */
  distractorsFor(conversationId: string): Distractors {
    return (turn, reply) => {
      const drawn = new Set<string>();
      const tries = 20 * wrongCandidates;
      for (let attempt = 0; attempt < tries && drawn.size < wrongCandidates; attempt += 1) {
        const place = derive(this.#seed, 'candidate', conversationId, turn, attempt) % this.#replies.length;
        const found = this.#replies[place];
        if (found && found.conversationId !== conversationId && found.text !== reply) drawn.add(found.text);
      }
      return [...drawn];
    };
  }
}
