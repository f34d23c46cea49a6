// Owns putting a run into the store before it starts: itself, its pairs, and for a run that only judges the conversations.
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import type { Pair } from '../../src/core/persona/profile.ts';
import type { Change, Store } from '../../src/core/ports.ts';
import { pinned } from '../../src/core/run/panel.ts';
import { conversationId, hashOfRun, pairPlace, planHash, runId } from '../../src/core/run/places.ts';
import type { Plan, Run } from '../../src/core/run/plan.ts';
import { listOf } from './pages.ts';
import { recordsOf } from './records.ts';

interface RunToBe {
  readonly projectId: string;
  readonly name: string;
  readonly plan: Plan;
  readonly goesOnFrom?: string;
}

export async function newRun(store: Store, wish: RunToBe, pairs: readonly Pair[]): Promise<Run> {
  const toBe = withVersions(wish);
  const id = await freeRunId(store, planHash(toBe.plan, pairs));
  const run = runWith(toBe, id, pairs.length);
  await store.write([{ put: 'run', item: run }, ...pairs.map((pair, index) => putPair(id, index, pair))]);
  return run;
}

/** The same plan and pairs once more, under the same fingerprint, so that each result has its counterpart. */
export async function newRunAgain(store: Store, original: Run, name: string): Promise<Run> {
  const id = await freeRunId(store, hashOfRun(original.id));
  const pairs = await listOf(store, 'pair', original.id);
  const { owner: projectId, plan } = original;
  const run: Run = { ...runWith({ projectId, name, plan }, id, pairs.length), reproduces: original.id };
  await store.write([{ put: 'run', item: run }, ...pairs.map((pair, index) => putPair(id, index, pair))]);
  return run;
}

/** What a run goes on with after another model was chosen for it: the pairs that had come to nothing yet. */
export async function newRunOnward(store: Store, original: Run, name: string, plan: Plan): Promise<Run> {
  const pairs = await listOf(store, 'pair', original.id);
  const outcomes = await listOf(store, 'outcome', original.id);
  const done = new Set(outcomes.map(({ pair }) => pair));
  // Later rounds build on earlier ones, which one model has to write.
  const left = plan.rounds === 1 ? pairs.filter((_, index) => !done.has(index)) : pairs;
  return newRun(store, { projectId: original.owner, name, plan, goesOnFrom: original.id }, left);
}

/** The plan names the exact versions that it asks, from before the first call. */
const withVersions = (toBe: RunToBe): RunToBe => ({
  ...toBe,
  plan: { ...toBe.plan, panel: pinned(toBe.plan.panel) },
});

/** So many conversations go into one transaction. */
const inOneGo = 500;

/** A copy of each conversation that an export of the set would hold stands in the run as its pair's one candidate. */
export async function newJudgingRun(
  store: Store,
  wish: RunToBe,
  setId: string,
  ids?: readonly string[],
): Promise<Run> {
  const toBe = withVersions(wish);
  const subject = ids ? JSON.stringify([setId, [...ids].sort()]) : setId;
  const id = await freeRunId(store, planHash(toBe.plan, subject));
  let [count, changes] = [0, [] as Change[]];
  for await (const { conversation } of recordsOf(store, setId, ids && [...ids].sort())) {
    changes.push(putPair(id, count, conversation.pair), putCopy(id, count, conversation));
    count += 1;
    if (changes.length < 2 * inOneGo) continue;
    await store.write(changes);
    changes = [];
  }
  // The run comes last: what was cut off before that is never seen.
  const run = runWith(toBe, id, count);
  await store.write([...changes, { put: 'run', item: run }]);
  return run;
}

/** The same plan started again gets the next number. */
async function freeRunId(store: Store, hash: string): Promise<string> {
  let number = 1;
  while ((await store.count('pair', runId(hash, number))) > 0) number += 1;
  return runId(hash, number);
}

const runWith = ({ projectId, name, plan, goesOnFrom }: RunToBe, id: string, pairCount: number): Run => ({
  owner: projectId,
  id,
  name,
  createdAt: Date.now(),
  plan,
  pairCount,
  state: 'running',
  ...(goesOnFrom === undefined ? {} : { goesOnFrom }),
});

const putPair = (owner: string, index: number, { profiles }: Pair): Change => ({
  put: 'pair',
  item: { owner, id: pairPlace(0, index), profiles },
});

function putCopy(owner: string, pair: number, conversation: Omit<Conversation, 'owner'>): Change {
  const id = conversationId(hashOfRun(owner), { round: 0, pair, candidate: 0, attempt: 0 });
  return { put: 'conversation', item: { ...conversation, owner, id } };
}
