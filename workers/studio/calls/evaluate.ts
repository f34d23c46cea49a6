// Owns the calls about the measures of sets.
import { Stopper } from '../../stopper.ts';
import type { EvaluateCalls } from '../../studio-api/evaluate.ts';
import type { Change } from '../../../src/core/ports.ts';
import { troubleOf } from '../../../src/core/trouble.ts';
import type { Desk } from '../desk.ts';

export function evaluateCalls({ store, tell }: Desk): EvaluateCalls {
  let measuring: Stopper | null = null;
  return {
    async evaluate(projectId, order) {
      measuring?.pull();
      const stop = new Stopper();
      measuring = stop;
      const { evaluate } = await import('../evaluate.ts');
      return evaluate(store, projectId, order, stop, (progress) =>
        tell({ kind: 'evaluation', projectId, progress }),
      );
    },

    async keepFigures(figures) {
      const sets = [...new Set(figures.columns.map(({ setId }) => setId))];
      const changes = sets.map((owner): Change => ({
        put: 'index',
        item: { owner, id: 'figures', part: 'figures', figures },
      }));
      await store.write(changes, { durability: 'relaxed' }).catch((thrown: unknown) => {
        if (troubleOf(thrown).kind !== 'open-elsewhere') throw thrown;
      });
    },

    async stopEvaluation() {
      measuring?.pull();
    },
  };
}
