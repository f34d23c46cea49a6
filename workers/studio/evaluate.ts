// Owns bringing sets to the analysis worker, page by page, and what it finds back to the page that asked.
import { proxy, type Remote } from 'comlink';
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import type { Verdict } from '../../src/core/critic/verdict.ts';
import type { Examined } from '../../src/core/evaluate/examined.ts';
import type { Stop, Store } from '../../src/core/ports.ts';
import { placeOf } from '../../src/core/run/places.ts';
import { seedSet } from '../../src/core/run/pool.ts';
import { Broken } from '../../src/core/trouble.ts';
import type { AnalysisApi, EvaluationProgress } from '../analysis/analysis-api.ts';
import type { EvaluatedSet, EvaluatedSets, EvaluationOrder } from '../studio-api/evaluate.ts';
import { inAnalysisWorker } from './analysis.ts';
import { findSet } from './find.ts';
import { allOf, listOf } from './pages.ts';

/** The same figures each time that nothing has changed. */
const seed = 1;
const batch = 250;

type Hear = (progress: EvaluationProgress) => void;

/** Throws `Broken`: `gone`, `stopped`, or what broke in the worker. */
export async function evaluate(
  store: Store,
  projectId: string,
  order: EvaluationOrder,
  stop: Stop,
  hear: Hear,
): Promise<EvaluatedSets> {
  const attributes = await listOf(store, 'attribute', projectId);
  const categories = new Map(
    attributes.flatMap(({ text, category }) => (category === undefined ? [] : [[text, category] as const])),
  );
  const seeds = await listOf(store, 'conversation', seedSet);
  const { accuracy, meaning } = order;
  return inAnalysisWorker(stop, async (remote) => {
    const columns = await handOver(store, order, remote, stop, hear);
    const measuring = {
      seed,
      accuracy,
      meaning,
      categories,
      seeds: seeds.map(({ id, turns }) => ({ id, turns })),
    };
    return { columns, ...(await remote.measure(columns.length, measuring, proxy(hear))) };
  });
}

/** Every set's conversations, with their verdicts and whether they were kept. Says what the worker's places stand for. */
async function handOver(
  store: Store,
  { setIds, byRound }: EvaluationOrder,
  remote: Remote<AnalysisApi>,
  stop: Stop,
  hear: Hear,
): Promise<readonly EvaluatedSet[]> {
  const counts = await Promise.all(setIds.map((id) => store.count('conversation', id)));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const columns: EvaluatedSet[] = [];
  let done = 0;
  for (const setId of setIds) {
    const { name, run } = await findSet(store, setId);
    const judged = await judgedOf(store, setId);
    const placeFor = (round: number | null): number => {
      const found = columns.findIndex((column) => column.setId === setId && column.round === round);
      return found === -1 ? columns.push({ setId, name, round }) - 1 : found;
    };
    const split = byRound && run !== null;
    if (!split) placeFor(null);
    let waiting = new Map<number, Examined[]>();
    for await (const conversation of allOf(store, 'conversation', setId)) {
      if (stop.stopped) throw new Broken({ kind: 'stopped' });
      const place = placeFor(split ? (placeOf(conversation.id)?.round ?? 0) : null);
      waiting.set(place, [...(waiting.get(place) ?? []), judged.examined(conversation, run !== null)]);
      done += 1;
      if (done % batch > 0) continue;
      await send(remote, waiting);
      waiting = new Map();
      hear({ stage: 'reading', done, total });
    }
    await send(remote, waiting);
  }
  hear({ stage: 'reading', done, total });
  return columns;
}

async function send(remote: Remote<AnalysisApi>, waiting: ReadonlyMap<number, readonly Examined[]>) {
  for (const [place, conversations] of waiting) await remote.take(place, conversations);
}

/** Outcomes and verdicts of a set, ready to be joined to its conversations. Comparisons say nothing of one conversation. */
async function judgedOf(store: Store, setId: string) {
  const kept = new Set<string>();
  for await (const outcome of allOf(store, 'outcome', setId))
    if (outcome.kind === 'kept') kept.add(outcome.conversationId);
  const verdicts = new Map<string, Examined['verdicts'][number][]>();
  for await (const verdict of allOf(store, 'verdict', setId)) {
    if (verdict.about.length > 1) continue;
    const { about, expert, finding }: Verdict = verdict;
    verdicts.set(about[0], [...(verdicts.get(about[0]) ?? []), { about, expert, finding }]);
  }
  return {
    examined: ({ id, pair, turns, faults, origin }: Conversation, isRun: boolean): Examined => ({
      ...{ id, pair, turns, faults },
      isKept: !isRun || kept.has(id),
      exemplarIds: origin.kind === 'generated' ? origin.exemplarIds : [],
      verdicts: verdicts.get(id) ?? [],
    }),
  };
}
