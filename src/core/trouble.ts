// Owns the closed list of what can break around the method. Adapters throw `Broken`; at a worker's edge only the plain
// `Trouble` crosses (comlink drops class, code and cause); the UI turns each kind into a sentence and a next step.

export type Trouble =
  | { readonly kind: 'no-adapter'; readonly model: string }
  | { readonly kind: 'missing-feature'; readonly model: string; readonly feature: string }
  /** By WebGPU's name of the limit; a number of bytes or, of buffers at a time, a count. */
  | {
      readonly kind: 'gpu-limit';
      readonly model: string;
      readonly limit: string;
      readonly needed: number;
      readonly has: number;
    }
  | { readonly kind: 'out-of-memory'; readonly model: string }
  | { readonly kind: 'no-network'; readonly url: string }
  | { readonly kind: 'not-found'; readonly url: string }
  | { readonly kind: 'bad-model-file'; readonly model: string; readonly detail: string }
  /** A file that the person had added from their disk is here no more, or no longer whole. */
  | { readonly kind: 'own-file-lost'; readonly model: string; readonly file: string }
  | { readonly kind: 'load-failed'; readonly model: string; readonly detail: string }
  | { readonly kind: 'engine-lost'; readonly model: string; readonly detail: string }
  | { readonly kind: 'engine-hung'; readonly model: string; readonly seconds: number }
  | { readonly kind: 'context-overflow'; readonly promptTokens: number; readonly contextTokens: number }
  | { readonly kind: 'no-probabilities'; readonly model: string }
  | { readonly kind: 'name-taken'; readonly name: string }
  | { readonly kind: 'bad-panel-file'; readonly detail: string }
  | { readonly kind: 'bad-template'; readonly expert: string; readonly detail: string }
  | { readonly kind: 'host-not-allowed'; readonly host: string }
  | { readonly kind: 'bad-project-file'; readonly detail: string }
  /** Nothing answers there, or nothing that this page may read (CORS); a browser does not tell which. */
  | { readonly kind: 'endpoint-away'; readonly host: string }
  /** What answers is no OpenAI-compatible server. */
  | { readonly kind: 'endpoint-strange'; readonly host: string }
  /** It turned calls away again and again, for want of room or by its own fault. */
  | { readonly kind: 'endpoint-busy'; readonly host: string; readonly status: number }
  | {
      readonly kind: 'endpoint-refused';
      readonly host: string;
      readonly status: number;
      /** The server's own sentence, or ''. */
      readonly detail: string;
    }
  | { readonly kind: 'quota-full' }
  /** The browser's storage became full in the middle of fetching a model. `deletableBytes`: of all other models' files there. */
  | { readonly kind: 'no-room-for-model'; readonly model: string; readonly deletableBytes: number }
  /** It is known beforehand that what is missing of a model does not fit. */
  | {
      readonly kind: 'model-exceeds-storage';
      readonly model: string;
      readonly missingBytes: number;
      readonly freeBytes: number;
      readonly deletableBytes: number;
    }
  /** The folder that a project mirrors itself to: it is not there any more, the browser or the disk refuses to write there, or it is full. */
  | { readonly kind: 'mirror-gone' }
  | { readonly kind: 'mirror-refused' }
  | { readonly kind: 'mirror-unwritable' }
  | { readonly kind: 'mirror-full' }
  | { readonly kind: 'store-blocked' }
  /** The browser lets this site keep nothing. */
  | { readonly kind: 'store-refused' }
  /** Plain http from another machine, where browsers give a page neither locks nor caches. */
  | { readonly kind: 'insecure-address' }
  | { readonly kind: 'store-newer'; readonly found: number; readonly known: number }
  | { readonly kind: 'store-lost'; readonly detail: string }
  | { readonly kind: 'studio-silent'; readonly seconds: number }
  | { readonly kind: 'open-elsewhere'; readonly project: string }
  | { readonly kind: 'running-elsewhere'; readonly run: string }
  | { readonly kind: 'bad-file'; readonly file: string; readonly detail: string }
  | { readonly kind: 'run-unfinished'; readonly run: string }
  /** What it is still writing or judging can't be changed beside it. */
  | { readonly kind: 'run-going-on'; readonly run: string }
  | { readonly kind: 'gone'; readonly what: (typeof thingsGone)[number] }
  | {
      readonly kind: 'too-many';
      readonly what: 'attributes';
      readonly found: number;
      readonly most: number;
    }
  | { readonly kind: 'no-rewrite'; readonly model: string; readonly detail: string }
  | { readonly kind: 'stopped' }
  /** The studio was closed, or crashed, while it was at work. */
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'unexpected'; readonly detail: string };

export const thingsGone = [
  'project',
  'run',
  'set',
  'conversation',
  'model',
  'expansion',
  'building',
  'profile',
  'expert',
  'bench',
  'assessment',
  'answer',
  'task',
] as const;

export class Broken extends Error {
  readonly trouble: Trouble;
  constructor(trouble: Trouble, options?: ErrorOptions) {
    super(trouble.kind, options);
    this.trouble = trouble;
  }
}

/** Any thrown thing as plain data. web-llm and llama.cpp may reject with bare strings or numbers. */
export function troubleOf(thrown: unknown): Trouble {
  if (thrown instanceof Broken) return thrown.trouble;
  if (thrown instanceof Error) return { kind: 'unexpected', detail: thrown.message };
  return { kind: 'unexpected', detail: String(thrown) };
}
