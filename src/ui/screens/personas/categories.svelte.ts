// Owns the search for categories: the tree, where it is cut, and what the cut would change.
import { toast } from 'svelte-sonner';
import type { CategoryTree } from '../../../../workers/studio-api/personas.ts';
import { asBefore, categoriesOfCut, paperClusters, recategorised } from '../../../core/persona/categories.ts';
import type { Attribute } from '../../../core/persona/profile.ts';
import { Attempt } from '../../attempt.svelte.ts';
import { studio } from '../../studio.ts';
import { categoriesWords as words } from '../../words/en/categories.ts';
import { frameWords } from '../../words/en/frame.ts';

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
    const { changed, grown } = this;
    const before = asBefore(changed, grown?.attributes ?? []);
    const put = (attributes: readonly Attribute[]) =>
      this.attempt.at('apply', async () => {
        await studio.putAttributes(this.#projectId, attributes);
        return true;
      });
    if (!(await put(changed))) return false;
    const onClick = (): void => void put(before);
    toast(words.applied(changed.length), { action: { label: frameWords.undo, onClick } });
    return true;
  }

  end(): void {
    void studio.stopAnalysis();
  }
}
