// Owns the short answers that are not files: a sentence, a redirect, a small JSON.

/** @typedef {import('node:http').ServerResponse} Response */

/**
 * @param {Response} response
 * @param {number} status
 * @param {string} sentence
 * @param {Record<string, string>} [headers]
 */
export function answerWithSentence(response, status, sentence, headers = {}) {
  const body = Buffer.from(`${sentence}\n`);
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': body.length,
    'Cache-Control': 'no-store',
    ...headers,
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

/**
 * @param {Response} response
 * @param {unknown} value
 */
export function answerWithJson(response, value) {
  const body = Buffer.from(`${JSON.stringify(value)}\n`);
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': body.length,
    'Cache-Control': 'no-store',
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
