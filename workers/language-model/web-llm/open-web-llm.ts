import type { EngineLife, OpenEngine } from "../engine.ts";
import { BlobCaches } from "./blob-caches.ts";
import { watchGpu } from "./gpu-watch.ts";
import { requireAdapter, requireHalfPrecision } from "./require-gpu.ts";
import { WebLlmEngine } from "./web-llm-engine.ts";
import { webLlmFailure } from "./web-llm-failure.ts";
import { LIBRARY_URL, MODEL_URL, readWebLlmFiles, type WebLlmFiles } from "./web-llm-files.ts";
import type { MakeWebLlm, WebLlm } from "./web-llm-library.ts";

/** What the worker gives: its own surroundings, which the library uses behind our back, and the library. */
export interface WebLlmParts {
  readonly gpu: Pick<GPU, "requestAdapter"> | undefined;
  readonly makeEngine: MakeWebLlm;
  /** Puts this in the place of the worker's `caches`. */
  provideCaches(caches: CacheStorage): void;
}

/**
 * Loads compiled models into web-llm. Fails with `webgpu_unavailable`, `shader_f16_missing`, `model_missing`,
 * `model_corrupt`, `model_unsupported`, `out_of_memory`, `device_lost` and `engine_failed`.
 */
export function webLlmOpener({ gpu, makeEngine, provideCaches }: WebLlmParts): OpenEngine {
  let life: EngineLife | null = null;
  let onCompiling: (() => void) | null = null;
  if (gpu) {
    watchGpu(gpu, {
      onFailure: (reason) => life?.onLost(reason),
      onCompiling: () => onCompiling?.(),
    });
  }
  const tellCompiling = (listener: (() => void) | null) => void (onCompiling = listener);
  return async (name, files, options, listener) => {
    life = listener;
    const { usesGpu, contextTokens, thinking } = options;
    const adapter = await requireAdapter(gpu, usesGpu);
    const folder = await readWebLlmFiles(files);
    if (folder.needsHalfPrecision) requireHalfPrecision(adapter);
    provideCaches(new BlobCaches(folder.byUrl));
    const progress = growingProgress(listener, folder.totalBytes);
    tellCompiling(() => progress(0));
    try {
      const engine = await makeEngine({
        appConfig: appConfigOf(name),
        initProgressCallback: (report) => progress(report.progress),
      });
      await load(engine, name, folder, contextTokens);
      return new WebLlmEngine({
        engine,
        style: { thinking, controlTexts: folder.controlTexts },
        tellCompiling,
      });
    } catch (error) {
      throw webLlmFailure(error);
    } finally {
      tellCompiling(null);
    }
  };
}

function appConfigOf(name: string) {
  const record = { model: MODEL_URL, model_id: name, model_lib: LIBRARY_URL };
  return { model_list: [record], cacheBackend: "cache" as const };
}

async function load(
  engine: WebLlm,
  name: string,
  { takesContextLength }: WebLlmFiles,
  contextTokens: number,
): Promise<void> {
  await engine.reload(name, takesContextLength ? { context_window_size: contextTokens } : {});
}

/** The library counts its weights from 0 to 1 and then its shaders again: bytes only grow, and stand still at the end. */
function growingProgress(listener: EngineLife, totalBytes: number): (share: number) => void {
  let loadedBytes = 0;
  return (share) => {
    if (Number.isFinite(share)) {
      loadedBytes = Math.max(loadedBytes, Math.min(totalBytes, Math.round(share * totalBytes)));
    }
    listener.onProgress(loadedBytes, totalBytes);
  };
}
