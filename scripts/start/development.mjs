// Owns `npm run dev`: Vite at an origin of its own, so that work on the studio never touches a person's projects.
// The local models and the guarding headers come from vite.config.ts, which uses the same modules as the server.
import { join } from 'node:path';
import { packageProgram, runCommand, startCommand } from '../setup/command.mjs';
import { stateOfBuilt } from '../setup/build.mjs';
import { installMissing } from '../setup/install.mjs';
import { checkoutRoot, developmentPort, studioHost } from '../setup/places.mjs';
import { CannotGoOn, say } from '../setup/say.mjs';

const librarySources = join(checkoutRoot, 'models', 'library');
const builtLibrary = join(checkoutRoot, 'public', 'models', 'library');

/** web-llm's model library is compiled into public/, from where Vite serves it as it stands. */
async function buildLibraryWhereNeeded() {
  if ((await stateOfBuilt(builtLibrary, [librarySources])) === 'current') return;
  say('Building the model library for web-llm.');
  const build = { program: process.execPath, arguments: [join(librarySources, 'build.mjs')] };
  const { code } = await runCommand(build, { show: 'everything' });
  if (code !== 0) throw new CannotGoOn('The model library could not be built; the words above say why.');
}

export async function startDevelopment() {
  await installMissing();
  const fetching = startCommand({ program: process.execPath, arguments: ['scripts/fetch-smollm2.mjs'] });
  await buildLibraryWhereNeeded();
  say(`The studio for development, with data of its own, will be at http://${studioHost}:${developmentPort}`);
  const vite = startCommand(
    packageProgram('vite', 'vite', '--host', studioHost, '--port', String(developmentPort), '--strictPort'),
    { VITE_PARLEY_ORIGIN_LABEL: 'dev' },
  );
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      vite.kill();
      fetching.kill();
    });
  }
  vite.on('exit', (code) => {
    fetching.kill();
    process.exitCode = code ?? 0;
  });
}
