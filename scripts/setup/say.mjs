// Owns how the commands speak: plain sentences, one a line. Refuses stack traces for what a person can mend.

/** The command cannot go on; the message is a sentence with a next step, meant for a person. */
export class CannotGoOn extends Error {
  /** @override */
  name = 'CannotGoOn';
}

/** @param {string} sentence */
export const say = (sentence) => console.log(sentence);

/** @param {number} bytes */
export const inMegabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/**
 * The last stop of a command: a sentence for what was foreseen, everything else in full.
 * @param {unknown} error
 */
export function endWithError(error) {
  console.error(error instanceof CannotGoOn ? `\n${error.message}` : error);
  process.exitCode = 1;
}
