// `npm start`: from a fresh clone to the open studio.
import { nodeIsNewEnough } from './setup/node-version.mjs';
import { endWithError } from './setup/say.mjs';

if (nodeIsNewEnough()) {
  import('./start/studio.mjs')
    .then(({ startStudio }) => startStudio(process.argv.slice(2)))
    .catch(endWithError);
}
