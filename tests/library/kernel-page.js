// Runs one kernel on WebGPU in the page, bound as web-llm binds it: buffers first, then a uniform of the scalars and the
// width of the grid. Gives back every buffer that the kernel writes, as numbers.

const ARRAYS = { float: Float32Array, integer: Int32Array };

let device;

async function gpu() {
  if (device === undefined) {
    const adapter = await navigator.gpu.requestAdapter();
    device = await adapter.requestDevice({ requiredLimits: { maxComputeWorkgroupStorageSize: 32768 } });
  }
  return device;
}

function upload(target, data, usage) {
  const buffer = target.createBuffer({
    size: Math.max(4, data.byteLength),
    usage: usage | GPUBufferUsage.COPY_DST,
  });
  target.queue.writeBuffer(buffer, 0, data);
  return buffer;
}

async function download(target, buffer) {
  const copy = target.createBuffer({
    size: buffer.size,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  const encoder = target.createCommandEncoder();
  encoder.copyBufferToBuffer(buffer, 0, copy, 0, buffer.size);
  target.queue.submit([encoder.finish()]);
  await copy.mapAsync(GPUMapMode.READ);
  return copy.getMappedRange();
}

async function runKernel({ name, source, buffers, scalars, groups }) {
  const target = await gpu();
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC;
  const storage = buffers.map(({ kind, numbers }) => upload(target, ARRAYS[kind].from(numbers), usage));
  const uniform = upload(target, Uint32Array.from([...scalars, groups[0]]), GPUBufferUsage.UNIFORM);
  const bound = [...storage, uniform];
  const visibility = GPUShaderStage.COMPUTE;
  const typeOf = (index) => (buffers[index]?.writes ? 'storage' : 'read-only-storage');
  const layout = target.createBindGroupLayout({
    entries: bound.map((_, binding) => ({
      binding,
      visibility,
      buffer: { type: binding === storage.length ? 'uniform' : typeOf(binding) },
    })),
  });
  const pipeline = await target.createComputePipelineAsync({
    layout: target.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module: target.createShaderModule({ code: source }), entryPoint: name },
  });
  const encoder = target.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  const entries = bound.map((buffer, binding) => ({ binding, resource: { buffer } }));
  pass.setBindGroup(0, target.createBindGroup({ layout, entries }));
  pass.dispatchWorkgroups(groups[0], groups[1] ?? 1);
  pass.end();
  target.queue.submit([encoder.finish()]);
  const written = buffers
    .map((buffer, index) => ({ ...buffer, storage: storage[index] }))
    .filter(({ writes }) => writes);
  return Promise.all(
    written.map(async ({ kind, storage: buffer }) => [...new ARRAYS[kind](await download(target, buffer))]),
  );
}

globalThis.runKernel = runKernel;
