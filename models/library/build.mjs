// Builds a model library per size: `node models/library/build.mjs [--force] [--out FOLDER] [--sizes FILE]`.
// The same sources give the same bytes; a library that is up to date is left alone.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import asc from 'assemblyscript/asc';
import { assemblyConfiguration, problemOfSize } from './configuration.mjs';
import { readKernels } from './kernels.mjs';

/** @typedef {import('./configuration.mjs').Size} Size */

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ASSEMBLY = path.join(HERE, 'assembly');
const INTERMEDIATE = path.join(HERE, '.build');
const DEFAULT_TARGET = path.join(HERE, '../../public/models/library');
// Enough room below the heap that a null pointer never reads live data.
const MEMORY_BASE = 4096;

/** @param {string | Uint8Array} data */
const sha256 = (data) => createHash('sha256').update(data).digest('hex');

/**
 * @param {string} file
 * @returns {Size[]}
 */
function readSizes(file) {
  /** @type {Size[]} */
  const sizes = JSON.parse(readFileSync(file, 'utf8'));
  for (const size of sizes) {
    const problem = problemOfSize(size);
    if (problem !== undefined)
      throw new Error(`The size "${size.name}" in ${file} cannot be built: ${problem}`);
  }
  return sizes;
}

/**
 * One hash over all that the bytes of a library depend on.
 * @param {string} configuration
 */
function hashOfInputs(configuration) {
  const sources = readdirSync(ASSEMBLY)
    .sort()
    .map((file) => file + readFileSync(path.join(ASSEMBLY, file), 'utf8'));
  const build = readFileSync(fileURLToPath(import.meta.url), 'utf8');
  return sha256([asc.version, build, configuration, ...sources].join('\0'));
}

/**
 * Compiles with the configuration in memory, so that builds of several sizes at once do not mix; the file of the same
 * content is for editors.
 * @param {string} file
 * @param {string} configuration
 */
async function compile(file, configuration) {
  const generated = path.join(INTERMEDIATE, 'configuration.ts');
  writeFileSync(generated, configuration);
  /** @type {(name: string, folder: string) => string | null} */
  const readFile = (name, folder) => {
    const source = path.resolve(folder, name);
    if (source === generated) return configuration;
    return existsSync(source) ? readFileSync(source, 'utf8') : null;
  };
  const options = [
    '--runtime',
    'minimal',
    '--use',
    'abort=',
    '-O3',
    '--memoryBase',
    `${MEMORY_BASE}`,
    '--noColors',
  ];
  const output = path.relative(ASSEMBLY, path.resolve(file));
  const { error, stderr } = await asc.main(
    ['index.ts', '--baseDir', ASSEMBLY, '--outFile', output, ...options],
    {
      readFile,
    },
  );
  const messages = stderr.toString();
  if (error) throw new Error(`The model library does not compile; mend what the compiler says:\n${messages}`);
  if (messages) process.stderr.write(messages);
}

/**
 * @param {Size} size
 * @param {{ target: string, force: boolean }} options
 * @returns {Promise<'built' | 'up to date'>}
 */
async function buildLibrary(size, { target, force }) {
  const configuration = assemblyConfiguration(size, readKernels(path.join(HERE, 'kernels')));
  const file = path.join(target, `${size.name}.wasm`);
  const stamp = path.join(INTERMEDIATE, `${sha256(path.resolve(file)).slice(0, 16)}.stamp`);
  const inputs = hashOfInputs(configuration);
  if (!force && existsSync(file) && existsSync(stamp)) {
    if (readFileSync(stamp, 'utf8') === `${inputs} ${sha256(readFileSync(file))}`) return 'up to date';
  }
  mkdirSync(INTERMEDIATE, { recursive: true });
  mkdirSync(target, { recursive: true });
  await compile(file, configuration);
  writeFileSync(stamp, `${inputs} ${sha256(readFileSync(file))}`);
  return 'built';
}

try {
  const { values } = parseArgs({
    options: { force: { type: 'boolean' }, out: { type: 'string' }, sizes: { type: 'string' } },
  });
  for (const size of readSizes(values.sizes ?? path.join(HERE, 'sizes.json'))) {
    const state = await buildLibrary(size, {
      target: values.out ?? DEFAULT_TARGET,
      force: values.force ?? false,
    });
    console.log(`Model library "${size.name}": ${state}.`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
