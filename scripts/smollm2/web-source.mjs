// Owns bringing a file over http(s). Refuses to wait for a host that does not answer, or that falls silent.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { causeOf, failure, success } from '../setup/result.mjs';

/**
 * @typedef {import('./fetch-model.mjs').Source} Source
 * @typedef {{ readonly answerMs: number, readonly silenceMs: number }} Patience
 */

/** @type {Patience} */
const usualPatience = { answerMs: 8_000, silenceMs: 20_000 };

/**
 * @param {string} name for people, such as "Hugging Face"
 * @param {string} address
 * @param {Patience} [patience]
 * @returns {Source}
 */
export function webSource(name, address, patience = usualPatience) {
  return {
    name,
    async bring(target, { model, report, signal }) {
      const impatience = new AbortController();
      const loseIn = (/** @type {number} */ ms, /** @type {string} */ why) =>
        setTimeout(() => impatience.abort(new Error(why)), ms);
      let timer = loseIn(patience.answerMs, `${name} did not answer within ${patience.answerMs / 1000} s`);
      try {
        const together = AbortSignal.any([signal, impatience.signal]);
        const response = await fetch(address, { signal: together });
        if (!response.ok || response.body === null)
          return failure(`${name} answered with status ${response.status}`);
        let bytesSoFar = 0;
        const meter = async function* (/** @type {AsyncIterable<Uint8Array>} */ chunks) {
          for await (const chunk of chunks) {
            clearTimeout(timer);
            timer = loseIn(patience.silenceMs, `${name} fell silent after ${bytesSoFar} bytes`);
            bytesSoFar += chunk.length;
            if (bytesSoFar > model.bytes)
              throw new Error(`${name} sends more than the file’s ${model.bytes} bytes`);
            report(bytesSoFar);
            yield chunk;
          }
        };
        clearTimeout(timer);
        timer = loseIn(patience.silenceMs, `${name} fell silent before the first byte`);
        const body = Readable.fromWeb(
          /** @type {import('node:stream/web').ReadableStream} */ (response.body),
        );
        await pipeline(body, meter, createWriteStream(target), { signal: together });
        return success(undefined);
      } catch (error) {
        if (impatience.signal.aborted) return failure(impatience.signal.reason.message);
        return failure(`${name} could not be read (${causeOf(error)})`);
      } finally {
        clearTimeout(timer);
        impatience.abort();
      }
    },
  };
}
