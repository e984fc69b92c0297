import { RouterError } from "../../../src/router-error.ts";

/**
 * Looks at the adapter before anything is loaded for it: the library does so only after it has read the model's files.
 * Fails with `webgpu_unavailable` and `shader_f16_missing`.
 */
export async function requireGpu(
  gpu: Pick<GPU, "requestAdapter"> | undefined,
  { usesGpu, needsHalfPrecision }: { usesGpu: boolean; needsHalfPrecision: boolean },
): Promise<void> {
  const adapter = usesGpu
    ? await gpu?.requestAdapter({ powerPreference: "high-performance" })
    : null;
  if (!adapter) {
    throw new RouterError(
      "webgpu_unavailable",
      "This model needs a graphics processor, and the browser offers none.",
    );
  }
  if (needsHalfPrecision && !adapter.features.has("shader-f16")) {
    throw new RouterError(
      "shader_f16_missing",
      "This model computes in half precision, which this graphics processor cannot.",
    );
  }
}
