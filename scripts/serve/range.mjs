// Owns reading a Range header. Refuses several ranges at once: those get the whole file, as the standard allows.

/**
 * @typedef {{ readonly kind: 'whole' }
 *   | { readonly kind: 'part', readonly start: number, readonly end: number }
 *   | { readonly kind: 'unsatisfiable' }} WantedBytes
 */

/**
 * @param {string | undefined} header
 * @param {number} sizeBytes
 * @returns {WantedBytes} `end` is inclusive
 */
export function parseRange(header, sizeBytes) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (first === '' && last === '') return { kind: 'whole' };
  if (first === '') {
    const length = Math.min(Number(last), sizeBytes);
    return length === 0
      ? { kind: 'unsatisfiable' }
      : { kind: 'part', start: sizeBytes - length, end: sizeBytes - 1 };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return { kind: 'whole' };
  if (start >= sizeBytes) return { kind: 'unsatisfiable' };
  return { kind: 'part', start, end: Math.min(last === '' ? Infinity : Number(last), sizeBytes - 1) };
}
