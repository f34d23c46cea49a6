// Owns a small embedding model for web-llm that is really one: a vector for each of some words, as the Universal Sentence
// Encoder places it alone, lessened by what all share, and a text is the sum of its words. It is made in the test, in web-llm's
// own form, and answered for as if a host served it. Its program is the studio's model library.
import { md5 } from 'hash-wasm';
import { loadSentenceEncoder } from '../../../../src/engine/sentence-encoder/load.ts';
import type { WebLlmModel } from '../../../../src/engine/webllm/model.ts';
import { Stopper } from '../../../../workers/stopper.ts';

const rows = 1024;
const marks = ['[UNK]', '[CLS]', '[SEP]'] as const;
/** Words that say little of what a sentence is about, and so weigh little. */
const small = new Set(
  'i a an and as at be do for from have in is it my of on or our own the to two us with .'.split(' '),
);
const smallWeight = 0.15;
const markWeight = 0.05;

export const wordsOf = (texts: readonly string[]): readonly string[] => [
  ...new Set(texts.flatMap((text) => text.toLowerCase().match(/\w+|[^\w\s]+/g) ?? [])),
];

interface Files {
  readonly model: WebLlmModel;
  /** By the end of their address. */
  readonly bodies: ReadonlyMap<string, string | ArrayBuffer>;
}

export async function wordSums(words: readonly string[]): Promise<Files> {
  const weightsUrl = new URL('/models/word-sums/resolve/1/', location.href).href;
  const weights = await weightsOf(words);
  const records = [
    { name: 'tok.weight', shape: [rows, weights.length / rows], dtype: 'float32', format: 'raw' },
  ];
  const bytes = weights.byteLength;
  const shard = {
    dataPath: 'words.bin',
    format: 'raw-shard',
    nbytes: bytes,
    md5sum: await md5(new Uint8Array(weights.buffer)),
  };
  const list = {
    metadata: {},
    records: [{ ...shard, records: [{ ...records[0], nbytes: bytes, byteOffset: 0 }] }],
  };
  return {
    model: {
      ...{ model: 'word-sums', contextTokens: 64, requiredFeatures: [], thinks: false, embedded: true },
      ...{ weightsUrl, libraryUrl: new URL('../../word-sums.wasm', weightsUrl).href },
    },
    bodies: new Map<string, string | ArrayBuffer>([
      ['word-sums/resolve/1/tensor-cache.json', JSON.stringify(list)],
      ['word-sums/resolve/1/words.bin', weights.buffer as ArrayBuffer],
      ['word-sums/resolve/1/tokenizer.json', JSON.stringify(tokenizerOf(words))],
      ['word-sums/resolve/1/mlc-chat-config.json', JSON.stringify(configuration)],
    ]),
  };
}

const configuration = {
  ...{ version: '0.1.0', model_type: 'word-sums', quantization: 'q0f32', vocab_size: rows },
  ...{ context_window_size: 64, prefill_chunk_size: 64, sliding_window_size: -1, attention_sink_size: -1 },
  ...{ tensor_parallel_shards: 1, tokenizer_files: ['tokenizer.json'], conv_template: 'none' },
};

const tokenizerOf = (words: readonly string[]) => ({
  ...{ version: '1.0', truncation: null, padding: null, post_processor: null, decoder: null },
  added_tokens: marks.map((content, id) => ({
    ...{ id, content, single_word: false, lstrip: true, rstrip: true, normalized: false, special: true },
  })),
  normalizer: { type: 'Lowercase' },
  pre_tokenizer: { type: 'Whitespace' },
  model: {
    type: 'WordLevel',
    unk_token: '[UNK]',
    vocab: Object.fromEntries([...marks, ...words].map((word, id) => [word, id])),
  },
});

async function weightsOf(words: readonly string[]): Promise<Float32Array> {
  const encoder = await loadSentenceEncoder();
  const { dimensions } = encoder;
  const vectors = await encoder.embed(words, () => undefined, new Stopper());
  encoder.unload();
  const mean = Array.from({ length: dimensions }, (_, at) => {
    let sum = 0;
    for (let word = 0; word < words.length; word += 1) sum += vectors[word * dimensions + at] ?? 0;
    return sum / words.length;
  });
  const weights = new Float32Array(rows * dimensions);
  // What no word of a text is known of is placed where all words are on the whole.
  for (const mark of [0, 1])
    weights.set(
      mean.map((value) => value * markWeight),
      mark * dimensions,
    );
  words.forEach((word, place) => {
    const weight = small.has(word) ? smallWeight : 1;
    for (let at = 0; at < dimensions; at += 1)
      weights[(marks.length + place) * dimensions + at] =
        weight * ((vectors[place * dimensions + at] ?? 0) - (mean[at] ?? 0));
  });
  return weights;
}
