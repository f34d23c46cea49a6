// `npm test`: from a fresh clone to every check and test, and one plain line at the end.
import { nodeIsNewEnough } from './setup/node-version.mjs';
import { endWithError } from './setup/say.mjs';

if (nodeIsNewEnough()) {
  import('./test/everything.mjs')
    .then(({ testEverything }) => testEverything(process.argv.slice(2)))
    .catch(endWithError);
}
