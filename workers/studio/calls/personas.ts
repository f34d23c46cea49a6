// Owns the calls about attributes, profiles and pairs.
import type { Attribute } from '../../../src/core/persona/profile.ts';
import type { AnalysisProgress } from '../../analysis/analysis-api.ts';
import { Stopper } from '../../stopper.ts';
import type { PersonaCalls } from '../../studio-api/personas.ts';
import { cosinesOf, growCategoryTree } from '../analysis.ts';
import type { Desk } from '../desk.ts';
import { listOf } from '../pages.ts';
import * as personas from '../personas.ts';

export function personaCalls({ store, tell, changed }: Desk): PersonaCalls {
  let analysing: Stopper | null = null;

  /** A new analysis ends the one before it. */
  const newAnalysis = (projectId: string): [(progress: AnalysisProgress) => void, Stopper] => {
    analysing?.pull();
    analysing = new Stopper();
    return [(progress) => tell({ kind: 'analysis', projectId, progress }), analysing];
  };

  return {
    personas: (projectId) => personas.personasOf(store, projectId),

    async importFile(projectId, file) {
      const { importFile } = await import('../imports.ts');
      const report = await importFile(store, projectId, file);
      changed('personas', projectId);
      changed('sets', projectId);
      return report;
    },

    async addBundledPersonas(projectId) {
      const report = await personas.addBundled(store, projectId);
      changed('personas', projectId);
      return report;
    },

    async putAttributes(projectId, attributes) {
      await personas.putAttributes(store, projectId, attributes);
      changed('personas', projectId);
    },

    async removeAttribute(projectId, attributeId) {
      await store.write([{ remove: 'attribute', owner: projectId, id: attributeId }]);
      changed('personas', projectId);
    },

    async drawPairs(projectId, wish) {
      const cosines = (attributes: readonly Attribute[]) => cosinesOf(attributes, ...newAnalysis(projectId));
      const drawn = await personas.drawPairs(store, projectId, wish, cosines);
      changed('personas', projectId);
      return drawn;
    },

    categoryTree: async (projectId) =>
      growCategoryTree(await listOf(store, 'attribute', projectId), ...newAnalysis(projectId)),

    async stopAnalysis() {
      analysing?.pull();
    },

    async putProfile(projectId, profile) {
      await personas.putProfile(store, projectId, profile);
      changed('personas', projectId);
    },
  };
}
