// Owns one thing that a person asked for: whether it is under way, and why it did not come about.
import type { Trouble } from '../core/trouble.ts';
import { troubleFrom } from './studio.ts';

export class Attempt {
  /** What is under way, in the caller's own word; null when nothing is. */
  doing: string | null = $state(null);
  trouble: Trouble | null = $state.raw(null);

  /** Gives back what `work` gave, or undefined where it failed; then `trouble` says why. */
  async at<T>(what: string, work: () => Promise<T>): Promise<T | undefined> {
    this.doing = what;
    this.trouble = null;
    try {
      return await work();
    } catch (thrown) {
      this.trouble = troubleFrom(thrown);
      return undefined;
    } finally {
      this.doing = null;
    }
  }
}
