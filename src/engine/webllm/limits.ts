// Owns what web-llm asks of a GPU's limits, and whether an adapter has it. Pure.

export const limitNames = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxStorageBuffersPerShaderStage',
] as const;
type LimitName = (typeof limitNames)[number];

/** As an adapter names them: bytes, but for the last, which is a count. */
export type GpuLimits = Readonly<Record<LimitName, number>>;

export interface ShortLimit {
  readonly limit: LimitName;
  readonly needed: number;
  readonly has: number;
}

const mebibyte = 2 ** 20;

/** What web-llm asks of every device; where an adapter has less it makes none. */
const least: GpuLimits = {
  maxBufferSize: 256 * mebibyte,
  maxStorageBufferBindingSize: 128 * mebibyte,
  maxComputeWorkgroupStorageSize: 32 * 1024,
  maxStorageBuffersPerShaderStage: 10,
};

/** So much web-llm asks for first; where an adapter has less it asks for no more than the least. */
const wished = 1024 * mebibyte;

/** What falls short of web-llm's needs, or of a model's, one of whose buffers has `largestBytes`; null where nothing does. */
export function shortLimitOf(limits: GpuLimits, largestBytes: number): ShortLimit | null {
  for (const limit of limitNames) {
    const has = limits[limit];
    if (has < least[limit]) return { limit, needed: least[limit], has };
  }
  for (const limit of ['maxBufferSize', 'maxStorageBufferBindingSize'] as const) {
    const has = limits[limit] >= wished ? wished : least[limit];
    if (has < largestBytes) return { limit, needed: largestBytes, has };
  }
  return null;
}
