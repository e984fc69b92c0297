import { RouterError } from "../../../src/router-error.ts";

/** The adapter, before anything is read for it: the library asks last. Fails with `webgpu_unavailable`. */
export async function requireAdapter(
  gpu: Pick<GPU, "requestAdapter"> | undefined,
  mayBeUsed: boolean,
): Promise<GPUAdapter> {
  const adapter = mayBeUsed
    ? await gpu?.requestAdapter({ powerPreference: "high-performance" })
    : null;
  if (adapter) return adapter;
  const words = "This model needs a graphics processor, and the browser offers none.";
  throw new RouterError("webgpu_unavailable", words);
}

/** Fails with `shader_f16_missing` where a model computes in half precision and the adapter does not. */
export function requireHalfPrecision(adapter: GPUAdapter): void {
  if (adapter.features.has("shader-f16")) return;
  const words = "This model computes in half precision, which this graphics processor cannot.";
  throw new RouterError("shader_f16_missing", words);
}
