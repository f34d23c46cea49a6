// Owns what the page may ask about models and the machine they run on.
import type { Conversation } from '../../src/core/conversation/conversation.ts';
import type { LoadProgress } from '../../src/core/ports.ts';
import type { Habits } from '../../src/core/run/habits.ts';
import type { ModelChoice, Plan } from '../../src/core/run/plan.ts';
import type { Endpoint } from '../../src/engine/catalogue.ts';
import type { Caveat } from '../../src/engine/caveat.ts';
import type { CatalogueMirror } from '../../src/engine/catalogue-mirror.ts';
import type { AddressProblem } from '../../src/engine/endpoint/base-url.ts';
import type { Probed } from '../../src/engine/endpoint/probe.ts';
import type { FoundAtMirror } from '../../src/engine/look-at-catalogue-mirror.ts';
import type { MirrorProblem } from '../../src/engine/own/mirror.ts';
import type { GpuLimits, ShortLimit } from '../../src/engine/webllm/limits.ts';
import type { Traffic } from '../gate/traffic.ts';
import type { Trouble } from '../../src/core/trouble.ts';

export type ModelState =
  | { readonly kind: 'available' }
  | { readonly kind: 'unavailable'; readonly trouble: Trouble }
  /** The set-up script is still fetching it to this origin. */
  | { readonly kind: 'arriving'; readonly bytes: number; readonly totalBytes: number }
  /** `bytesPerSecond`: while it is fetched; null where it is not known yet. */
  | { readonly kind: 'loading'; readonly progress: LoadProgress; readonly bytesPerSecond: number | null }
  | { readonly kind: 'loaded'; readonly decodeTokensPerSecond: number | null };

/** One model on one engine. */
export interface ModelRow extends ModelChoice {
  readonly name: string;
  readonly roles: readonly ('generator' | 'critic')[];
  readonly family: string;
  readonly parameters: string;
  readonly quantisation: string;
  readonly downloadBytes: number;
  /** An estimate, from parameters and quantisation. */
  readonly bytesAreReckoned: boolean;
  readonly memoryMegabytes: number;
  readonly contextTokens: number;
  readonly callsAtOnce: number;
  readonly licence: string;
  /** From the studio's own origin: no download from another host. */
  readonly embedded: boolean;
  readonly cached: boolean;
  /** Some of its files are here, not all. */
  readonly begun: boolean;
  /** Added by the person: from their disk, or by an address; null for the studio’s own list. */
  readonly own: 'disk' | 'address' | null;
  /** Files of it lie in this browser's storage and can be deleted. */
  readonly deletable: boolean;
  /** Picked out by the studio, not just known to the engine. */
  readonly recommended: boolean;
  /** As measured here, in tokens per second; null where it never was. */
  readonly speeds: { readonly prefill: number | null; readonly decode: number | null };
  readonly requiredFeatures: readonly string[];
  /** What a person must know before choosing it; null when nothing. */
  readonly caveat: Caveat | null;
  /** false for Parley-mini: it knows its own forms of prompt only. */
  readonly promptsEditable: boolean;
  readonly fits: { readonly kind: 'yes' } | { readonly kind: 'no' | 'unknown'; readonly why: Unfit };
  readonly state: ModelState;
}

/** Why this machine can't run a model, or why that is not known. */
export type Unfit =
  | { readonly kind: 'no WebGPU' | 'software WebGPU' | 'memory not named' | 'browser has none' }
  | { readonly kind: 'feature missing'; readonly feature: string }
  | ({ readonly kind: 'limit too small' } & ShortLimit)
  | { readonly kind: 'too large'; readonly megabytes: number; readonly gigabytes: number }
  /** More than the processor's engine can have, whatever the machine has. */
  | { readonly kind: 'beyond the engine'; readonly megabytes: number; readonly most: number };

export interface Machine {
  readonly webgpu:
    | {
        readonly kind: 'present';
        readonly description: string;
        readonly features: readonly string[];
        readonly limits: GpuLimits;
        readonly software: boolean;
      }
    | { readonly kind: 'absent' };
  readonly threads: number;
  readonly crossOriginIsolated: boolean;
  /** What the person said; null until asked. WebGPU does not tell. */
  readonly memoryGigabytes: 2 | 4 | 8 | 16 | null;
  /** null where the browser does not tell. */
  readonly storage: {
    readonly usedBytes: number;
    /** 0 where the browser does not tell what it would keep. */
    readonly quotaBytes: number;
    readonly persisted: boolean;
  } | null;
}

/** Why these models are proposed; `gigabytes`: the memory that the person named. */
export type ProposalReason =
  | { readonly kind: 'smallest on the GPU'; readonly name: string; readonly gigabytes: number | null }
  | { readonly kind: 'is here' | 'is embedded'; readonly name: string };

export type NextStepUp =
  | { readonly kind: 'larger model'; readonly name: string; readonly megabytes: number }
  | { readonly kind: 'graphics card' }
  | { readonly kind: 'arriving'; readonly name: string };

/** What the studio would start with on this machine, and why. */
export interface Proposal {
  readonly generator: ModelChoice;
  readonly critic: ModelChoice | null;
  readonly why: ProposalReason;
  readonly downloadBytes: number;
  /** The plan with its preset for this machine; pairs are chosen by the person. */
  readonly plan: Plan;
  readonly nextStepUp: NextStepUp | null;
  /** The same on the CPU, while a download runs. */
  readonly onCpu: {
    readonly generator: ModelChoice;
    readonly critic: ModelChoice | null;
    readonly plan: Plan;
  } | null;
}

/** What the cost of a plan is reckoned from, beside the plan and its pairs. */
export interface CostGrounds {
  readonly seeds: readonly Conversation[];
  /** What was measured of models here, by `engine/model`. */
  readonly habits: Readonly<Record<string, Habits>>;
}

/** A server that the person added. Its key itself never comes back to the page. */
export interface EndpointRow extends Endpoint {
  readonly key: 'none' | 'in this session' | 'remembered';
}

export type KeyChange =
  | { readonly kind: 'keep' }
  /** `remember`: in this browser, beyond this session. */
  | { readonly kind: 'set'; readonly key: string; readonly remember: boolean };

export type ProbedEndpoint =
  | { readonly kind: 'no address'; readonly problem: AddressProblem }
  | ({ readonly kind: 'found'; readonly baseUrl: string } & Probed);

/** What a model on a server answered to a first call. */
export interface EndpointTrial {
  readonly seconds: number;
  readonly text: string;
  readonly givesProbabilities: boolean;
}

/** What of the catalogue lies at a host of the person's own. */
export type LookedAtCatalogueMirror =
  | { readonly kind: 'no address'; readonly which: 'base' | 'libraries'; readonly problem: MirrorProblem }
  | { readonly kind: 'looked'; readonly mirror: CatalogueMirror; readonly found: FoundAtMirror };

/** In all, since the browser first opened the studio. */
export interface HostTraffic extends Traffic {
  /** Milliseconds since 1970. */
  readonly lastAt: number;
}

/** Files that belong to no model of this version. */
export interface Leftovers {
  readonly files: number;
  /** As far as the files say how long they are. */
  readonly bytes: number;
}

/** As the browser says of its own model. */
export type BrowserModelState = 'unavailable' | 'downloadable' | 'downloading' | 'available';

/** What is posted to an engine in the page, which no one can end from outside. */
export interface EndedMessage {
  readonly ended: true;
}

export interface ModelCalls {
  /** From the page, which alone can reach it. `lend` gives a port to an engine, a new one for each load. */
  offerBrowserModel(state: BrowserModelState, lend: () => MessagePort | Promise<MessagePort>): Promise<void>;
  endpoints(): Promise<readonly EndpointRow[]>;
  /** `key` null: the one known of `id`, if any. */
  probeEndpoint(address: string, id: string | null, key: string | null): Promise<ProbedEndpoint>;
  saveEndpoint(endpoint: Endpoint, key: KeyChange): Promise<void>;
  /** A key that is known in this session, after the page was loaded anew. */
  takeKey(id: string, key: string): Promise<void>;
  /** One short call, to see that it works. */
  tryEndpoint(choice: ModelChoice): Promise<EndpointTrial>;
  forgetEndpoint(id: string): Promise<void>;
  /** Where the catalogue's models are fetched from instead of their usual hosts; null: from those. */
  catalogueMirror(): Promise<CatalogueMirror | null>;
  /** As typed; `libraries` may be empty. Only asks what is there. */
  lookAtCatalogueMirror(base: string, libraries: string): Promise<LookedAtCatalogueMirror>;
  useCatalogueMirror(mirror: CatalogueMirror | null): Promise<void>;
  /** A short call to a loaded model, after which its row has its speeds. */
  measureModel(choice: ModelChoice): Promise<void>;
  /** Files of models that no model of this version uses. */
  leftovers(): Promise<Leftovers>;
  deleteLeftovers(): Promise<void>;
  deleteAllModelFiles(): Promise<void>;
  traffic(): Promise<readonly HostTraffic[]>;
  machine(): Promise<Machine>;
  setMemory(gigabytes: 2 | 4 | 8 | 16): Promise<void>;
  models(): Promise<readonly ModelRow[]>;
  proposal(): Promise<Proposal>;
  costGrounds(): Promise<CostGrounds>;
  presetPlan(preset: Plan['preset'], generator: ModelChoice, critic: ModelChoice | null): Promise<Plan>;
  loadModel(choice: ModelChoice): Promise<void>;
  cancelLoad(choice: ModelChoice): Promise<void>;
  unloadModel(choice: ModelChoice): Promise<void>;
  deleteModelFiles(choice: ModelChoice): Promise<void>;
}
