// Owns the loop of generator and critic (method.md, section 2): round by round, pair by pair, step by step. What to do
// next is decided by nextStep; this only does it and yields what landed. Whoever consumes the events writes each to the
// store before asking for the next, so that a stop anywhere loses nothing but the answer being written.
import { readConversation } from '../conversation/read.ts';
import { faultsOf } from '../conversation/faults-of.ts';
import type { Conversation, Place } from '../conversation/conversation.ts';
import type { Pair } from '../persona/profile.ts';
import type { Engine, Stop, Store } from '../ports.ts';
import { completeOrOverflow } from './complete.ts';
import { derive, sample } from '../random.ts';
import { askExpert } from './ask-expert.ts';
import { measuredOf, type Clock } from './measured.ts';
import { generatorPrompt } from './generator-prompt.ts';
import { nextStep, type PairState, type Step } from './next-step.ts';
import type { Outcome } from './outcome.ts';
import { conversationId, hashOfRun, pairPlace } from './places.ts';
import type { Run } from './plan.ts';
import { exemplarPool, type PoolEntry } from './pool.ts';
import type { Live, RunEvent } from './view.ts';

export interface Cast {
  readonly generator: Engine;
  /** null: the rules judge alone. */
  readonly critic: Engine | null;
}

export interface Surroundings {
  readonly store: Pick<Store, 'read' | 'page'>;
  readonly cast: Cast;
  readonly clock: Clock;
  readonly stop: Stop;
  /** Hears what a model is writing; nothing of it is kept. */
  readonly watch: (live: Live) => void;
}

export async function* run(the: Run, around: Surroundings): AsyncGenerator<RunEvent> {
  for (let round = 0; round < the.plan.rounds; round += 1) {
    const pool = await exemplarPool(around.store, the, round);
    for (let pair = 0; pair < the.pairCount; pair += 1) {
      if (around.stop.stopped) return;
      yield* runPair(the, round, pair, pool, around);
    }
  }
}

/** One pair in one round, from wherever it stands to its outcome. */
async function* runPair(
  the: Run,
  round: number,
  pair: number,
  pool: readonly PoolEntry[],
  around: Surroundings,
): AsyncGenerator<RunEvent> {
  const known = await around.store.read('outcome', the.id, pairPlace(round, pair));
  if (known && known.kind !== 'reopened') return;
  const of = await around.store.read('pair', the.id, pairPlace(0, pair));
  if (!of) throw new Error(`Run ${the.id} has no pair ${pair + 1}.`);
  yield { kind: 'pair-begun', round, pair, of };

  let state = await restoredState(the, round, pair, known, around.store);
  for (const item of state.conversations) yield { kind: 'conversation', item, restored: true };
  for (const item of state.verdicts) yield { kind: 'verdict', item, restored: true };
  for (;;) {
    const step = nextStep(the.plan, state);
    const event = await perform(step, the, state, of, pool, around);
    if (!event) return;
    yield event;
    if (event.kind === 'outcome') return;
    if (event.kind === 'conversation')
      state = { ...state, conversations: [...state.conversations, event.item] };
    if (event.kind === 'verdict') state = { ...state, verdicts: [...state.verdicts, event.item] };
  }
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
    case 'compare': {
      const item = await askExpert(the, step, around);
      return item && { kind: 'verdict', item };
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

async function write(
  the: Run,
  place: Place,
  of: Pair,
  pool: readonly PoolEntry[],
  { cast, store, clock, stop, watch }: Surroundings,
): Promise<Conversation | null> {
  const { plan } = the;
  const id = conversationId(hashOfRun(the.id), place);
  const at = [place.round, place.pair, place.candidate, place.attempt];
  const drawn = sample(pool, plan.exemplars, derive(plan.seed, 'exemplars', ...at));
  const found = await Promise.all(drawn.map((entry) => store.read('conversation', entry.owner, entry.id)));
  const exemplars = found.filter((exemplar) => exemplar !== undefined);
  const turns = turnsFor(the, place);
  const { generator } = cast;
  const prompt = generatorPrompt(plan, of, turns, exemplars, generator.contextTokens);
  const decoding = { ...plan.decoding, maxTokens: prompt.maxTokens, seed: derive(plan.seed, 'write', ...at) };
  const ask = { messages: prompt.messages, decoding, ...(prompt.grammar ? { grammar: prompt.grammar } : {}) };

  let text = '';
  const begun = clock();
  watch({ kind: 'writing', conversationIds: [id], text });
  const answer = await completeOrOverflow(
    generator,
    ask,
    (piece) => {
      text += piece;
      watch({ kind: 'writing', conversationIds: [id], text });
    },
    stop,
  );
  if (answer.ended === 'stopped') return null;
  const reading = readConversation(answer.text);
  const cut =
    answer.ended === 'length' ? [{ kind: 'token-limit' as const, text: answer.text.slice(-40) }] : [];
  return {
    owner: the.id,
    id,
    pair: { id: of.id, profiles: of.profiles },
    turns: reading.turns,
    faults: faultsOf({ ...reading, faults: [...reading.faults, ...cut] }, of, plan.turnsAllowed),
    raw: answer.text,
    origin: {
      kind: 'generated',
      planHash: hashOfRun(the.id),
      place,
      generator: generator.build,
      prompt: prompt.version,
      decoding: { asked: decoding, ignored: answer.ignored },
      exemplarIds: prompt.exemplarIds,
    },
    measured: measuredOf(answer, begun, clock()),
  };
}

/** A whole number of exchanges within what the plan asks for, drawn per candidate. */
function turnsFor({ plan }: Run, place: Place): number {
  const [fewest, most] = [Math.ceil(plan.turnsAsked.min / 2), Math.floor(plan.turnsAsked.max / 2)];
  const seed = derive(plan.seed, 'turns', place.round, place.pair, place.candidate, place.attempt);
  return 2 * (fewest + (seed % Math.max(1, most - fewest + 1)));
}
