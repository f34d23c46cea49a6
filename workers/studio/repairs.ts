// Owns a repair from wish to store: the generator writes the faulty turns anew, the filters judge the whole again, and all of it
// lands in one deed that can be taken back. What stood there before is kept as edits, what was said before as former verdicts.
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import { editedConversation } from '../../src/core/conversation/edit.ts';
import { panelInForm } from '../../src/core/critic/mini/panel.ts';
import type { Verdict } from '../../src/core/critic/verdict.ts';
import type { Change, Engine } from '../../src/core/ports.ts';
import { derive } from '../../src/core/random.ts';
import { askCritic } from '../../src/core/run/ask-critic.ts';
import { dropReasons } from '../../src/core/run/drop-reasons.ts';
import { filterGroups } from '../../src/core/run/panel.ts';
import { pairPlace, placeOf } from '../../src/core/run/places.ts';
import type { Plan, Run } from '../../src/core/run/plan.ts';
import { readRepair, repairPrompt, repairPromptVersion } from '../../src/core/run/repair.ts';
import { Broken } from '../../src/core/trouble.ts';
import { sha256 } from '../sha256.ts';
import type { Stopper } from '../stopper.ts';
import type { RepairStage, RepairWish } from '../studio-api/repairs.ts';
import type { Desk } from './desk.ts';
import { findSet, type FoundSet } from './find.ts';

/** Askings before the model is given up. */
export const mostAskings = 3;
export const decoding = { temperature: 0.7, topP: 0.95, topK: 40, repetitionPenalty: 1.05 };

type Watch = (stage: RepairStage, text: string) => void;
export type Around = Pick<Desk, 'store' | 'models'> & { readonly stop: Stopper; readonly watch: Watch };

export interface Repair {
  readonly projectId: string;
  readonly changes: readonly Change[];
  readonly reasons: readonly string[];
}

export async function repair(
  around: Around,
  { setId, id }: { readonly setId: string; readonly id: string },
  wish: RepairWish,
): Promise<Repair> {
  const { store } = around;
  const before = await store.read('conversation', setId, id);
  if (!before) throw new Broken({ kind: 'gone', what: 'conversation' });
  const { run, projectId } = await findSet(store, setId);
  if (run?.state === 'running') throw new Broken({ kind: 'run-going-on', run: run.name });
  const after = await rewritten(before, wish, run?.plan ?? null, around);
  return judgedAnew(after, { critic: wish.critic, run, projectId }, around);
}

/** What is to be written of a conversation that was changed; with a critic, judged by the panel of its run or the usual one. */
export async function judgedAnew(
  after: Conversation,
  { critic, run, projectId }: Pick<RepairWish, 'critic'> & Pick<FoundSet, 'run' | 'projectId'>,
  around: Around,
): Promise<Repair> {
  const { models } = around;
  const planned = run?.plan ?? (await models.proposal()).plan;
  const forms = await models.promptForms();
  const panel = critic ? panelInForm(planned.panel, forms(critic)) : planned.panel;
  const verdicts = critic ? await judged(after, { ...planned, panel, critic }, around) : [];
  const reasons = dropReasons({ rulesDrop: true, panel }, verdicts, after);
  return {
    projectId,
    reasons,
    changes: [
      { put: 'conversation', item: after },
      ...verdicts.map((item): Change => ({ put: 'verdict', item })),
      ...(await outcomeChanges(around, after, verdicts, reasons)),
    ],
  };
}

async function rewritten(
  before: Conversation,
  { turns, reasons, generator }: RepairWish,
  plan: Plan | null,
  { models, stop, watch }: Around,
): Promise<Conversation> {
  watch('loading', '');
  const engine: Engine = await models.engine(generator, stop);
  const { messages, grammar, maxTokens } = repairPrompt(before, turns, reasons);
  watch('writing', '');
  let problem = '';
  for (let asking = 0; asking < mostAskings; asking += 1) {
    const seed = derive(1, 'repair', before.id, before.edits?.length ?? 0, asking);
    let text = '';
    const hear = (piece: string) => {
      text += piece;
      watch('writing', text);
    };
    const ask = { messages, grammar, decoding: { ...decoding, maxTokens, seed } };
    const answer = await engine.complete(ask, hear, stop);
    if (answer.ended === 'stopped') throw new Broken({ kind: 'stopped' });
    const read = readRepair(answer.text, before, turns);
    if (!read.ok) {
      problem = read.problem;
      continue;
    }
    const by = { model: engine.build, prompt: repairPromptVersion, reasons };
    return editedConversation(before, read.value, plan?.turnsAllowed ?? null, by);
  }
  throw new Broken({ kind: 'no-rewrite', model: generator.model, detail: problem });
}

/** By the filters of the plan, each verdict under an id of its own beside what was said before. */
async function judged(conversation: Conversation, plan: Plan, around: Around): Promise<Verdict[]> {
  const { store, models, stop, watch } = around;
  const the = { id: conversation.owner, plan } as Run;
  const edits = conversation.edits?.length ?? 0;
  const verdicts: Verdict[] = [];
  for (const filters of filterGroups(plan.panel)) {
    const given = await askCritic(
      the,
      { kind: 'filter', conversation, filters },
      {
        ...{ store, stop, sha256 },
        cast: models.cast({ ...plan, generator: null }, stop),
        clock: () => Date.now(),
        keepDraft: async () => undefined,
        watch: (live) => live?.kind === 'judging' && watch('judging', live.text),
      },
    );
    if (!given) throw new Broken({ kind: 'stopped' });
    await store.write(given.answers.map((item): Change => ({ put: 'answer', item })));
    verdicts.push({ ...given.verdict, id: `${given.verdict.id}~e${edits}`, edits });
  }
  return verdicts;
}

/** A pair that failed and now has a conversation that passes is failed no more. Without a critic nothing is known of that. */
async function outcomeChanges(
  { store }: Around,
  { owner, id }: Conversation,
  verdicts: readonly Verdict[],
  reasons: readonly string[],
): Promise<Change[]> {
  const place = placeOf(id);
  if (!place || reasons.length > 0 || verdicts.length === 0) return [];
  const outcome = await store.read('outcome', owner, pairPlace(place.round, place.pair));
  if (outcome?.kind !== 'failed') return [];
  const { id: outcomeId, round, pair } = outcome;
  const kept = { owner, id: outcomeId, round, pair, kind: 'kept', conversationId: id } as const;
  return [
    { put: 'outcome', item: { ...kept, ranking: [id], because: 'rewritten: it passes the filters now' } },
  ];
}
