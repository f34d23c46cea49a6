// Owns what the Review screen needs before anything is labelled: the sets there are, and who labels.
import type { SetSummary } from '../../../../workers/studio-api/sets.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { Loaded } from '../../loaded.svelte.ts';
import { studio } from '../../studio.ts';

export class ReviewState {
  readonly attempt = new Attempt();
  readonly sets: Loaded<readonly SetSummary[]>;
  readonly annotator = new Loaded<string | null>(() => studio.annotator());
  /** The question who labels is open though the answer is known. */
  asking = $state(false);

  constructor(projectId: string) {
    this.sets = new Loaded(
      () => studio.sets(projectId),
      (event) => event.kind === 'changed' && event.what === 'sets',
    );
  }

  async annotators(setId: string): Promise<readonly string[]> {
    const queue = await studio.reviewQueue(setId, this.annotator.value ?? '');
    return queue.annotators;
  }

  async labelAs(name: string): Promise<void> {
    const trimmed = name.trim();
    if (trimmed === '') return;
    await this.attempt.at('name', async () => {
      await studio.setAnnotator(trimmed);
      await this.annotator.refresh();
      this.asking = false;
    });
  }

  end(): void {
    this.sets.end();
    this.annotator.end();
  }
}
