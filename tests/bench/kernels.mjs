// Owns the figures of the model library's matrix products on software WebGPU: the library's tiled kernel and the same with
// weights packed as halves, each beside a plain kernel (an output an invocation), on the sizes of Parley-mini, in one run.
// Every kernel's numbers are held to a product computed in the page.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { findOrInstallBrowser } from '../../scripts/test/browser.mjs';
import { lineOf } from './figure.mjs';
import { root } from './studio.mjs';

/**
 * @typedef {import('./figure.mjs').Figure} Figure
 * @typedef {import('./figure.mjs').NotRun} NotRun
 * @typedef {{ readonly name: string, readonly code: string, readonly rows: number, readonly columns: number, readonly halves: boolean }} Kernel
 *   rows and columns: of the result, as many as one group covers
 * @typedef {{ readonly rows: number, readonly columns: number, readonly depth: number, readonly launches: number }} Size
 */

const library = (/** @type {string} */ name) =>
  readFileSync(join(root, `models/library/kernels/${name}.wgsl`), 'utf8');

const plain = `
struct Scalars { rows: u32, columns: u32, depth: u32, add: u32, grid: u32 }
@group(0) @binding(0) var<storage, read_write> result: array<f32>;
@group(0) @binding(1) var<storage, read> input: array<f32>;
@group(0) @binding(2) var<storage, read> weight: array<f32>;
@group(0) @binding(3) var<uniform> scalars: Scalars;
@compute @workgroup_size(64, 1)
fn multiply(@builtin(global_invocation_id) id: vec3u) {
  var sum = 0.0;
  for (var place = 0u; place < scalars.depth; place++) {
    sum += input[id.y * scalars.depth + place] * weight[id.x * scalars.depth + place];
  }
  result[id.y * scalars.columns + id.x] = sum;
}`;

/** The library's kernel with four weights in two words; a half is widened as it is read. */
const halved = (/** @type {string} */ code) =>
  code
    .replace('var<storage, read> weight: array<vec4f>', 'var<storage, read> weight: array<vec2u>')
    .replace(/weight\[([^\]]+)\]/g, 'vec4f(unpack2x16float(weight[$1].x), unpack2x16float(weight[$1].y))');

const tiled = library('multiply');
const single = library('multiply_one');

/** @type {readonly { readonly what: string, readonly size: Size, readonly kernels: readonly Kernel[] }[]} */
const trials = [
  {
    what: '256 rows by 576 columns of 256',
    size: { rows: 256, columns: 576, depth: 256, launches: 20 },
    kernels: [
      { name: 'plain', code: plain, rows: 1, columns: 64, halves: false },
      { name: 'tiled', code: tiled, rows: 16, columns: 64, halves: false },
      { name: 'tiled, halves', code: halved(tiled), rows: 16, columns: 64, halves: true },
    ],
  },
  {
    what: 'one row by 3,072 columns of 256',
    size: { rows: 1, columns: 3072, depth: 256, launches: 100 },
    kernels: [
      { name: 'plain', code: plain, rows: 1, columns: 64, halves: false },
      { name: 'four columns', code: single, rows: 1, columns: 64, halves: false },
      { name: 'four columns, halves', code: halved(single), rows: 1, columns: 64, halves: true },
    ],
  },
];

const repeats = 5;

/** @returns {Promise<readonly Figure[] | NotRun>} */
export async function benchKernels() {
  const found = await findOrInstallBrowser();
  if (!found.ok) return { notRun: found.why };
  // WebGPU wants a page of a host.
  const server = createServer((_, response) => response.end('<!doctype html>')).listen(0, '127.0.0.1');
  const browser = await chromium.launch({
    executablePath: found.value,
    args: ['--no-sandbox', '--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'],
  });
  try {
    const page = await browser.newPage();
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port.');
    await page.goto(`http://127.0.0.1:${address.port}/`);
    /** @type {Figure[]} */
    const figures = [];
    for (const { what, size, kernels } of trials) {
      const times = await page.evaluate(timesOf, { size, kernels, repeats });
      const [before = 0, ours = 0] = times;
      const told = kernels.map(({ name }, place) => `${name} ${(times[place] ?? 0).toFixed(2)} ms`);
      figures.push({
        name: `product of the library against a plain one, ${what}`,
        value: before / ours,
        unit: '×',
        goal: { atLeast: 1.5 },
        detail: `least of ${repeats}: ${told.join(', ')}`,
      });
    }
    return figures;
  } finally {
    await browser.close();
    server.close();
  }
}

/**
 * Runs in the page. Milliseconds a launch, the least of the repeats, a kernel each. Throws where a kernel's numbers are wrong.
 * @param {{ readonly size: Size, readonly kernels: readonly Kernel[], readonly repeats: number }} given
 */
async function timesOf({ size, kernels, repeats }) {
  const { rows, columns, depth, launches } = size;
  const adapter = await navigator.gpu.requestAdapter();
  const device = await adapter?.requestDevice();
  if (!device) throw new Error('This browser has no WebGPU.');
  let state = 7;
  const noise = (/** @type {number} */ length) =>
    Float32Array.from({ length }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      // Eighths: halves hold them exactly, so that one product serves all kernels.
      return Math.round((state / 2 ** 31 - 1) * 8) / 8;
    });
  const [input, weight] = [noise(rows * depth), noise(columns * depth)];
  /** @param {number} value an eighth between -1 and 1 */
  const half = (value) => {
    if (value === 0) return 0;
    const exponent = Math.floor(Math.log2(Math.abs(value)));
    const mantissa = (Math.abs(value) / 2 ** exponent - 1) * 1024;
    return (value < 0 ? 0x8000 : 0) | ((exponent + 15) << 10) | mantissa;
  };
  const bufferOf = (/** @type {ArrayBufferView} */ data, /** @type {number} */ usage) => {
    const buffer = device.createBuffer({ size: data.byteLength, usage: usage | GPUBufferUsage.COPY_DST });
    device.queue.writeBuffer(buffer, 0, data.buffer);
    return buffer;
  };
  const inputBuffer = bufferOf(input, GPUBufferUsage.STORAGE);
  const scalars = bufferOf(new Uint32Array([rows, columns, depth, 0, 0]), GPUBufferUsage.UNIFORM);
  const result = device.createBuffer({
    size: rows * columns * 4,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC,
  });
  const read = device.createBuffer({
    size: rows * columns * 4,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  const times = [];
  for (const kernel of kernels) {
    const weightBuffer = bufferOf(
      kernel.halves ? Uint16Array.from(weight, half) : weight,
      GPUBufferUsage.STORAGE,
    );
    const pipeline = device.createComputePipeline({
      layout: 'auto',
      compute: { module: device.createShaderModule({ code: kernel.code }) },
    });
    const group = device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [result, inputBuffer, weightBuffer, scalars].map((buffer, binding) => ({
        binding,
        resource: { buffer },
      })),
    });
    const launch = async (/** @type {number} */ count) => {
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      for (let turn = 0; turn < count; turn += 1)
        pass.dispatchWorkgroups(columns / kernel.columns, Math.ceil(rows / kernel.rows));
      pass.end();
      if (count === 1) encoder.copyBufferToBuffer(result, 0, read, 0, rows * columns * 4);
      const begun = performance.now();
      device.queue.submit([encoder.finish()]);
      await device.queue.onSubmittedWorkDone();
      return (performance.now() - begun) / count;
    };
    await launch(1);
    await read.mapAsync(GPUMapMode.READ);
    const numbers = new Float32Array(read.getMappedRange().slice(0));
    read.unmap();
    for (let place = 0; place < numbers.length; place += 97) {
      const [row, column] = [Math.floor(place / columns), place % columns];
      let sum = 0;
      for (let at = 0; at < depth; at += 1)
        sum += (input[row * depth + at] ?? 0) * (weight[column * depth + at] ?? 0);
      if (Math.abs(sum - (numbers[place] ?? NaN)) > 0.001)
        throw new Error(`${kernel.name} computes wrongly.`);
    }
    let least = Infinity;
    for (let repeat = 0; repeat < repeats; repeat += 1) least = Math.min(least, await launch(launches));
    times.push(least);
  }
  return times;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await benchKernels();
  for (const figure of Array.isArray(result) ? result : [result]) console.log(lineOf('kernels', figure));
}
