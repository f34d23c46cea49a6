// Owns the search for categories: the tree, where it is cut, and what the cut would change.
import type { CategoryTree, EmbedderRow } from '../../../../workers/studio-api/personas.ts';
import { categoriesOfCut, paperClusters, recategorised } from '../../../core/persona/categories.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { Loaded } from '../../loaded.svelte.ts';
import { studio } from '../../studio.ts';
import { toastUndoable } from '../../toast-undoable.ts';
import { categoriesWords as words } from '../../words/en/categories.ts';

export class CategoriesState {
  readonly attempt = new Attempt();
  readonly #projectId: string;

  readonly embedders = new Loaded<readonly EmbedderRow[]>(() => studio.embedders());
  #newest = 0;
  /** null: the usual one. */
  #chosen: string | null = $state(null);
  readonly embedder = $derived.by(() => this.#chosen ?? this.embedders.value?.[0]?.id ?? null);

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
    const question = ++this.#newest;
    this.grown = null;
    const grown = await this.attempt.at('grow', () => this.#tree(question));
    if (!grown || question !== this.#newest) return;
    this.clusters = paperClusters(grown.attributes.length);
    this.keep = grown.attributes.some(({ category }) => !category);
    this.grown = grown;
  }

  choose(embedder: string): void {
    this.#chosen = embedder;
    void this.grow();
  }

  /** True once the attributes have their categories. */
  async apply(): Promise<boolean> {
    const { changed } = this;
    const id = await this.attempt.at('apply', () => studio.putAttributes(this.#projectId, changed));
    if (id === undefined) return false;
    toastUndoable(this.attempt, words.applied(changed.length), this.#projectId, id);
    return true;
  }

  /** null where another was asked for meanwhile, which stops this one. */
  #tree(question: number): Promise<CategoryTree | null> {
    return studio.categoryTree(this.#projectId, this.#chosen).catch((thrown: unknown) => {
      if (question === this.#newest) throw thrown;
      return null;
    });
  }

  end(): void {
    this.embedders.end();
    void studio.stopAnalysis();
  }
}
