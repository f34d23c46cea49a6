// Owns the calls about attributes, profiles and pairs.
import type { Attribute } from '../../../src/core/persona/profile.ts';
import { usualEmbedder } from '../../../src/engine/embedders.ts';
import type { AnalysisProgress } from '../../analysis/analysis-api.ts';
import { Stopper } from '../../stopper.ts';
import type { PersonaCalls } from '../../studio-api/personas.ts';
import { cosinesOf, growCategoryTree } from '../analysis.ts';
import type { Desk } from '../desk.ts';
import { embeddersHere } from '../embedders.ts';
import { listOf } from '../pages.ts';
import * as personas from '../personas.ts';

export function personaCalls({ store, models, tell, writeUndoably, changed }: Desk): PersonaCalls {
  let analysing: Stopper | null = null;

  /** A new analysis ends the one before it. */
  const newAnalysis = (projectId: string): [(progress: AnalysisProgress) => void, Stopper] => {
    analysing?.pull();
    analysing = new Stopper();
    return [(progress) => tell({ kind: 'analysis', projectId, progress }), analysing];
  };

  const keep: Desk['writeUndoably'] = async (projectId, deed, changes) => {
    const id = await writeUndoably(projectId, deed, changes);
    changed('personas', projectId);
    return id;
  };

  return {
    personas: (projectId) => personas.personasOf(store, projectId),

    async addBundledPersonas(projectId) {
      const report = await personas.addBundled(store, projectId);
      changed('personas', projectId);
      return report;
    },

    async putAttributes(projectId, attributes) {
      const deed = { kind: 'put-attributes', count: attributes.length, ...nameOfOne(attributes) } as const;
      const changes = await personas.changesToAttributes(store, projectId, attributes);
      return keep(projectId, deed, changes);
    },

    async removeAttribute(projectId, attributeId) {
      const attribute = await store.read('attribute', projectId, attributeId);
      const deed = {
        kind: 'remove-attribute',
        count: 1,
        ...(attribute && { name: attribute.text }),
      } as const;
      return keep(projectId, deed, [{ remove: 'attribute', owner: projectId, id: attributeId }]);
    },

    async drawPairs(projectId, wish) {
      const cosines = (attributes: readonly Attribute[]) => cosinesOf(attributes, ...newAnalysis(projectId));
      const { drawn, changes } = await personas.drawPairs(store, projectId, wish, cosines);
      await keep(projectId, { kind: 'draw-pairs', count: drawn.pairs }, changes);
      return drawn;
    },

    categoryTree: async (projectId, embedder) =>
      growCategoryTree(
        await listOf(store, 'attribute', projectId),
        embedder ?? usualEmbedder,
        await models.mirror.current(),
        ...newAnalysis(projectId),
      ),

    embedders: () => embeddersHere(store),

    async stopAnalysis() {
      analysing?.pull();
    },

    async pairProfiles(projectId, firstId, secondId) {
      const changes = await personas.changesToPair(store, projectId, firstId, secondId);
      return keep(projectId, { kind: 'draw-pairs', count: 1 }, changes);
    },

    async putProfile(projectId, profile) {
      const changes = await personas.changesToProfile(store, projectId, profile);
      return keep(projectId, { kind: 'put-profile', count: 1 }, changes);
    },
  };
}

/** One thing is called by its text, more of them by their number. */
const nameOfOne = ([first, ...others]: readonly Attribute[]): { readonly name?: string } =>
  first && others.length === 0 ? { name: first.text } : {};
