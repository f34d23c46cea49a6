// Owns who labels and answers in this browser, and the question that asks for it.
import { Attempt } from './attempt.svelte.ts';
import { Loaded } from './loaded.svelte.ts';
import { studio } from './studio.ts';

export class Annotator {
  readonly attempt = new Attempt();
  readonly name = new Loaded<string | null>(() => studio.annotator());
  /** The question is open though the answer is known. */
  asking = $state(false);

  async become(name: string): Promise<void> {
    const trimmed = name.trim();
    if (trimmed === '') return;
    await this.attempt.at('name', async () => {
      await studio.setAnnotator(trimmed);
      await this.name.refresh();
      this.asking = false;
    });
  }

  end(): void {
    this.name.end();
  }
}
