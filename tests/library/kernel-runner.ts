// Owns running single kernels of the compiled library on software WebGPU, and the numbers to run them on.
import { expect } from 'vitest';
import { openPage } from './browser.ts';
import { LibraryHost, text } from './host.ts';

export const KERNEL_TIMEOUT_MILLISECONDS = 60_000;
export const VOCABULARY = 3072;

export type Numbers = readonly number[];

export interface KernelBuffer {
  readonly kind: 'float' | 'integer';
  readonly writes: boolean;
  readonly numbers: Numbers;
}

interface KernelRun {
  readonly name: string;
  readonly source: string;
  readonly buffers: readonly KernelBuffer[];
  readonly scalars: Numbers;
  readonly groups: Numbers;
}

declare global {
  var runKernel: (run: KernelRun) => Promise<Numbers[]>;
}

export const reads = (numbers: Numbers): KernelBuffer => ({ kind: 'float', writes: false, numbers });
export const readsWhole = (numbers: Numbers): KernelBuffer => ({ kind: 'integer', writes: false, numbers });
export const writes = (numbers: Numbers): KernelBuffer => ({ kind: 'float', writes: true, numbers });
export const writesWhole = (numbers: Numbers): KernelBuffer => ({ kind: 'integer', writes: true, numbers });
export const zeros = (length: number): number[] => Array<number>(length).fill(0);

export interface KernelRunner {
  /** Runs a kernel; gives the buffers that it writes, in order. */
  run(name: string, buffers: KernelBuffer[], scalars: Numbers, groups: Numbers): Promise<Numbers[]>;
  close(): Promise<void>;
}

export async function openKernelRunner(): Promise<KernelRunner> {
  const host = new LibraryHost();
  const { page, close } = await openPage('kernel-page.js', 'runKernel');
  return {
    close,
    run: (name, buffers, scalars, groups) => {
      const source = host.textOf(host.callModule('webgpu.get_shader', text(name)));
      return page.evaluate((given) => globalThis.runKernel(given), {
        name,
        source,
        buffers,
        scalars,
        groups,
      });
    },
  };
}

/** Repeatable numbers between -1 and 1, rounded to float32. */
export function noise(length: number, seed: number): number[] {
  let state = seed >>> 0;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.fround(state / 2 ** 31 - 1);
  });
}

export function expectClose(actual: Numbers, expected: Numbers, tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  const furthest = Math.max(...actual.map((value, index) => Math.abs(value - expected[index]!)));
  expect(furthest).toBeLessThan(tolerance);
}
