import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { splitLabels } from '../../../src/core/trust/label-split.ts';
import { bestThreshold, figuresAt, thresholdCurve } from '../../../src/core/trust/threshold.ts';

const item = (probability: number, isWrong: boolean) => ({ probability, isWrong });

describe('a threshold', () => {
  // The example in scikit-learn's documentation of precision_recall_curve.
  const items = [item(0.1, false), item(0.4, false), item(0.35, true), item(0.8, true)];

  it('gives the curve of scikit-learn’s documented example', () => {
    const curve = thresholdCurve(items);
    expect(curve.map(({ threshold }) => threshold)).toEqual([0.1, 0.35, 0.4, 0.8]);
    expect(curve.map(({ precision }) => precision)).toEqual([0.5, 2 / 3, 0.5, 1]);
    expect(curve.map(({ recall }) => recall)).toEqual([1, 1, 0.5, 0.5]);
  });

  it('is best where F1 is highest', () => {
    expect(bestThreshold(items)?.threshold).toBe(0.35);
    expect(bestThreshold([item(0.5, false)])).toBeNull();
    expect(bestThreshold([])).toBeNull();
  });

  it('gives no precision where it objects to nothing, and no recall where nothing is wrong', () => {
    expect(figuresAt(items, 0.9)).toMatchObject({ objected: 0, precision: null, recall: 0, f1: null });
    expect(figuresAt([item(0.5, false)], 0.1)).toMatchObject({ precision: 0, recall: null, f1: null });
  });

  it('gives each point of the curve as it gives it alone', () => {
    const any = fc.array(
      fc.record({ probability: fc.double({ min: 0, max: 1, noNaN: true }), isWrong: fc.boolean() }),
    );
    fc.assert(
      fc.property(any, (found) => {
        for (const point of thresholdCurve(found)) expect(figuresAt(found, point.threshold)).toEqual(point);
      }),
    );
  });
});

describe('the split of labels', () => {
  const ids = Array.from({ length: 1000 }, (_, index) => `c${index}`);

  it('holds out about the share asked for, each label on one side', () => {
    const { tuning, heldOut } = splitLabels(ids, new Set(), 0.3, 5);
    expect(heldOut.length).toBeGreaterThan(250);
    expect(heldOut.length).toBeLessThan(350);
    expect([...tuning, ...heldOut].sort()).toEqual([...ids].sort());
  });

  it('never moves a label when others come', () => {
    const few = splitLabels(ids.slice(0, 100), new Set(), 0.3, 5);
    const many = new Set(splitLabels(ids, new Set(), 0.3, 5).heldOut);
    expect(few.heldOut.every((id) => many.has(id))).toBe(true);
    expect(few.tuning.some((id) => many.has(id))).toBe(false);
  });

  it('lets what served as few-shot leave the held-out part', () => {
    const [used = ''] = splitLabels(ids, new Set(), 0.3, 5).heldOut;
    const { tuning, heldOut } = splitLabels(ids, new Set([used]), 0.3, 5);
    expect(heldOut).not.toContain(used);
    expect(tuning).toContain(used);
  });

  it('holds out all or none at the ends', () => {
    expect(splitLabels(ids, new Set(), 1, 5).tuning).toEqual([]);
    expect(splitLabels(ids, new Set(), 0, 5).heldOut).toEqual([]);
    expect(splitLabels([], new Set(), 0.5, 5)).toEqual({ tuning: [], heldOut: [] });
  });
});
