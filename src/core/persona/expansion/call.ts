// Owns one call to the model of an expansion: asked, read, and when it can't be read asked again with a fresh seed, a bounded
// number of times. What stays unreadable is kept as such.
import type { Answer, Decoding, Embedder, Engine, Stop, Store } from '../../ports.ts';
import { derive } from '../../random.ts';
import { completeOrOverflow } from '../../run/complete.ts';
import { measuredOf, type Clock } from '../../run/measured.ts';
import type { Expansion } from './plan.ts';
import type { ExpansionPrompt } from './prompts.ts';
import type { ExpansionStep } from './step.ts';
import type { ExpansionLive } from './view.ts';

export interface ExpansionSurroundings {
  readonly store: Pick<Store, 'page'>;
  readonly generator: () => Promise<Engine>;
  readonly embedder: () => Promise<Embedder>;
  readonly clock: Clock;
  readonly stop: Stop;
  readonly watch: (live: ExpansionLive) => void;
}

/** Askings in all before an answer is given up as unreadable. */
const mostAskings = 3;

interface Called<Read> {
  /** null where nothing could be read. */
  readonly read: Read | null;
  readonly record: Pick<ExpansionStep, 'owner' | 'id' | 'model' | 'unreadable' | 'measured'>;
}

/** null when it was stopped. */
export async function call<Read>(
  the: Expansion,
  id: string,
  { messages, grammar, maxTokens, read }: ExpansionPrompt<Read>,
  shownAs: { readonly phase: ExpansionStep['kind']; readonly about: string },
  { generator, clock, stop, watch }: ExpansionSurroundings,
): Promise<Called<Read> | null> {
  const engine = await generator();
  const begun = clock();
  for (let asking = 0; ; asking += 1) {
    const decoding: Decoding = {
      ...the.plan.decoding,
      maxTokens,
      seed: derive(the.plan.seed, 'call', id, asking),
    };
    let text = '';
    const onText = (piece: string) => {
      text += piece;
      watch({ kind: 'writing', ...shownAs, text });
    };
    onText('');
    const answer = await completeOrOverflow(engine, { messages, decoding, grammar }, onText, stop);
    if (answer.ended === 'stopped') return null;
    const result = readable(answer, read);
    if (!result.ok && asking + 1 < mostAskings) continue;
    const measured = measuredOf(answer, begun, clock());
    const record = { owner: the.id, id, model: engine.build, measured };
    return result.ok
      ? { read: result.value, record }
      : { read: null, record: { ...record, unreadable: { problem: result.problem, answer: answer.text } } };
  }
}

const readable = <Read>(answer: Answer, read: ExpansionPrompt<Read>['read']) =>
  answer.ended === 'length' ? ({ ok: false, problem: 'it ran out of room' } as const) : read(answer.text);
