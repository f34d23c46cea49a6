import { describe, expect, it } from 'vitest';
import { findModel } from '../../src/engine/catalogue.ts';
import { loadHosted, type EngineHost, type HostOptions } from '../../workers/engine/engine-host.ts';
import { Stopper } from '../../workers/stopper.ts';

const makeWorker = () => new Worker(new URL('./stubborn.worker.ts', import.meta.url), { type: 'module' });
const scripted =
  findModel({ engine: 'scripted', model: 'scripted' }) ?? expect.fail('There is no scripted model.');
const patience = { load: 2, call: 0.5, perPromptToken: 0, stopping: 0.5 };

const load = (
  manner: string,
  stop = new Stopper(),
  heard: Partial<Pick<HostOptions, 'onProgress' | 'onEnd'>> = {},
): Promise<EngineHost> =>
  loadHosted({
    model: { ...scripted, choice: { engine: 'stubborn', model: manner } },
    root: new URL(location.href),
    threads: 1,
    onProgress: () => undefined,
    ...{ stop, makeWorker, patience, ...heard },
  });

const ask = {
  messages: [{ role: 'user', content: 'Say something.' }],
  decoding: { temperature: 0, topP: 1, topK: 0, repetitionPenalty: 1, maxTokens: 8, seed: 1 },
} as const;
const complete = (host: EngineHost, stop = new Stopper()) => host.complete(ask, () => undefined, stop);

describe('an engine in a worker of its own', () => {
  it.each(['waits', 'spins'])('is ended from outside when it %s for ever, and stays lost', async (manner) => {
    const host = await load(manner);
    await expect(complete(host)).rejects.toMatchObject({ trouble: { kind: 'engine-hung', model: manner } });
    expect(host.lost).toBe(true);
    await expect(complete(host)).rejects.toMatchObject({ trouble: { kind: 'engine-hung' } });
  });

  it('is lost when its worker dies, and says why', async () => {
    const host = await load('dies');
    await expect(complete(host)).rejects.toMatchObject({
      trouble: { kind: 'engine-lost', model: 'dies', detail: expect.stringContaining('out of memory') },
    });
  });

  it('is lost when it says so itself, though its worker lives, and tells of it', async () => {
    let ends = 0;
    const host = await load('loses its GPU', new Stopper(), { onEnd: () => (ends += 1) });
    await expect(complete(host)).rejects.toMatchObject({ trouble: { kind: 'engine-lost' } });
    expect([host.lost, ends]).toEqual([true, 1]);
  });

  it('is ended when it does not heed a stop', async () => {
    const host = await load('waits');
    const stop = new Stopper();
    const answer = complete(host, stop);
    stop.pull();
    await expect(answer).rejects.toMatchObject({ trouble: { kind: 'engine-hung' } });
  });

  it('counts a load without a sign of life as failed', async () => {
    await expect(load('never loads')).rejects.toMatchObject({ trouble: { kind: 'load-failed' } });
  });

  it('is not said to be loading once it is loaded, though its progress is told late', async () => {
    const told: unknown[] = [];
    await load('tells late', new Stopper(), { onProgress: (progress) => told.push(progress) });
    await new Promise((resume) => setTimeout(resume, 300));
    expect(told).toEqual([]);
  });

  it('cancels a load at once', async () => {
    const stop = new Stopper();
    const loading = load('never loads', stop);
    stop.pull();
    await expect(loading).rejects.toMatchObject({ trouble: { kind: 'stopped' } });
  });

  it('throws after it was unloaded', async () => {
    const host = await load('waits');
    await host.unload();
    await expect(complete(host)).rejects.toMatchObject({ trouble: { kind: 'engine-lost' } });
  });
});
