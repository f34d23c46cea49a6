// Owns the question "has the browser already got this?": entity tags, dates, and If-Range.

/** @typedef {import('node:http').IncomingHttpHeaders} Headers */

/**
 * @param {{ readonly size: number, readonly mtimeMs: number }} file
 * @param {'plain' | 'gzip'} coding each coding of a file is a representation of its own
 */
export const entityTagOf = (file, coding) =>
  `"${file.size.toString(36)}-${Math.trunc(file.mtimeMs).toString(36)}${coding === 'gzip' ? '-gzip' : ''}"`;

/**
 * @param {Headers} headers
 * @param {string} entityTag
 * @param {number} changedMs
 * @returns {boolean}
 */
export function isKnownToBrowser(headers, entityTag, changedMs) {
  const tags = headers['if-none-match'];
  if (tags !== undefined) {
    return tags.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === entityTag);
  }
  const since = Date.parse(headers['if-modified-since'] ?? '');
  // HTTP dates have whole seconds.
  return Math.trunc(changedMs / 1000) * 1000 <= since;
}

/**
 * A range of a file that has changed since would be glued to bytes of the old one.
 * @param {Headers} headers
 * @param {string} entityTag
 * @param {number} changedMs
 * @returns {boolean}
 */
export function rangeStillFits(headers, entityTag, changedMs) {
  const condition = headers['if-range'];
  if (condition === undefined || condition === entityTag) return true;
  return Math.trunc(changedMs / 1000) * 1000 === Date.parse(String(condition));
}
