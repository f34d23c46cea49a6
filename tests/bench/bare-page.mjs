// Owns the other side of the comparison, in a page of its own: wllama's API called as its documentation shows, with nothing of
// the studio around it. The request is the same as the studio's adapter makes, so that the same tokens come out.
import { Wllama } from '@wllama/wllama';
import programAddress from '@wllama/wllama/esm/wasm/wllama.wasm?url';

/**
 * @typedef {import('./probe.mjs').Ask} Ask
 * @typedef {{ readonly text: string, readonly answerTokens: number, readonly milliseconds: number }} BareAnswer
 */

const wllama = new Wllama({ default: programAddress }, { suppressNativeLog: true });

export const bare = {
  /**
   * @param {{ readonly file: string, readonly contextTokens: number, readonly threads: number }} wish
   */
  async load({ file, contextTokens, threads }) {
    const blob = await (await fetch(file)).blob();
    const parameters = {
      n_ctx: contextTokens,
      n_gpu_layers: 0,
      n_parallel: 1,
      n_threads: threads,
      ctx_shift: false,
    };
    await wllama.loadModel([blob], parameters);
  },
  /**
   * @param {Ask} ask
   * @returns {Promise<BareAnswer>}
   */
  async complete({ messages, decoding, grammar }) {
    const begun = performance.now();
    const chunks = await wllama.createChatCompletion({
      messages: [...messages],
      temperature: decoding.temperature,
      top_p: decoding.topP,
      top_k: decoding.topK,
      min_p: 0,
      penalty_repeat: decoding.repetitionPenalty,
      penalty_last_n: 256,
      max_tokens: decoding.maxTokens,
      seed: decoding.seed,
      ...(grammar === undefined ? {} : { grammar }),
      cache_prompt: false,
      stream: true,
    });
    let text = '';
    let answerTokens = 0;
    for await (const { choices, timings } of chunks) {
      text += choices[0]?.delta.content ?? '';
      answerTokens = timings?.predicted_n ?? answerTokens;
    }
    return { text, answerTokens, milliseconds: performance.now() - begun };
  },
};

Object.assign(globalThis, { bare });
