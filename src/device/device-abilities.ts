/** True where this browser has the 64-bit WebAssembly memory that the engine needs; its other build is not shipped. */
export function canRunEngine(): boolean {
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
