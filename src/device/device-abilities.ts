/**
 * True where WebAssembly has 64-bit memory and promise integration, which wllama's own build needs. Elsewhere its other
 * build runs, slower and in 32 bits.
 */
export function hasModernWasm(): boolean {
  // Some locked-down browsers have no WebAssembly at all.
  return typeof WebAssembly === "object" && "Suspending" in WebAssembly && hasWideMemory();
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

/** Threads for the engine: half the cores up to four, and one where threads cannot share memory. */
export function engineThreads(wanted: number | undefined): number {
  if (!globalThis.crossOriginIsolated) return 1;
  return wanted ?? Math.max(1, Math.min(4, Math.floor(navigator.hardwareConcurrency / 2)));
}
