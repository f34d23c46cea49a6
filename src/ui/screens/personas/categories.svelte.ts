// Owns the search for categories: the tree, where it is cut, and what the cut would change.
import type { CategoryTree } from '../../../../workers/studio-api/personas.ts';
import { categoriesOfCut, paperClusters, recategorised } from '../../../core/persona/categories.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { studio } from '../../studio.ts';
import { toastUndoable } from '../../toast-undoable.ts';
import { categoriesWords as words } from '../../words/en/categories.ts';

export class CategoriesState {
  readonly attempt = new Attempt();
  readonly #projectId: string;

  grown: CategoryTree | null = $state.raw(null);
  clusters = $state(1);
  /** Attributes that have a category keep it. */
  keep = $state(true);

  readonly categories = $derived(
    this.grown ? categoriesOfCut(this.grown.attributes, this.grown.tree, this.clusters) : [],
  );
  readonly changed = $derived(recategorised(this.categories, this.keep));

  constructor(projectId: string) {
    this.#projectId = projectId;
  }

  async grow(): Promise<void> {
    const grown = await this.attempt.at('grow', () => studio.categoryTree(this.#projectId));
    if (!grown) return;
    this.clusters = paperClusters(grown.attributes.length);
    this.keep = grown.attributes.some(({ category }) => !category);
    this.grown = grown;
  }

  /** True once the attributes have their categories. */
  async apply(): Promise<boolean> {
    const { changed } = this;
    const id = await this.attempt.at('apply', () => studio.putAttributes(this.#projectId, changed));
    if (id === undefined) return false;
    toastUndoable(this.attempt, words.applied(changed.length), this.#projectId, id);
    return true;
  }

  end(): void {
    void studio.stopAnalysis();
  }
}
