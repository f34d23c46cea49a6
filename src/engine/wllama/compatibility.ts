// Owns what llama.cpp needs in browsers that cannot suspend WebAssembly or address it in 64 bits (Safari):
// another build of the program, slower, from our own origin like the first. wllama alone would fetch it from
// a CDN.
import type { Wllama } from '@wllama/wllama';

export async function setUpCompatibility(wllama: Wllama): Promise<void> {
  if (runsPlainProgram()) return wllama.setCompat(null);
  const [{ default: wasm }, { default: code }] = await Promise.all([
    import('@wllama/wllama-compat/wasm/wllama.wasm?url'),
    // As text: wllama puts it into a worker of its own making.
    import('@wllama/wllama-compat/wasm/wllama.js?raw'),
  ]);
  wllama.setCompat({ wasm, worker: { code } });
}

/** The question that wllama asks before it wants the other build. */
function runsPlainProgram(): boolean {
  if (!('Suspending' in WebAssembly)) return false;
  try {
    const descriptor = { address: 'i64', initial: 1n } as unknown as WebAssembly.MemoryDescriptor;
    return new WebAssembly.Memory(descriptor) instanceof WebAssembly.Memory;
  } catch {
    return false;
  }
}
