// Owns reading the few words that `npm start` takes. Refuses words it does not know, with a sentence.
import { studioPort } from '../setup/places.mjs';
import { failure, success } from '../setup/result.mjs';

/**
 * @typedef {{ readonly port: number, readonly open: boolean }} StartWish
 */

/**
 * @param {string} text
 * @returns {import('../setup/result.mjs').Result<number>}
 */
function parsePort(text) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65535) return success(port);
  return failure(
    `"${text}" is not a port. Give a number from 1 to 65535, for example: npm start -- --port 4751`,
  );
}

/**
 * @param {readonly string[]} words what stands after `npm start --`
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @returns {import('../setup/result.mjs').Result<StartWish>}
 */
export function parseStartWish(words, environment) {
  let portText = environment['PARLEY_PORT'] ?? String(studioPort);
  let open = true;
  const rest = words.flatMap((word) => (word.startsWith('--port=') ? ['--port', word.slice(7)] : [word]));
  for (let place = 0; place < rest.length; place += 1) {
    const word = rest[place];
    if (word === '--no-open') open = false;
    else if (word === '--port') portText = rest[(place += 1)] ?? '';
    else return failure(`npm start does not know "${word}". It takes --no-open and --port NUMBER.`);
  }
  const port = parsePort(portText);
  return port.ok ? success({ port: port.value, open }) : port;
}
