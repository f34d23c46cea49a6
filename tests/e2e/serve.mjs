// Serves the built studio as `npm start` does, on a port of the tests' own.
import { fileURLToPath } from 'node:url';
import { createStudioServer } from '../../scripts/server.mjs';

const root = fileURLToPath(new URL('../../dist', import.meta.url));
const { origin } = await createStudioServer({ root, port: Number(process.argv[2]) });
console.log(`The built studio is at ${origin}/.`);
