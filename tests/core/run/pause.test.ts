// Why work paused: kept with it, gone when it goes on, and read back as data that may be bad.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inState, pausedBy, pausedUnwritten, withSoundReason } from '../../../src/core/run/pause.ts';
import type { RunState } from '../../../src/core/run/plan.ts';
import { parseTrouble } from '../../../src/core/trouble-shape.ts';
import type { Trouble } from '../../../src/core/trouble.ts';

interface Work {
  readonly id: string;
  readonly state: RunState;
  readonly pausedBy?: Trouble;
}
const work: Work = { id: 'w', state: 'running' };
const lost: Trouble = { kind: 'engine-lost', model: 'm', detail: 'the device is gone.' };
const kept = (pausedBy: unknown, state: RunState = 'paused') => ({ id: 'w', state, pausedBy }) as Work;

describe('why work paused', () => {
  it('is kept with its state, and gone in the next one', () => {
    expect(pausedBy(work, lost)).toEqual({ id: 'w', state: 'paused', pausedBy: lost });
    expect(inState(pausedBy(work, lost), 'running')).toEqual(work);
    expect(inState(work, 'paused')).toEqual({ id: 'w', state: 'paused' });
  });

  it.each<[string, Work, Trouble | undefined]>([
    ['as it was kept', kept(lost), lost],
    ['not at all where it is no trouble', kept({ kind: 'engine-lost', model: 7, detail: '' }), undefined],
    ['not at all where its kind is not known', kept({ kind: 'toString' }), undefined],
    ['not at all where it is a text', kept('<b>Paused</b>'), undefined],
    ['not at all of work that goes on', kept(lost, 'running'), undefined],
    ['without what does not belong to it', kept({ ...lost, html: '<b>' }), lost],
  ])('is told %s', (_, work, told) => {
    const sound = withSoundReason(work);
    expect(sound.pausedBy).toEqual(told);
    expect(sound).toMatchObject({ id: work.id, state: work.state });
  });

  it.each<[string, Trouble, Trouble, Trouble | undefined]>([
    ['what stopped it, where the pause can’t be written', lost, { kind: 'quota-full' }, lost],
    [
      'what keeps it from being written, where the studio was only closed',
      { kind: 'interrupted' },
      { kind: 'quota-full' },
      { kind: 'quota-full' },
    ],
    ['left to the tab that has the work now', lost, { kind: 'open-elsewhere', project: 'p' }, undefined],
  ])('is %s', (_, trouble, late, told) => {
    expect(pausedUnwritten(work, trouble, late)?.pausedBy).toEqual(told);
  });
});

describe('a trouble that is read back', () => {
  it.each<[string, Trouble]>([
    ['one with texts', lost],
    ['one with numbers', { kind: 'engine-hung', model: 'm', seconds: 60 }],
    ['one with a word of a list', { kind: 'gone', what: 'model' }],
    ['one with nothing', { kind: 'quota-full' }],
    [
      'one with several numbers',
      { kind: 'model-exceeds-storage', model: 'm', missingBytes: 9, freeBytes: 5, deletableBytes: 0 },
    ],
  ])('is the same that was kept: %s', (_, trouble) => {
    expect(parseTrouble(JSON.parse(JSON.stringify(trouble)))).toEqual(trouble);
  });

  it.each([
    ['a word that is not on its list', { kind: 'gone', what: 'moon' }],
    ['a number that is none', { kind: 'engine-hung', model: 'm', seconds: NaN }],
    ['a field that is missing', { kind: 'engine-hung', model: 'm' }],
  ])('is none with %s', (_, value) => {
    expect(parseTrouble(value)).toBeNull();
  });

  it('is cut where a text is of any length', () => {
    const told = parseTrouble({ ...lost, detail: 'x'.repeat(100_000) });
    expect(told).toEqual({ ...lost, detail: 'x'.repeat(1000) });
  });

  it('never throws, whatever it is, and reads its own output unchanged', () => {
    const kind = fc.constantFrom('engine-lost', 'engine-hung', 'gone', 'quota-full', '__proto__', 'x');
    const like = fc.record({ kind, model: fc.anything(), detail: fc.string(), seconds: fc.double() });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), like), (value) => {
        const read = parseTrouble(value);
        if (read) expect(parseTrouble(read)).toEqual(read);
      }),
    );
  });
});
