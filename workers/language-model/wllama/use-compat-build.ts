import type { Wllama } from "@wllama/wllama/esm/index.js";

/**
 * Lets the engine run where WebAssembly lacks promise integration or 64-bit memory: with its other build, whose script is
 * loaded from our own files then and whose WebAssembly the page has handed in. By itself the library would fetch both
 * from elsewhere. The page chooses the WebAssembly by the same rule (`engineRuntime`).
 */
export async function useCompatBuild(wllama: Wllama, runtimeUrl: string): Promise<void> {
  if (!needsCompatBuild()) return wllama.setCompat(null);
  const { default: code } = await import("@wllama/wllama-compat/wasm/wllama.js?raw");
  wllama.setCompat({ worker: { code }, wasm: runtimeUrl });
}

/** Firefox runs the first build without promise integration, and the other one too slowly to be of use. */
function needsCompatBuild(): boolean {
  const isModern = "Suspending" in WebAssembly && hasWideMemory();
  return !isModern && !/Firefox\//.test(navigator.userAgent);
}

function hasWideMemory(): boolean {
  try {
    const descriptor = { address: "i64", initial: 1n };
    // The type library does not know the address type yet.
    const memory = new WebAssembly.Memory(descriptor as unknown as WebAssembly.MemoryDescriptor);
    return memory.buffer.byteLength > 0;
  } catch {
    return false;
  }
}
