// Owns the words for what this machine can run: why a model does not fit, and what is proposed for a first run.
import type { NextStepUp, ProposalReason, Unfit } from '../../../../workers/studio-api/models.ts';
import { bytes, count } from './amounts.ts';

/** What a GPU allows too little of; `limit` is WebGPU's name. */
export function shortLimitText(limit: string, needed: number, has: number): string {
  switch (limit) {
    case 'maxStorageBuffersPerShaderStage':
      return `${count(needed)} buffers at a time; this browser’s GPU takes ${count(has)}`;
    case 'maxComputeWorkgroupStorageSize':
      return `${bytes(needed)} of memory shared within a workgroup; this browser’s GPU has ${bytes(has)}`;
    default:
      return `${bytes(needed)} of GPU memory in one piece; this browser gives ${bytes(has)}`;
  }
}

export function unfitText(unfit: Unfit): string {
  switch (unfit.kind) {
    case 'no WebGPU':
      return 'This browser gives no access to a GPU.';
    case 'software WebGPU':
      return 'WebGPU is emulated in software here; this model would take hours.';
    case 'memory not named':
      return 'A page is not told how much memory there is; name it above.';
    case 'browser has none':
      return 'The browser has no model for this machine.';
    case 'feature missing':
      return `The GPU lacks ${unfit.feature}.`;
    case 'limit too small':
      return `It needs ${shortLimitText(unfit.limit, unfit.needed, unfit.has)}.`;
    case 'too large':
      return `It needs ${count(unfit.megabytes)} MB of the ${unfit.gigabytes} GB that you named.`;
    case 'beyond the engine':
      return `It needs ${count(unfit.megabytes)} MB; the processor’s engine can have ${count(unfit.most)} MB.`;
  }
}

const loopNotQuality = 'It shows the loop, not dataset quality.';

export function proposalText(why: ProposalReason): string {
  switch (why.kind) {
    case 'smallest on the GPU':
      return `${why.name} runs on this machine’s GPU and is the smallest model here that writes and judges usefully. ${
        why.gigabytes === null
          ? 'How much memory is free is a guess until you say it: WebGPU does not tell.'
          : `It fits the ${why.gigabytes} GB that you named.`
      }`;
    case 'is here':
      return `${why.name} runs on this machine’s processor and is already here. ${loopNotQuality}`;
    case 'is embedded':
      return `${why.name} is part of the studio, starts at once, and writes and judges in seconds. ${loopNotQuality}`;
  }
}

export function nextStepText(step: NextStepUp): string {
  switch (step.kind) {
    case 'larger model':
      return `${step.name} writes better and needs ${count(step.megabytes)} MB of GPU memory.`;
    case 'graphics card':
      return 'With a graphics card, a browser that has WebGPU runs models of a billion parameters and more.';
    case 'arriving':
      return `${step.name} is arriving; it follows instructions, so it can be asked more.`;
  }
}
