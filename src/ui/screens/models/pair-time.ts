// Owns how long a pair of models takes for a conversation on this machine's processor: from what was measured here of either, or
// reckoned from another model that was. Pure. Where nothing was measured nothing is said.
import type { ModelRow } from '../../../../workers/studio-api/models.ts';
import { pairFor, type PairOfModels } from './model-list.ts';

/** Tokens of one candidate and its judging: sixteen turns, one exemplar, and the experts asked in one call. */
const conversation = { promptOfWriting: 900, written: 400, promptOfJudging: 1300, judged: 120 };

/** A smaller model has other bottlenecks than its weights, so it says nothing of a larger one. */
const leastToReckonFrom = 90_000_000;

interface Speeds {
  readonly prefill: number;
  readonly decode: number;
}

export interface PairTime {
  readonly seconds: number;
  /** The model that was measured instead; null: both of the pair were. */
  readonly reckonedFrom: string | null;
}

const measured = ({ speeds: { prefill, decode } }: ModelRow): Speeds | null =>
  prefill === null || decode === null ? null : { prefill, decode };

/** Reading and writing both go through all weights, so a model of twice the bytes takes about twice as long. */
function reckoned(row: ModelRow, from: ModelRow): Speeds | null {
  const known = measured(from);
  const times = from.downloadBytes / row.downloadBytes;
  return known && { prefill: known.prefill * times, decode: known.decode * times };
}

/** Of one candidate, written and judged. null where no model of the processor's was measured here. */
export function timeOf(rows: readonly ModelRow[], { generator, critic }: PairOfModels): PairTime | null {
  const nearest = rows
    .filter(
      (row) =>
        row.engine === generator.engine && row.downloadBytes >= leastToReckonFrom && measured(row) !== null,
    )
    .toSorted((a, b) => distance(a, generator) - distance(b, generator))[0];
  const writing = measured(generator) ?? (nearest ? reckoned(generator, nearest) : null);
  const judging = measured(critic) ?? (nearest ? reckoned(critic, nearest) : null);
  if (!writing || !judging) return null;
  const { promptOfWriting, written, promptOfJudging, judged } = conversation;
  const seconds =
    promptOfWriting / writing.prefill +
    written / writing.decode +
    promptOfJudging / judging.prefill +
    judged / judging.decode;
  const isMeasured = measured(generator) !== null && measured(critic) !== null;
  return { seconds, reckonedFrom: isMeasured ? null : (nearest?.name ?? null) };
}

const distance = (a: ModelRow, b: ModelRow): number => Math.abs(Math.log(a.downloadBytes / b.downloadBytes));

export interface TimedPair {
  readonly pair: PairOfModels;
  readonly time: PairTime | null;
}

/** Longer than this for one conversation, and a person wants to know of a quicker pair. */
const longSeconds = 300;

export interface PairsOnCpu {
  readonly best: TimedPair;
  /** Where the best takes long: the largest that does not, or the quickest. */
  readonly quicker: TimedPair | null;
}

/** null where no model of the processor's fits. */
export function pairsOnCpu(rows: readonly ModelRow[], gigabytes: number): PairsOnCpu | null {
  const pair = pairFor(rows, gigabytes, 'wllama');
  if (!pair) return null;
  const best = { pair, time: timeOf(rows, pair) };
  if (best.time === null || best.time.seconds <= longSeconds) return { best, quicker: null };
  return { best, quicker: quickerThan(best, rows) };
}

/** By less and less memory, as far as there is a pair of two families. */
function quickerThan({ pair, time }: TimedPair, rows: readonly ModelRow[]): TimedPair | null {
  let quicker: TimedPair | null = null;
  let megabytes = pair.megabytes;
  for (;;) {
    const smaller = pairFor(rows, (megabytes - 1) / 1024, 'wllama');
    if (!smaller) return quicker;
    const took = timeOf(rows, smaller);
    const best = quicker?.time ?? time;
    if (took && best && took.seconds < 0.8 * best.seconds) quicker = { pair: smaller, time: took };
    if (took && took.seconds <= longSeconds) return quicker;
    megabytes = smaller.megabytes;
  }
}
