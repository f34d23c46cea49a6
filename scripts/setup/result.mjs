// Owns the shape of an expected failure in the scripts: a value with a sentence that says why.

/**
 * @template Value
 * @typedef {{ readonly ok: true, readonly value: Value } | { readonly ok: false, readonly why: string }} Result
 */

/**
 * @template Value
 * @param {Value} value
 * @returns {Result<Value>}
 */
export const success = (value) => ({ ok: true, value });

/**
 * @param {string} why
 * @returns {{ readonly ok: false, readonly why: string }}
 */
export const failure = (why) => ({ ok: false, why });

/**
 * The short cause of an error, for the middle of a sentence: its code where it has one, else its message.
 * @param {unknown} error
 * @returns {string}
 */
export function causeOf(error) {
  if (!(error instanceof Error)) return String(error);
  const inner = /** @type {{ code?: unknown }} */ (error.cause ?? error);
  return typeof inner.code === 'string' ? inner.code : error.message;
}

/**
 * @param {unknown} error
 * @returns {string | undefined}
 */
export function codeOf(error) {
  const code = /** @type {{ code?: unknown } | null | undefined} */ (error)?.code;
  return typeof code === 'string' ? code : undefined;
}
