// Owns what the Critics screen has in hand: the experts, the conversations that they are tried on, and the model that answers.
import type { ExpertView } from '../../../../workers/studio-api/critics.ts';
import type { SetSummary } from '../../../../workers/studio-api/sets.ts';
import type { Conversation } from '../../../core/conversation/conversation.ts';
import type { ExpertText } from '../../../core/critic/expert-version.ts';
import type { ModelChoice } from '../../../core/run/plan.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { models } from '../../frame/models.svelte.ts';
import { Loaded } from '../../loaded.svelte.ts';
import { studio } from '../../studio.ts';
import { canRun } from '../run/model-options.ts';

/** To look at while a prompt is written; the bench takes more. */
const conversationsAtHand = 200;

export class CriticsScreen {
  readonly #projectId: string;
  readonly attempt = new Attempt();
  readonly experts: Loaded<readonly ExpertView[]>;
  readonly sets: Loaded<readonly SetSummary[]>;

  setId: string | null = $state(null);
  conversations: readonly Conversation[] = $state.raw([]);
  at = $state(0);
  graded = $state(false);
  #model: ModelChoice | null = $state.raw(null);

  /** Chosen by the person, or the first that is here and can judge. */
  readonly model = $derived.by(() => {
    if (this.#model) return this.#model;
    const able = (models.value ?? []).filter(
      (row) => row.roles.includes('critic') && row.promptsEditable && canRun(row),
    );
    const [first] = [
      ...able.filter(({ state }) => state.kind === 'loaded'),
      ...able.filter(({ cached, embedded }) => cached || embedded),
      ...able,
    ];
    return first ? { engine: first.engine, model: first.model } : null;
  });

  constructor(projectId: string) {
    this.#projectId = projectId;
    this.experts = new Loaded(
      () => studio.experts(projectId),
      (event) => event.kind === 'changed' && event.what === 'experts' && event.projectId === projectId,
    );
    this.sets = new Loaded(
      async () => {
        const sets = await studio.sets(projectId);
        const [first] = sets.filter(({ conversationCount }) => conversationCount > 0);
        if (this.setId === null && first) await this.chooseSet(first.id);
        return sets;
      },
      (event) => event.kind === 'changed' && event.what === 'sets' && event.projectId === projectId,
    );
  }

  chooseModel(choice: ModelChoice | null): void {
    this.#model = choice;
  }

  async chooseSet(setId: string): Promise<void> {
    this.setId = setId;
    this.at = 0;
    const found = await this.attempt.at('set', () => studio.firstConversations(setId, conversationsAtHand));
    if (found && this.setId === setId) this.conversations = found;
  }

  async add(name: string, text: ExpertText): Promise<boolean> {
    const done = await this.attempt.at('add', async () => {
      await studio.addExpert(this.#projectId, name, text);
      await this.experts.refresh();
      return true;
    });
    return done === true;
  }

  async remove(name: string): Promise<void> {
    await this.attempt.at('remove', () => studio.removeExpert(this.#projectId, name));
  }

  takeIn(file: File): Promise<{ readonly experts: number; readonly versions: number } | undefined> {
    return this.attempt.at('import', () => studio.takeInPanel(this.#projectId, file));
  }

  panelFile(): Promise<{ readonly name: string; readonly file: Blob } | undefined> {
    return this.attempt.at('export', () => studio.panelFile(this.#projectId));
  }

  end(): void {
    for (const loaded of [this.experts, this.sets]) loaded.end();
  }
}
