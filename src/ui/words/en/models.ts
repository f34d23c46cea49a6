// Owns the words of the Models screen.
import type { Machine, ModelRow } from '../../../../workers/studio-api/models.ts';
import { bytes, count, counted, megabytes, seconds, share, speed } from './amounts.ts';

export type ModelGroup = 'own' | 'embedded' | 'cpu' | 'webgpu' | 'other';

export const modelsWords = {
  title: 'Models',
  context:
    'A model is fetched once, kept in the browser, and runs on this machine; a server that you add runs elsewhere.',
  loading: 'Looking at the machine and the models …',
  tryAgain: 'Try again',

  machine: 'This machine',
  gpu: 'WebGPU',
  gpuAbsent: 'Not available in this browser',
  gpuSoftware: 'Emulated in software: it works, slowly',
  threads: 'Threads',
  isolated: (threads: number): string => `${counted(threads, 'thread')} for models on the CPU`,
  notIsolated: 'One: the page is not cross-origin isolated, so threads cannot share memory',
  storage: 'Storage',
  stored: (used: number, quota: number): string =>
    quota > 0
      ? `${bytes(used)} of ${bytes(quota)} used`
      : `${bytes(used)} used; the browser does not tell how much there is room for`,
  storageLabel: 'Browser storage used',
  storageUntold: 'This browser does not tell how much is used',
  persisted: 'The browser has promised to keep it',
  notPersisted: 'The browser may clear it when the disk runs full',
  memory: 'Memory to spare for models',
  memoryWhy:
    'WebGPU does not tell how much memory there is. Choose what you can spare; the studio then says which models fit.',
  gigabytes: (amount: number): string => `${amount} GB`,

  filter: 'Show',
  allRoles: 'All',
  roles: { generator: 'Generators', critic: 'Critics' },
  role: { generator: 'generator', critic: 'critic' },
  engine: 'Engine',
  allEngines: 'All engines',
  onlyFitting: 'Leave out what does not fit',
  wholeCatalogue: (others: number): string => `Show ${count(others)} more that WebLLM knows`,
  search: 'Search',
  searchHint: 'Name, family, licence …',
  sortBy: 'Sort by',
  orders: {
    recommended: 'Recommended',
    name: 'Name',
    memory: 'Memory',
    download: 'Download',
    speed: 'Measured speed',
  },
  measure: 'Measure',
  measuring: 'Measuring …',
  speeds: ({ prefill, decode }: ModelRow['speeds']): string =>
    [
      ...(prefill === null ? [] : [`reads ${speed(prefill)}`]),
      ...(decode === null ? [] : [`writes ${speed(decode)}`]),
    ].join(', '),
  pairs: 'A pair that goes well',
  pairOn: { webllm: 'On the GPU', wllama: 'On the CPU' },
  pair: (generator: string, critic: string, memory: number): string =>
    generator === critic
      ? `${generator} in both roles, ${megabytes(memory)}.`
      : `${generator} writes, ${critic} judges; ${megabytes(memory)} together.`,
  pairTime: (taken: number, reckonedFrom: string | null): string =>
    `About ${seconds(taken)} for a conversation here, ${reckonedFrom === null ? 'as measured' : `reckoned from ${reckonedFrom}, which was measured`}.`,
  pairTimeUnknown:
    'How long they take is not known: load any model on the CPU, press Measure, and it is reckoned from that.',
  quicker: 'Quicker',
  noPair: 'None of WebLLM’s models fits.',
  deleteAll: 'Delete all models',
  deletingAll:
    'Every file of a model in this browser is deleted; projects stay. What is needed again is fetched again.',
  deleteAllAct: 'Delete them',
  keep: 'Keep them',
  leftovers: (files: number, size: number): string =>
    `${counted(files, 'file')} of models that this version no longer uses${size > 0 ? `, ${bytes(size)}` : ''}`,
  deleteLeftovers: 'Delete leftovers',
  groups: {
    own: 'Your own',
    embedded: 'Embedded',
    cpu: 'On the CPU',
    webgpu: 'On the GPU, by WebGPU',
    other: 'Other',
  } satisfies Readonly<Record<ModelGroup, string>>,
  groupText: {
    own: 'Added by you, from your disk or an address of yours.',
    embedded: 'Comes with the studio; no download.',
    cpu: 'Runs on any machine, without a GPU.',
    webgpu: 'Fetched from the model’s host the first time, then kept here.',
    other: '',
  } satisfies Readonly<Record<ModelGroup, string>>,
  noneTitle: 'No model fits the filter',
  noneText: 'Show all models, then narrow the list again.',
  showAll: 'Show all models',

  columns: {
    model: 'Model',
    download: 'Download',
    memory: 'Memory',
    context: 'Context',
    licence: 'Licence',
    fits: 'Fits here',
    state: 'State',
  },
  /** Family, size, form and roles; where a group mixes engines, on which it runs. */
  about: (row: ModelRow, engine: string | null): string => {
    const known = row.memoryMegabytes > 0 ? [row.family, row.parameters, row.quantisation] : [];
    // Of a model of one's own nobody said more than its name.
    const size = known.filter((part) => part !== '' && part !== row.name);
    return [...size, modelsWords.does(row), ...(engine === null ? [] : [engine])].join(' · ');
  },
  does: (row: ModelRow): string => row.roles.map((role) => modelsWords.role[role]).join(' and '),
  download: (row: ModelRow): string => {
    if (row.embedded || row.own === 'disk') return 'None';
    if (row.engine === 'language-model') return 'By the browser';
    return row.bytesAreReckoned ? `about ${bytes(row.downloadBytes)}` : bytes(row.downloadBytes);
  },
  memoryOf: (row: ModelRow): string =>
    row.memoryMegabytes > 0 ? megabytes(row.memoryMegabytes) : row.engine === 'scripted' ? 'None' : '–',
  contextOf: (row: ModelRow): string =>
    row.contextTokens === 0 ? 'As the browser says' : `${count(row.contextTokens)} tokens`,
  noneFits: (models: number): string => `${counted(models, 'model')}, none of which fits here.`,
  fits: { yes: 'Fits', no: 'Does not fit', unknown: 'Not known' },

  available: 'Not fetched',
  cached: 'On this machine',
  begun: 'Partly fetched',
  goOnFetching: 'Go on fetching',
  checking: (done: number, total: number): string =>
    `Checking ${bytes(done)}${total > 0 ? ` of ${bytes(total)} · ${share(done / total)}` : ''}`,
  arriving: (done: number, total: number): string => `Arriving · ${bytes(done)} of ${bytes(total)}`,
  fetching: (done: number, total: number, perSecond: number | null): string => {
    if (total === 0) return `Fetching ${bytes(done)}`;
    const left = perSecond !== null && perSecond > 0 ? ` · ${seconds((total - done) / perSecond)} left` : '';
    const rate = perSecond === null ? '' : ` · ${bytes(perSecond)}/s`;
    return `Fetching ${bytes(done)} of ${bytes(total)} · ${share(done / total)}${rate}${left}`;
  },
  loadingIn: (done: number, total: number): string =>
    done > 0 && total > 0 ? `Loading into memory · ${share(done / total)}` : 'Loading into memory …',
  loaded: (tokensPerSecond: number | null): string =>
    tokensPerSecond === null ? 'Loaded' : `Loaded · ${speed(tokensPerSecond)}`,
  progressOf: (name: string): string => `Loading ${name}`,

  load: 'Load',
  fetchAndLoad: 'Fetch and load',
  cancel: 'Cancel',
  unload: 'Unload',
  deleteFiles: 'Delete files',
  withName: (verb: string, name: string): string => `${verb}: ${name}`,
};

export function gpuWords({ webgpu }: Machine): string {
  if (webgpu.kind === 'absent') return modelsWords.gpuAbsent;
  return webgpu.description || 'An adapter that does not give its name';
}
