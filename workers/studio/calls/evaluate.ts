// Owns the calls about the measures of sets.
import { Stopper } from '../../stopper.ts';
import type { EvaluateCalls } from '../../studio-api/evaluate.ts';
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

    async stopEvaluation() {
      measuring?.pull();
    },
  };
}
