// Owns one row of the Models screen: the catalogue's entry, what this machine makes of it, and how it stands. Pure.
import type { CatalogueModel } from '../../../src/engine/catalogue.ts';
import { shortLimitOf } from '../../../src/engine/webllm/limits.ts';
import type { BrowserModelState, Machine, ModelRow, ModelState } from '../../studio-api/models.ts';
import type { LocalFile } from './local-files.ts';

export interface Situation {
  readonly machine: Machine;
  readonly localFiles: readonly LocalFile[];
  readonly cached: boolean;
  readonly begun: boolean;
  readonly own: ModelRow['own'];
  /** What the browser says of its own model. */
  readonly browser: BrowserModelState;
  readonly recommended: boolean;
  readonly speeds: ModelRow['speeds'];
  /** Of a model that is loading, loaded or failed to load. */
  readonly state: ModelState | null;
}

export function rowOf(model: CatalogueModel, situation: Situation): ModelRow {
  const { choice, name, roles, family, parameters, quantisation, downloadBytes, memoryMegabytes } = model;
  const { contextTokens, licence, embedded, requiredFeatures, caveat, promptsEditable, bytesAreReckoned } =
    model;
  const { begun, own } = situation;
  const local = localFileOf(model, situation.localFiles);
  return {
    ...choice,
    ...{ name, roles, family, parameters, quantisation, downloadBytes, memoryMegabytes },
    ...{ contextTokens, licence, embedded, requiredFeatures, caveat, promptsEditable, bytesAreReckoned },
    ...{ begun, own },
    callsAtOnce: model.files.kind === 'endpoint' ? model.files.endpoint.callsAtOnce : 1,
    cached: embedded || model.files.kind === 'endpoint' || situation.cached || local?.state === 'present',
    deletable:
      (situation.cached || begun) && !embedded && !['endpoint', 'browser'].includes(model.files.kind),
    recommended: situation.recommended,
    speeds: situation.speeds,
    fits: model.files.kind === 'browser' ? fitOfBrowser(situation.browser) : fitOf(model, situation.machine),
    state: situation.state ?? restingState(local),
  };
}

/** What the set-up fetches lies beside the studio, under the file's own name. */
const localFileOf = ({ files }: CatalogueModel, localFiles: readonly LocalFile[]): LocalFile | undefined =>
  files.kind === 'gguf' ? localFiles.find(({ file }) => files.address?.endsWith(`/${file}`)) : undefined;

function restingState(local: LocalFile | undefined): ModelState {
  if (local?.state === 'fetching')
    return { kind: 'arriving', bytes: local.bytesSoFar, totalBytes: local.bytes };
  return { kind: 'available' };
}

/** Whether this machine can run it, as far as is known. */
export function fitOf(model: CatalogueModel, { webgpu, memoryGigabytes }: Machine): ModelRow['fits'] {
  if (model.choice.engine === 'wllama') return fitOnCpu(model, memoryGigabytes);
  if (model.choice.engine !== 'webllm') return { kind: 'yes' };
  if (webgpu.kind === 'absent') return { kind: 'no', why: { kind: 'no WebGPU' } };
  const missing = model.requiredFeatures.find((feature) => !webgpu.features.includes(feature));
  if (missing !== undefined) return { kind: 'no', why: { kind: 'feature missing', feature: missing } };
  const short = shortLimitOf(webgpu.limits, model.largestBufferBytes ?? 0);
  if (short) return { kind: 'no', why: { kind: 'limit too small', ...short } };
  if (model.embedded || isTiny(model)) return { kind: 'yes' };
  if (webgpu.software) return { kind: 'no', why: { kind: 'software WebGPU' } };
  return fitInMemory(model, memoryGigabytes);
}

/** A person's own of the size of the studio's. */
const isTiny = ({ files, memoryMegabytes }: CatalogueModel): boolean =>
  files.kind === 'mlc' && files.own !== undefined && memoryMegabytes < 350;

/** What any machine has room for, in MB. */
const smallMegabytes = 1024;

/** What wllama's program is built to grow to, on every machine, in MB. */
const mostOnCpu = 4096;

function fitOnCpu(model: CatalogueModel, memoryGigabytes: Machine['memoryGigabytes']): ModelRow['fits'] {
  const { memoryMegabytes: megabytes } = model;
  if (megabytes <= smallMegabytes) return { kind: 'yes' };
  if (megabytes > mostOnCpu)
    return { kind: 'no', why: { kind: 'beyond the engine', megabytes, most: mostOnCpu } };
  return fitInMemory(model, memoryGigabytes);
}

function fitInMemory(
  { memoryMegabytes }: CatalogueModel,
  memoryGigabytes: Machine['memoryGigabytes'],
): ModelRow['fits'] {
  if (memoryGigabytes === null) return { kind: 'unknown', why: { kind: 'memory not named' } };
  if (memoryMegabytes <= memoryGigabytes * 1024) return { kind: 'yes' };
  const why = { kind: 'too large', megabytes: memoryMegabytes, gigabytes: memoryGigabytes } as const;
  return { kind: 'no', why };
}

const fitOfBrowser = (state: BrowserModelState): ModelRow['fits'] =>
  state === 'unavailable' ? { kind: 'no', why: { kind: 'browser has none' } } : { kind: 'yes' };
