// Owns what can be known of the machine that the studio runs on.
import type { Store } from '../../../src/core/ports.ts';
import { limitNames, type GpuLimits } from '../../../src/engine/webllm/limits.ts';
import type { Machine } from '../../studio-api/models.ts';

const memorySetting = 'memory-gigabytes';

export async function machineOf(store: Store): Promise<Machine> {
  const [found, storage, memory] = await Promise.all([
    (webgpu ??= findWebgpu()),
    storageOf(),
    store.read('setting', '', memorySetting),
  ]);
  return {
    webgpu: found,
    threads: sharesMemory() ? navigator.hardwareConcurrency || 1 : 1,
    crossOriginIsolated: self.crossOriginIsolated,
    memoryGigabytes: (memory?.value as Machine['memoryGigabytes'] | undefined) ?? null,
    storage,
  };
}

export const setMemory = (store: Store, gigabytes: 2 | 4 | 8 | 16): Promise<void> =>
  store.write([{ put: 'setting', item: { owner: '', id: memorySetting, value: gigabytes } }]);

/** Asked once: a graphics card does not come and go, and asking takes its time. */
let webgpu: Promise<Machine['webgpu']> | null = null;

async function findWebgpu(): Promise<Machine['webgpu']> {
  const gpu = (navigator as { gpu?: GPU }).gpu;
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (!adapter) return { kind: 'absent' };
  const { vendor, architecture, description } = adapter.info;
  return {
    kind: 'present',
    description: [vendor, architecture, description].filter((part) => part !== '').join(' '),
    features: [...adapter.features].sort(),
    limits: plainLimits(adapter.limits),
    software: isSoftware(adapter.info),
  };
}

/** The browser's own object does not cross to the page. */
const plainLimits = (limits: GPUSupportedLimits): GpuLimits =>
  Object.fromEntries(limitNames.map((name) => [name, limits[name]])) as GpuLimits;

/** Chromium's software adapter may not own up to being a fallback; its name does. */
const isSoftware = ({ isFallbackAdapter, architecture, description }: GPUAdapterInfo): boolean =>
  isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|software/i.test(`${architecture} ${description}`);

/** What Chromium names as free, whatever the disk holds, so that a site learns nothing by it. */
const toldToEverySite = 10 * 2 ** 30;

export async function storageOf(): Promise<Machine['storage']> {
  try {
    const { usage = 0, quota = 0 } = await navigator.storage.estimate();
    const quotaBytes = quota - usage === toldToEverySite ? 0 : quota;
    return { usedBytes: usage, quotaBytes, persisted: await navigator.storage.persisted() };
  } catch {
    // Some browsers lack all of it or a part.
    return null;
  }
}

/** Threads need shared memory, and shared memory needs isolation; a browser can have the one without the other. */
const sharesMemory = (): boolean => self.crossOriginIsolated && typeof SharedArrayBuffer === 'function';

export const threadsHere = (): number => (sharesMemory() ? navigator.hardwareConcurrency || 1 : 1);
