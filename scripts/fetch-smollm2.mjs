// Fetches SmolLM2 once into the person's models folder. With --wait it shows progress and fails aloud.
import { nodeIsNewEnough } from './setup/node-version.mjs';

if (nodeIsNewEnough())
  import('./smollm2/command.mjs').then(({ fetchSmollm2 }) => fetchSmollm2(process.argv.slice(2)));
