// Owns the words for a mirror of the catalogue: a host of the person's own that models are fetched from.
import type { LookedAtCatalogueMirror } from '../../../../workers/studio-api/models.ts';
import { ownModelWords } from './own-models.ts';
import { count, counted } from './amounts.ts';

type Looked = Extract<LookedAtCatalogueMirror, { kind: 'looked' }>;

const hostOf = (address: string): string => new URL(address).host;

export const catalogueMirrorWords = {
  title: 'Where models come from',
  usual:
    'From huggingface.co, and their programs for the GPU from raw.githubusercontent.com. Where those cannot be reached, a mirror of yours can stand in for both.',
  mirrored: ({ base, libraries }: Looked['mirror']): string =>
    libraries !== null && hostOf(libraries) !== hostOf(base)
      ? `Every model of the list comes from ${hostOf(base)}, and its program for the GPU from ${hostOf(libraries)}.`
      : `Every model of the list comes from ${hostOf(base)}.`,
  kept: 'What was fetched before stays, wherever it came from.',
  use: 'Use a mirror',
  change: 'Change',
  stop: 'Stop using the mirror',
  stopped: 'Models come from their usual hosts again',
  using: (host: string): string => `Models come from ${host} now`,
  dialogTitle: 'A mirror for every model of the list',
  dialogText: 'A host with the same paths as huggingface.co, that lets this page read its answers (CORS).',
  base: 'Address of the mirror',
  baseHint:
    'Such as https://models.example.org/hf/, where a file lies at …/hf/owner/repository/resolve/main/file, as it does below huggingface.co',
  libraries: 'Folder of the model libraries, if it is another',
  librariesHint:
    'The programs (.wasm) that run WebLLM’s models on the GPU. Left empty: below the mirror, at …/mlc-ai/binary-mlc-llm-libs/, as they lie at GitHub.',
  look: 'Look there',
  looking: 'Looking …',
  addressProblems: ownModelWords.addressProblems,
  found: ({ models, of }: Looked['found']): string =>
    models === 0
      ? `None of the ${count(of)} models of the list lies there. Compare the paths.`
      : models === of
        ? `All ${count(of)} models of the list lie there.`
        : `${count(models)} of the ${count(of)} models of the list ${models === 1 ? 'lies' : 'lie'} there; the others cannot be fetched while it is used.`,
  withoutLibrary: (models: number): string =>
    `Of ${counted(models, 'model')} for WebGPU the model library is missing; without it they cannot run. Name its folder.`,
  save: 'Use this mirror',
  cancel: 'Cancel',
  settingsWhen: 'Only while a model is fetched: your mirror, instead of the hosts below',
};
