// Owns the calls about trying an expert on a conversation in view.
import type { Conversation } from '../../../src/core/conversation/conversation.ts';
import { Stopper } from '../../stopper.ts';
import type { TrialCalls } from '../../studio-api/critics.ts';
import type { Desk } from '../desk.ts';
import { allOf } from '../pages.ts';

export function trialCalls(desk: Desk): TrialCalls {
  const { store, models, tell } = desk;
  let trying: Stopper | null = null;

  return {
    async firstConversations(setId, count) {
      const found: Conversation[] = [];
      for await (const conversation of allOf(store, 'conversation', setId)) {
        if (conversation.turns.length > 0) found.push(conversation);
        if (found.length === count) break;
      }
      return found;
    },

    countTokens: (model, messages) => models.countTokens(model, messages),

    async tryExpert(trialId, trial) {
      trying?.pull();
      const stopper = new Stopper();
      trying = stopper;
      const { tried } = await import('../trials.ts');
      return tried(desk, trial, stopper, (text) => tell({ kind: 'trial', trialId, text }));
    },

    async stopTrial() {
      trying?.pull();
    },
  };
}
