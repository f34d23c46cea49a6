// Owns the calls about expansions of a project's attributes.
import { Broken } from '../../../src/core/trouble.ts';
import type { ExpansionCalls } from '../../studio-api/expansions.ts';
import type { Desk } from '../desk.ts';
import { listOf } from '../pages.ts';

export function expansionCalls({ store, expansions, models }: Desk): ExpansionCalls {
  return {
    async expansions(projectId) {
      const list = await listOf(store, 'expansion', projectId);
      return list.map((one) => expansions.standing(one)).sort((a, b) => b.createdAt - a.createdAt);
    },

    async startExpansion(projectId, plan) {
      const model = await models.find(plan.generator);
      if (!model) throw new Broken({ kind: 'gone', what: 'model' });
      return expansions.start(projectId, plan, { name: model.name, licence: model.licence });
    },

    pauseExpansion: (projectId, id) => expansions.halt(projectId, id, 'paused'),
    resumeExpansion: (projectId, id) => expansions.resume(projectId, id),
    stopExpansion: (projectId, id) => expansions.halt(projectId, id, 'stopped'),
    expansionView: (projectId, id) => expansions.view(projectId, id),
    putQuestion: (projectId, question) => expansions.putQuestion(projectId, question),
    overruleAttribute: (projectId, id, stepId) => expansions.overrule(projectId, id, stepId),
  };
}
