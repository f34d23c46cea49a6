// Reads the kernels: what each .wgsl file declares is the single source of its argument list. Refuses a file that does
// not keep to the form that web-llm's runtime binds (buffers first, then one uniform of u32 ending in the grid).
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @typedef {{ name: string, source: string, bufferWrites: boolean[], scalars: string[] }} Kernel
 */

const BINDING = /@group\(0\) @binding\((\d+)\) var<(storage, read_write|storage, read|uniform)> \w+: [^;]+;/g;
const SCALARS = /struct Scalars \{([^}]*)\}/;

/**
 * @param {string} name
 * @param {string} source
 * @returns {Kernel}
 */
export function readKernel(name, source) {
  const bindings = [...source.matchAll(BINDING)];
  const kinds = bindings.map((binding) => binding[2]);
  const scalars = [...(SCALARS.exec(source)?.[1] ?? '').matchAll(/(\w+): u32,/g)].map(
    (field) => field[1] ?? '',
  );
  if (
    bindings.some((binding, index) => Number(binding[1]) !== index) ||
    kinds.indexOf('uniform') !== kinds.length - 1
  ) {
    throw new Error(
      `The kernel "${name}" must number its buffers from 0 and end with the uniform; reorder its bindings.`,
    );
  }
  if (scalars.pop() !== 'grid') {
    throw new Error(
      `The scalars of the kernel "${name}" must end with "grid: u32"; the runtime writes it there.`,
    );
  }
  if (!new RegExp(`fn ${name}\\(`).test(source)) {
    throw new Error(
      `The kernel "${name}" has no entry point of its name; name its compute function "${name}".`,
    );
  }
  return {
    name,
    source,
    bufferWrites: kinds.slice(0, -1).map((kind) => kind.endsWith('read_write')),
    scalars,
  };
}

/**
 * @param {string} folder
 * @returns {Kernel[]}
 */
export function readKernels(folder) {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.wgsl'))
    .sort();
  return files.map((file) =>
    readKernel(path.basename(file, '.wgsl'), readFileSync(path.join(folder, file), 'utf8')),
  );
}

/**
 * What the runtime needs to know to bind and launch each kernel.
 * @param {Kernel[]} kernels
 */
export function kernelMap(kernels) {
  const entries = kernels.map((kernel) => [
    kernel.name,
    {
      name: kernel.name,
      arg_types: [...kernel.bufferWrites.map(() => 'handle'), ...kernel.scalars.map(() => 'uint32')],
      launch_param_tags: [
        `paramWriteAccess:${JSON.stringify(kernel.bufferWrites.map(Number))}`,
        'blockIdx.x',
        'blockIdx.y',
      ],
    },
  ]);
  return Object.fromEntries(entries);
}
