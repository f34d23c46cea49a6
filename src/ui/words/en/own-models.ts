// Owns the words for models that the person adds themselves.
import type { LoadProgress } from '../../../core/ports.ts';
import type { MirrorFound } from '../../../../workers/studio-api/own-models.ts';
import { bytes, count, counted } from './amounts.ts';

type Found = Extract<MirrorFound, { kind: 'looked' }>['found'];
type OwnProblem = Extract<Found, { kind: 'problem' }>['problem'];

const listed = (names: readonly string[]): string => {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${counted(names.length - 3, 'more file', 'more files')}` : shown;
};

type ProblemWords = {
  readonly [Kind in OwnProblem['kind']]: (problem: Extract<OwnProblem, { kind: Kind }>) => string;
};

const problems: ProblemWords = {
  nothing: ({ files }) =>
    files === 0
      ? 'The folder is empty.'
      : `None of these ${counted(files, 'file')} is a model: a folder in MLC form has mlc-chat-config.json, tensor-cache.json, tokenizer.json and params_shard files; a model for the processor is one .gguf file.`,
  missing: ({ files }) =>
    `Missing: ${listed(files)}. Without ${files.length === 1 ? 'it' : 'them'} the model cannot run.`,
  length: ({ file, bytes: found, wanted }) =>
    `${file} has ${count(found)} bytes; the model’s own list names ${count(wanted)}. It was cut off or changed on its way.`,
  unreadable: ({ file }) => `${file} is not in the form of a list that MLC writes.`,
  'no-gguf': ({ file }) => `${file} is not a GGUF file: it begins otherwise.`,
  'too-large': ({ file }) =>
    `${file} has more than 2 GB, which the processor’s engine cannot take in one file. Split it with llama-gguf-split, and choose all parts together.`,
  splits: ({ found, wanted }) =>
    found === 1 && wanted > 1
      ? `This is one of ${count(wanted)} parts of a model; choose all of them together, from your disk.`
      : `These are ${count(found)} of the ${count(wanted)} parts of a model; choose all of them together.`,
  several: ({ files }) => `More than one of a kind: ${listed(files)}. Choose one model at a time.`,
  older: ({ file }) =>
    `It was made for an older WebLLM: it has ${file} instead of tensor-cache.json. Convert it anew with a current MLC.`,
};

export const ownModelWords = {
  add: 'Add a model',
  title: 'Add a model of your own',
  text: 'A folder in MLC form runs on the GPU, a GGUF file on the processor.',
  drop: 'Drop a folder or a GGUF file here, or',
  chooseFolder: 'Choose a folder',
  chooseFiles: 'Choose GGUF files',
  looking: 'Looking …',
  or: 'Or from an address',
  address: 'Address of a folder in MLC form, of a GGUF file, or of a repository on Hugging Face',
  addressHint: 'Such as https://models.example.org/my-model/ or http://127.0.0.1:8000/my-model.gguf',
  look: 'Look there',
  addressProblems: {
    'no-address': 'Type an address.',
    'no-web-address':
      'This is not a web address: it begins with https:// or, on this machine, http://127.0.0.1.',
    'not-encrypted': 'Plain http works for 127.0.0.1 and localhost alone; use https.',
  },
  problem: (problem: OwnProblem): string =>
    (problems[problem.kind] as (problem: OwnProblem) => string)(problem),
  nothingChanged: 'Nothing was copied.',
  kinds: { mlc: 'A model in MLC form, for WebGPU', gguf: 'A GGUF model, for the processor' },
  found: (kind: 'mlc' | 'gguf', quantisation: string, size: number): string =>
    [ownModelWords.kinds[kind], ...(quantisation === '' ? [] : [quantisation]), bytes(size)].join(' · '),
  name: 'Name',
  nameHint: 'Records name what was written by it so.',
  context: 'Context, in tokens',
  contextHint: 'More takes more memory.',
  contextProblem: 'From 256 to 131,072 tokens.',
  mini: 'Made by Parley-mini’s trainer: it knows those forms of prompt alone',
  library: 'Model library',
  libraryHere: (file: string): string => `${file}, from the folder`,
  libraryHint:
    'The program that runs the weights on the GPU. No .wasm file lies with them: take that of a model of the same architecture and quantisation, or name an address.',
  chooseLibrary: 'Choose …',
  libraryOf: (name: string, quantisation: string): string => `As ${name} · ${quantisation}`,
  otherLibrary: 'At another address …',
  libraryAddress: 'Address of the library (.wasm)',
  willCopy: (size: number, free: number | null): string =>
    `Adding it copies ${bytes(size)} into this browser${free === null ? '' : `, where ${bytes(free)} are free`}. Your files stay as they are.`,
  tooLittle: (size: number, free: number): string =>
    `It needs ${bytes(size)}, and the browser has ${bytes(free)} left. Delete models first.`,
  willFetch: (size: number, host: string): string =>
    `${size > 0 ? bytes(size) : 'It'} ${size > 0 ? 'are' : 'is'} fetched from ${host} when it is first loaded, and kept here.`,
  copy: (size: number): string => `Copy ${bytes(size)}`,
  addIt: 'Add it',
  cancel: 'Cancel',
  stop: 'Stop copying',
  progress: ({ stage, bytes: done, totalBytes }: LoadProgress): string =>
    `${stage === 'checking' ? 'Checking' : 'Copying'} ${bytes(done)}${totalBytes > 0 ? ` of ${bytes(totalBytes)}` : ''}`,
  hashing: 'Taking its fingerprint …',
  added: (name: string): string => `${name} was added`,
  remove: 'Remove',
  removed: (name: string): string => `${name} was removed`,
};
