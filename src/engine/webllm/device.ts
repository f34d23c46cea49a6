// Owns what is asked of WebGPU beside web-llm: whether it can run a model at all, before anything is
// downloaded, and when its device is lost, which web-llm keeps to itself.
import { Broken } from '../../core/trouble.ts';
import { shortLimitOf, type GpuLimits } from './limits.ts';

/** What the adapter allows. `largestBytes`: of the model's largest buffer, as far as it is known. */
export async function requireAdapter(
  model: string,
  features: readonly string[],
  largestBytes: number,
): Promise<GpuLimits> {
  const adapter = await adapterHere();
  if (!adapter) throw new Broken({ kind: 'no-adapter', model });
  const missing = features.find((feature) => !adapter.features.has(feature));
  if (missing !== undefined) throw new Broken({ kind: 'missing-feature', model, feature: missing });
  refuseShortLimit(model, adapter.limits, largestBytes);
  return adapter.limits;
}

const mostTries = 10;
const betweenTriesMilliseconds = 500;

/** A browser whose graphics have just crashed has none until they are up again. */
async function adapterHere(): Promise<GPUAdapter | null> {
  for (let tries = 1; ; tries += 1) {
    const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
    // undefined: a browser without WebGPU, for which there is nothing to wait.
    if (adapter !== null || tries === mostTries) return adapter ?? null;
    await new Promise((resume) => setTimeout(resume, betweenTriesMilliseconds));
  }
}

export function refuseShortLimit(model: string, limits: GpuLimits, largestBytes: number): void {
  const short = shortLimitOf(limits, largestBytes);
  if (short) throw new Broken({ kind: 'gpu-limit', model, ...short });
}

/**
 * Tells of the loss of any device that is made during `work`, whenever it comes. One worker loads one engine.
 */
export async function watchDevices<Result>(
  work: () => Promise<Result>,
  onLost: (reason: string) => void,
): Promise<Result> {
  const requestDevice = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (...descriptor) {
    const device = await requestDevice.apply(this, descriptor);
    void device.lost.then(({ message, reason }) =>
      onLost(`the GPU went away (${(message || reason).replace(/\.$/, '')}).`),
    );
    return device;
  };
  try {
    return await work();
  } finally {
    GPUAdapter.prototype.requestDevice = requestDevice;
  }
}
