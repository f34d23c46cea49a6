// Holds the view to what it shows while several pairs are worked on at once.
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../../src/core/conversation/conversation.ts';
import { emptyView, reduce, secondsLeft, type RunEvent, type RunView } from '../../../src/core/run/view.ts';
import { begin, pairs, planWith } from './harness.ts';

const [first] = pairs;

const conversation = (id: string, at: number, seconds: number): Conversation => ({
  owner: 'run',
  id,
  pair: first ?? expect.fail('There are no pairs.'),
  turns: [{ speaker: 1, text: 'Hello.' }],
  faults: [],
  raw: '',
  origin: { kind: 'written', note: '', source: { name: '', licence: '' } },
  measured: { at, seconds, promptTokens: 1, answerTokens: 10 },
});

const begun = (pair: number): RunEvent => ({
  ...{ kind: 'pair-begun', round: 0, pair },
  of: first ?? expect.fail('There are no pairs.'),
});
const landed = (id: string, at = 0, seconds = 0): RunEvent => ({
  ...{ kind: 'conversation', item: conversation(id, at, seconds) },
});
const live = (id: string): RunEvent => ({
  ...{ kind: 'live', live: { kind: 'writing', conversationIds: [id], text: 'User 1: H' } },
});

async function after(...events: readonly RunEvent[]): Promise<RunView> {
  const { the } = await begin(planWith());
  return events.reduce(reduce, emptyView(the));
}

describe('the view of a run that works on several pairs at once', () => {
  it('shows the pair begun last, and counts what lands of the others', async () => {
    const view = await after(
      begun(0),
      begun(1),
      landed('plan-r01-p00001-a1-c1'),
      landed('plan-r01-p00002-a1-c1'),
    );
    expect(view.candidates).toBe(2);
    expect(view.current?.pair).toBe(1);
    expect(view.current?.conversations.map(({ id }) => id)).toEqual(['plan-r01-p00002-a1-c1']);
  });

  it('shows what is being written for that pair alone, until it has landed', async () => {
    const events = [begun(0), begun(1), live('plan-r01-p00002-a1-c1'), live('plan-r01-p00001-a1-c1')];
    expect((await after(...events)).live?.conversationIds).toEqual(['plan-r01-p00002-a1-c1']);
    expect((await after(...events, landed('plan-r01-p00001-a1-c1'))).live).not.toBeNull();
    expect((await after(...events, landed('plan-r01-p00002-a1-c1'))).live).toBeNull();
  });

  it('counts the time of calls that were under way together once', async () => {
    const { speed } = await after(
      begun(0),
      landed('plan-r01-p00001-a1-c1', 1000, 10),
      landed('plan-r01-p00002-a1-c1', 3000, 10),
      landed('plan-r01-p00003-a1-c1', 20_000, 5),
    );
    expect(speed).toMatchObject({ answerTokens: 30, engineSeconds: 17 });
  });
});

describe('the time that a run has left', () => {
  const outcome = (pair: number): RunEvent => ({
    kind: 'outcome',
    item: {
      ...{ owner: 'run', id: `r01-p0000${pair + 1}`, round: 0, pair },
      ...{ kind: 'kept', conversationId: 'a', ranking: ['a'], because: '' },
    },
  });

  it('goes by the clock, so that what lies between calls counts too', async () => {
    const view = await after(
      begun(0),
      landed('plan-r01-p00001-a1-c1', 1000, 10),
      outcome(0),
      landed('plan-r01-p00002-a1-c1', 51_000, 10),
      outcome(1),
    );
    expect(secondsLeft(view)).toBe((60 / 2) * (view.total - 2));
  });

  it('is that of this sitting: a pause begins it anew', async () => {
    const { the } = await begin(planWith());
    const running = { kind: 'state', run: { ...the, state: 'running' } } as const;
    const events = [running, begun(0), landed('plan-r01-p00001-a1-c1', 1000, 10), outcome(0)];
    const view = events.reduce(reduce, emptyView(the));
    expect(secondsLeft(view)).not.toBeNull();
    const paused = reduce(view, { kind: 'state', run: { ...the, state: 'paused' } });
    expect(secondsLeft(reduce(paused, running))).toBeNull();
  });
});

describe('the view of a run that another tab carries out', () => {
  it('counts and shows nothing twice that was read before it was heard of', async () => {
    const kept: RunEvent = {
      kind: 'outcome',
      item: {
        ...{ owner: 'run', id: 'r01-p00001', round: 0, pair: 0 },
        ...{ kind: 'kept', conversationId: 'a', ranking: ['a'], because: '' },
      },
    };
    const once = await after(begun(0), landed('a'), kept);
    const twice = await after(begun(0), landed('a'), landed('a'), kept, kept);
    expect(once).toMatchObject({ kept: 1, candidates: 1 });
    expect(twice).toEqual(once);
  });
});
