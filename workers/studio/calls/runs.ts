// Owns the calls about runs.
import type { Change, Store } from '../../../src/core/ports.ts';
import type { Run } from '../../../src/core/run/plan.ts';
import { Stopper } from '../../stopper.ts';
import type { RunCalls } from '../../studio-api/runs.ts';
import type { Desk } from '../desk.ts';
import { findRun } from '../find.ts';
import { listOf } from '../pages.ts';
import { chosenPairs } from '../personas.ts';

export function runCalls({ store, runs, models, tell, changed }: Desk): RunCalls {
  const seeds = seedsOnce(store);

  const begin = async (run: Run): Promise<Run> => {
    await runs.start(run);
    changed('runs', run.owner);
    changed('sets', run.owner);
    return run;
  };

  return {
    async start(projectId, name, plan, pairIds) {
      const pairs = await chosenPairs(store, projectId, pairIds);
      await seeds();
      const { newRun } = await import('../new-run.ts');
      return begin(await newRun(store, { projectId, name, plan }, pairs));
    },

    async judge(projectId, name, plan, setId, ids) {
      const { newJudgingRun } = await import('../new-run.ts');
      return begin(await newJudgingRun(store, { projectId, name, plan }, setId, ids));
    },

    async judged(setId, ids) {
      const { judgedSample } = await import('../judged-sample.ts');
      return judgedSample(store, setId, ids);
    },

    async runAgain(runId, name) {
      await seeds();
      const { newRunAgain } = await import('../new-run.ts');
      return begin(await newRunAgain(store, await findRun(store, runId), name));
    },

    async goOnWith(runId, name, from, to) {
      await seeds();
      const { runOnward } = await import('../other-model.ts');
      return begin(await runOnward({ store, runs, models }, await findRun(store, runId), name, { from, to }));
    },

    pause: async (runId) => runs.halt(await findRun(store, runId), 'paused'),

    async resume(runId) {
      await seeds();
      await runs.resume(await findRun(store, runId));
    },

    stop: async (runId) => runs.halt(await findRun(store, runId), 'stopped'),

    async retry(runId, outcomeIds) {
      await seeds();
      await runs.retry(await findRun(store, runId), outcomeIds);
    },

    async runs(projectId) {
      const list = await listOf(store, 'run', projectId);
      return list.map((run) => runs.standing(run)).sort((a, b) => b.createdAt - a.createdAt);
    },

    runView: async (runId) => runs.view(await findRun(store, runId)),

    async hygiene(runId) {
      const { hygieneOfRun } = await import('../hygiene.ts');
      return hygieneOfRun(store, runId);
    },

    ...lookingBack(store),
    ...reproducing({ store, models, tell }, seeds),

    knownAnswers: () => store.count('answer', ''),
    forgetKnownAnswers: () => store.clear('answer', ''),
  };
}

/** One candidate once more. */
function reproducing(
  { store, models, tell }: Pick<Desk, 'store' | 'models' | 'tell'>,
  seeds: () => Promise<void>,
): Pick<RunCalls, 'reproduceConversation' | 'stopReproduction'> {
  let writing: Stopper | null = null;
  return {
    async reproduceConversation(runId, conversationId) {
      writing?.pull();
      const stop = new Stopper();
      writing = stop;
      await seeds();
      const { reproduction } = await import('../reproduction.ts');
      return reproduction({ store, models }, await findRun(store, runId), conversationId, stop, (text) =>
        tell({ kind: 'reproduction', conversationId, text }),
      );
    },

    async stopReproduction() {
      writing?.pull();
    },
  };
}

/** What is said of a run once it has something to show. */
function lookingBack(store: Desk['store']): Pick<RunCalls, 'comparedRuns' | 'runReport'> {
  return {
    async comparedRuns(runId) {
      const { comparedRuns } = await import('../compared-runs.ts');
      return comparedRuns(store, await findRun(store, runId));
    },

    async runReport(runId) {
      const { runReport } = await import('../run-report.ts');
      return runReport(store, await findRun(store, runId));
    },
  };
}

/** The conversations that a run's exemplars are first drawn from; kept once per sitting. */
function seedsOnce(store: Store): () => Promise<void> {
  let seeded: Promise<void> | null = null;
  return () => {
    seeded ??= import('../bundled-conversations.ts')
      .then(({ seedConversations }) => seedConversations())
      .then((list) => store.write(list.map((item): Change => ({ put: 'conversation', item }))));
    // A failed fetch is tried again at the next run.
    seeded.catch(() => (seeded = null));
    return seeded;
  };
}
