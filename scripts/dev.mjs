// `npm run dev`: Vite's server with hot reload.
import { nodeIsNewEnough } from './setup/node-version.mjs';
import { endWithError } from './setup/say.mjs';

if (nodeIsNewEnough()) {
  import('./start/development.mjs').then(({ startDevelopment }) => startDevelopment()).catch(endWithError);
}
