// Owns what a trouble must look like that was kept and is read back: it may be damaged, or made up by whoever wrote the file. What
// is not of its kind is not told; what is too long is cut.
import { thingsGone, type Trouble } from './trouble.ts';

type Field = 'text' | 'number' | readonly string[];
type OfKind<Kind extends Trouble['kind']> = Extract<Trouble, { kind: Kind }>;
type Fields = {
  readonly [Kind in Trouble['kind']]: { readonly [Name in Exclude<keyof OfKind<Kind>, 'kind'>]: Field };
};

const fields: Fields = {
  'no-adapter': { model: 'text' },
  'missing-feature': { model: 'text', feature: 'text' },
  'gpu-limit': { model: 'text', limit: 'text', needed: 'number', has: 'number' },
  'out-of-memory': { model: 'text' },
  'no-network': { url: 'text' },
  'not-found': { url: 'text' },
  'bad-model-file': { model: 'text', detail: 'text' },
  'own-file-lost': { model: 'text', file: 'text' },
  'load-failed': { model: 'text', detail: 'text' },
  'engine-lost': { model: 'text', detail: 'text' },
  'engine-hung': { model: 'text', seconds: 'number' },
  'context-overflow': { promptTokens: 'number', contextTokens: 'number' },
  'no-probabilities': { model: 'text' },
  'name-taken': { name: 'text' },
  'bad-panel-file': { detail: 'text' },
  'bad-template': { expert: 'text', detail: 'text' },
  'host-not-allowed': { host: 'text' },
  'bad-project-file': { detail: 'text' },
  'endpoint-away': { host: 'text' },
  'endpoint-strange': { host: 'text' },
  'endpoint-busy': { host: 'text', status: 'number' },
  'endpoint-refused': { host: 'text', status: 'number', detail: 'text' },
  'quota-full': {},
  'no-room-for-model': { model: 'text', deletableBytes: 'number' },
  'model-exceeds-storage': {
    ...{ model: 'text', missingBytes: 'number', freeBytes: 'number', deletableBytes: 'number' },
  },
  'mirror-gone': {},
  'mirror-refused': {},
  'mirror-unwritable': {},
  'mirror-full': {},
  'store-blocked': {},
  'store-refused': {},
  'insecure-address': {},
  'store-newer': { found: 'number', known: 'number' },
  'store-lost': { detail: 'text' },
  'studio-silent': { seconds: 'number' },
  'open-elsewhere': { project: 'text' },
  'running-elsewhere': { run: 'text' },
  'bad-file': { file: 'text', detail: 'text' },
  'run-unfinished': { run: 'text' },
  'run-going-on': { run: 'text' },
  gone: { what: thingsGone },
  'too-many': { what: ['attributes'], found: 'number', most: 'number' },
  'no-rewrite': { model: 'text', detail: 'text' },
  stopped: {},
  interrupted: {},
  unexpected: { detail: 'text' },
};

/** Characters of a text that are told; a server's or a library's own sentence may be of any length. */
const longestText = 1000;

/** The trouble without what does not belong to it; null where it is none. Reads its own output unchanged. */
export function parseTrouble(value: unknown): Trouble | null {
  if (!isObject(value)) return null;
  const { kind } = value;
  if (typeof kind !== 'string' || !Object.hasOwn(fields, kind)) return null;
  const read: Record<string, unknown> = { kind };
  for (const [name, field] of Object.entries<Field>(fields[kind as Trouble['kind']])) {
    const part = parsePart(field, value[name]);
    if (part === undefined) return null;
    read[name] = part;
  }
  // Every field of the kind was found to be of its type.
  return read as unknown as Trouble;
}

/** undefined where it is of another type. */
function parsePart(field: Field, value: unknown): string | number | undefined {
  if (field === 'number') return Number.isFinite(value) ? (value as number) : undefined;
  if (typeof value !== 'string') return undefined;
  if (field === 'text') return value.slice(0, longestText);
  return field.includes(value) ? value : undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
