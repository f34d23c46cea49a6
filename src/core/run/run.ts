// Owns the loop of generator and critic (method.md, section 2): round by round, pair by pair, step by step. What to do
// next is decided by nextStep; this only does it and yields what landed, together what landed at the same time. Whoever consumes
// the events writes them to the store before asking for more, so that a stop anywhere loses nothing but the answers being written.
import type { Pair } from '../persona/profile.ts';
import { askCritic } from './ask-critic.ts';
import { atOnce } from './at-once.ts';
import { nextStep } from './next-step.ts';
import type { Outcome } from './outcome.ts';
import type { PairState } from './pair-state.ts';
import { hashOfRun, pairPlace } from './places.ts';
import type { Run } from './plan.ts';
import { exemplarPool, type PoolEntry } from './pool.ts';
import type { Step } from './step.ts';
import type { Surroundings } from './surroundings.ts';
import type { RunEvent } from './view.ts';
import { write } from './write.ts';

export async function* run(the: Run, around: Surroundings): AsyncGenerator<readonly RunEvent[]> {
  for (let round = 0; round < the.plan.rounds; round += 1) {
    const pool = await exemplarPool(around.store, the, round);
    const pairs = Array.from({ length: the.pairCount }, (_, pair) => pair);
    const phases = the.plan.order === 'in phases' && the.plan.critic;
    if (phases) yield* inPhases(the, round, pairs, pool, around);
    else yield* workOnAll(the, round, pairs, everyStep, pool, around);
    if (around.stop.stopped) return;
  }
}

/** Which steps may be done just now. */
type Allowed = (step: Step) => boolean;
const everyStep: Allowed = () => true;
const writing: Allowed = ({ kind }) => kind === 'write';
const judging: Allowed = ({ kind }) => kind !== 'write';

/** All pairs are written, then all are judged; again for those of which nothing was kept, as often as the plan rewrites. */
async function* inPhases(
  the: Run,
  round: number,
  pairs: readonly number[],
  pool: readonly PoolEntry[],
  around: Surroundings,
): AsyncGenerator<readonly RunEvent[]> {
  let open = pairs;
  while (open.length > 0) {
    yield* workOnAll(the, round, open, writing, pool, around);
    const ended = yield* workOnAll(the, round, open, judging, pool, around);
    if (around.stop.stopped) return;
    open = open.filter((_, index) => ended[index] !== true);
  }
}

/** As many pairs at once as the engines take calls. Chance derives per place, so how many it is changes no result. */
async function* workOnAll(
  the: Run,
  round: number,
  pairs: readonly number[],
  allowed: Allowed,
  pool: readonly PoolEntry[],
  around: Surroundings,
): AsyncGenerator<readonly RunEvent[], readonly boolean[]> {
  // Until the first call has loaded an engine there is one.
  const width = () => around.cast.callsAtOnce();
  return yield* atOnce(pairs, width, (pair) => workOn(the, { round, pair }, allowed, pool, around));
}

/** One pair in one round, from wherever it stands as far as is allowed; whether it has its outcome then. */
async function* workOn(
  the: Run,
  { round, pair }: { readonly round: number; readonly pair: number },
  allowed: Allowed,
  pool: readonly PoolEntry[],
  around: Surroundings,
): AsyncGenerator<RunEvent, boolean> {
  if (around.stop.stopped) return false;
  const known = await around.store.read('outcome', the.id, pairPlace(round, pair));
  if (known && known.kind !== 'reopened') return true;
  const of = await around.store.read('pair', the.id, pairPlace(0, pair));
  if (!of) throw new Error(`Run ${the.id} has no pair ${pair + 1}.`);

  let state = await restoredState(the, round, pair, known, around.store);
  let step = nextStep(the.plan, state);
  if (!allowed(step)) return false;
  yield { kind: 'pair-begun', round, pair, of };
  // What a run judges was put there before it began, so it counts when its turn comes.
  const restored = the.plan.generator ? { restored: true as const } : {};
  for (const item of state.conversations) yield { kind: 'conversation', item, ...restored };
  for (const item of state.verdicts) yield { kind: 'verdict', item, restored: true };
  while (allowed(step)) {
    const event = await perform(step, the, state, of, pool, around);
    if (!event) return false;
    yield event;
    if (event.kind === 'outcome') return true;
    if (event.kind === 'conversation')
      state = { ...state, conversations: [...state.conversations, event.item] };
    if (event.kind === 'verdict') state = { ...state, verdicts: [...state.verdicts, event.item] };
    step = nextStep(the.plan, state);
  }
  return false;
}

async function restoredState(
  the: Run,
  round: number,
  pair: number,
  outcome: Outcome | undefined,
  store: Surroundings['store'],
): Promise<PairState> {
  const prefix = `${hashOfRun(the.id)}-${pairPlace(round, pair)}-`;
  const ofPair = <Item extends { id: string }>(items: Item[]) =>
    items.filter(({ id }) => id.startsWith(prefix));
  return {
    round,
    pair,
    conversations: ofPair(
      await store.page('conversation', the.id, { after: prefix, limit: mostItemsOfAPair }),
    ),
    verdicts: ofPair(await store.page('verdict', the.id, { after: prefix, limit: mostItemsOfAPair })),
    extraAttempts: outcome?.kind === 'reopened' ? outcome.extraAttempts : 0,
  };
}

/** Far above 8 candidates × all attempts and all their comparisons. */
const mostItemsOfAPair = 2000;

/** null when it was stopped before anything landed. */
async function perform(
  step: Step,
  the: Run,
  state: PairState,
  of: Pair,
  pool: readonly PoolEntry[],
  around: Surroundings,
): Promise<RunEvent | null> {
  switch (step.kind) {
    case 'write': {
      const item = await write(the, step.place, of, pool, around);
      return item && { kind: 'conversation', item };
    }
    case 'filter':
    case 'compare':
    case 'score': {
      const judged = await askCritic(the, step, around);
      return judged && { kind: 'verdict', item: judged.verdict, answers: judged.answers };
    }
    case 'keep':
    case 'fail':
      return { kind: 'outcome', item: outcomeOf(the, state, step) };
  }
}

function outcomeOf(
  the: Run,
  { round, pair, extraAttempts }: PairState,
  step: Step & { kind: 'keep' | 'fail' },
): Outcome {
  const place = { owner: the.id, id: pairPlace(round, pair), round, pair };
  if (step.kind === 'fail') return { ...place, kind: 'failed', reasons: step.reasons, extraAttempts };
  const [conversationId = ''] = step.ranking;
  return { ...place, kind: 'kept', conversationId, ranking: step.ranking, because: step.because };
}
