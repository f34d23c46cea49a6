// Owns a server that speaks OpenAI's dialect and answers at once, without a model: whatever time a run on it takes is the studio's.
import { createServer } from 'node:http';

/**
 * @typedef {{ readonly messages: readonly unknown[], readonly response_format?: { json_schema: { schema: { properties: Record<string, { enum?: readonly string[] }> } } } }} ChatBody
 * @typedef {{ readonly address: string, readonly answered: readonly number[], close: () => Promise<void> }} InstantServer
 *   `answered`: when each call was, in milliseconds of `performance.now()`
 */

/**
 * @param {string} pages the origin whose pages may read its answers
 * @returns {Promise<InstantServer>}
 */
export async function startInstantServer(pages) {
  /** @type {number[]} */
  const answered = [];
  const server = createServer(async (request, answer) => {
    answer.setHeader('access-control-allow-origin', pages);
    answer.setHeader('access-control-allow-headers', 'content-type');
    answer.setHeader('access-control-max-age', '600');
    if (request.method === 'OPTIONS') return void answer.writeHead(204).end();
    if (request.url === '/v1/models')
      return void answer.end('{"data":[{"id":"instant","max_model_len":16384}]}');
    let text = '';
    for await (const part of request) text += part;
    answered.push(performance.now());
    answer.setHeader('content-type', 'text/event-stream');
    answer.end(streamed(said(JSON.parse(text), answered.length)));
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = () => {
    server.closeAllConnections();
    return /** @type {Promise<void>} */ (new Promise((ended) => server.close(() => ended())));
  };
  return { address: `http://127.0.0.1:${port}/v1`, answered, close };
}

/**
 * A dialogue; or where a form is asked for, the first that each line may say.
 * @param {ChatBody} body
 * @param {number} call
 */
function said({ response_format: form }, call) {
  if (!form) return dialogue(call);
  const lines = Object.entries(form.json_schema.schema.properties);
  return JSON.stringify(
    Object.fromEntries(lines.map(([name, { enum: texts }]) => [name, texts?.[0] ?? 'Nothing to say.'])),
  );
}

const openings = [
  'I went to',
  'Who told you of',
  'I never liked',
  'Let us talk of',
  'My sister paints',
  'I dream of',
  'We sold',
  'I miss',
];

/** @param {number} call */
const dialogue = (call) =>
  openings.map((opening, turn) => `User ${(turn % 2) + 1}: ${opening} house ${call * 8 + turn}.`).join('\n');

/** @param {string} text */
function streamed(text) {
  const events = [
    { choices: [{ delta: { content: text }, finish_reason: null }] },
    { choices: [{ delta: {}, finish_reason: 'stop' }] },
    { choices: [], usage: { prompt_tokens: 900, completion_tokens: 100 } },
  ];
  return [...events.map((event) => JSON.stringify(event)), '[DONE]']
    .map((data) => `data: ${data}\n\n`)
    .join('');
}
