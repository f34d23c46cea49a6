// Owns loading the Universal Sentence Encoder lite (Cer et al. 2018) into TensorFlow.js, in WebAssembly on one thread: the
// program for many would start workers from blobs, past the gate.
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import { env, ready, setBackend, type io } from '@tensorflow/tfjs-core';
import { z } from 'zod';
import type { Embedder } from '../../core/ports.ts';
import { Broken } from '../../core/trouble.ts';
import { files } from './files.ts';
import { piecesFrom, vocabularyShape } from './pieces.ts';
import { SentenceEncoder } from './sentence-encoder.ts';

export const sentenceEncoderName = 'Universal Sentence Encoder lite';

/** Throws `Broken`: `not-found`, `no-network`, `bad-model-file`. */
export async function loadSentenceEncoder(): Promise<Embedder> {
  const [vocabulary, graph] = await Promise.all([
    read(files.vocabulary, (answer) => answer.json()).then((found) => vocabularyShape.parse(found)),
    artifacts(),
  ]).catch((thrown: unknown) => {
    if (!(thrown instanceof z.ZodError)) throw thrown;
    throw new Broken({ kind: 'bad-model-file', model: sentenceEncoderName, detail: z.prettifyError(thrown) });
  });
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths(files.programs);
  await setBackend('wasm');
  await ready();
  const model = await loadGraphModel({ load: () => Promise.resolve(graph) });
  return new SentenceEncoder(model, piecesFrom(vocabulary));
}

const topologyShape = z.object({
  modelTopology: z.object({}).loose(),
  weightsManifest: z.tuple([z.object({ weights: z.array(z.custom<io.WeightsManifestEntry>()) })]),
});

async function artifacts(): Promise<io.ModelArtifacts> {
  const [described, ...shards] = await Promise.all([
    read(files.topology, (answer) => answer.json()),
    ...files.shards.map((address) => read(address, (answer) => answer.arrayBuffer())),
  ]);
  const { modelTopology, weightsManifest } = topologyShape.parse(described);
  const weightData = await new Blob(shards).arrayBuffer();
  return { modelTopology, weightSpecs: weightsManifest[0].weights, weightData };
}

async function read<T>(address: string, body: (answer: Response) => Promise<T>): Promise<T> {
  const url = new URL(address, location.href).href;
  const answer = await fetch(url).catch((cause: unknown) => {
    if (cause instanceof Broken) throw cause;
    throw new Broken({ kind: 'no-network', url }, { cause });
  });
  if (!answer.ok) throw new Broken({ kind: 'not-found', url });
  return body(answer);
}
