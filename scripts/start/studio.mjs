// Owns `npm start`, step by step: find a running studio, install, fetch SmolLM2 aside, build, serve, open.
// Refuses to move to another port by itself: another port is another origin, with another, empty studio.
import { buildWhereNeeded } from '../setup/build.mjs';
import { startCommand } from '../setup/command.mjs';
import { installMissing } from '../setup/install.mjs';
import { builtRoot, studioHost } from '../setup/places.mjs';
import { CannotGoOn, say } from '../setup/say.mjs';
import { createStudioServer, PortTaken } from '../server.mjs';
import { whoAnswers } from './identity.mjs';
import { openBrowser } from './open-browser.mjs';
import { parseStartWish } from './wish.mjs';

/** @param {number} port */
export const portTakenSentence = (port) =>
  `Port ${port} of this machine is taken by another program, so the studio cannot start there. ` +
  `End that program and run npm start again; or run npm start -- --port ${port === 65535 ? port - 1 : port + 1}. ` +
  'Mind that another port is another studio with projects of its own: a browser keeps data by address.';

/**
 * @param {string} origin
 * @param {number} port
 * @param {boolean} open
 * @param {string} root
 * @returns {Promise<boolean>} true where a studio runs already, and nothing is left to do
 */
export async function joinRunningStudio(origin, port, open, root) {
  const found = await whoAnswers(origin, root);
  if (found === 'nothing') return false;
  if (found === 'something else') throw new CannotGoOn(portTakenSentence(port));
  say(
    found === 'this studio'
      ? `The studio runs already, at ${origin}`
      : `A studio from another folder runs already, at ${origin}. To see this folder’s, end that one first.`,
  );
  if (open) openBrowser(origin);
  return true;
}

/** Both the terminal's Ctrl-C and a polite kill end the server and the fetch; a second one ends at once. */
function endOnSignals(/** @type {() => Promise<void>} */ end) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.once(signal, async () => {
      await end();
      say('\nThe studio has ended. Everything you made stays in your browser.');
    });
  }
}

/** The fetch checks, downloads and speaks on its own; nothing waits for it. */
function fetchModelAside() {
  return startCommand({ program: process.execPath, arguments: ['scripts/fetch-smollm2.mjs'] });
}

/** @param {readonly string[]} words what stands after `npm start --` */
export async function startStudio(words) {
  const wish = parseStartWish(words, process.env);
  if (!wish.ok) throw new CannotGoOn(wish.why);
  const { port, open } = wish.value;
  const origin = `http://${studioHost}:${port}`;
  if (await joinRunningStudio(origin, port, open, builtRoot)) return;

  await installMissing();
  const fetching = fetchModelAside();
  try {
    await buildWhereNeeded();
    const server = await createStudioServer({ root: builtRoot, port });
    endOnSignals(async () => {
      fetching.kill();
      await server.close();
    });
    say(`\nThe studio is at ${origin}\nCtrl-C ends it.`);
    if (open) openBrowser(origin);
  } catch (error) {
    fetching.kill();
    if (!(error instanceof PortTaken)) throw error;
    // Taken while we were building: by a second start perhaps.
    if (!(await joinRunningStudio(origin, port, open, builtRoot)))
      throw new CannotGoOn(portTakenSentence(port));
  }
}
