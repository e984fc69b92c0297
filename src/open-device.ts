import type { ClassifierThread } from "./device/classifier-thread.ts";
import { readCalibrationSet } from "./device/calibration-set.ts";
import { createEmbedderClient } from "./device/embedder-client.ts";
import { openEncoderSource } from "./device/encoder-files.ts";
import { idleConditions } from "./device/idle-conditions.ts";
import type { LocalModels } from "./device/local-models.ts";
import { noLocalModels } from "./device/no-local-models.ts";
import { openSharedModels } from "./device/open-shared-models.ts";
import type { EmbeddingResponse } from "./chat/embedding.ts";
import { createRouterModels, loadBest } from "./router-models.ts";
import type { DeviceOptions, RouterModels } from "./router.ts";
import { runCalibration } from "./routing/calibration-run.ts";
import { createEmbeddings } from "./routing/create-embeddings.ts";
import type { LoadProgress, RouterMemory, Surroundings } from "./routing/ports.ts";

/** What the device needs of the router around it. */
export interface DeviceSurroundings {
  readonly baseUrl: string;
  /** The classifier's worker, in which the encoder runs too. */
  readonly thread: ClassifierThread;
  readonly memory: RouterMemory;
  readonly surroundings: Surroundings;
  onProgress(progress: LoadProgress): void;
}

/** Models, their manager, the calibration run and the encoder: a part of the code that is loaded after the rest. */
export interface DevicePart {
  readonly models: LocalModels;
  modelsWith(withLife: (signal: AbortSignal | undefined) => AbortSignal): RouterModels;
  loadBest(signal: AbortSignal): Promise<void>;
  createEmbeddings(request: unknown, signal: AbortSignal): Promise<EmbeddingResponse>;
}

/** `false`: no model runs in this browser. Fails with `options_invalid` for a model of the caller's own that cannot be. */
export function openDevice(options: DeviceOptions | false, around: DeviceSurroundings): DevicePart {
  const { baseUrl, thread, memory, surroundings, onProgress } = around;
  const models = options === false ? noLocalModels() : openSharedModels({ ...options, onProgress });
  const source =
    options === false ? null : openEncoderSource(options.modelsUrl ?? "/models/", baseUrl);
  const embedder = source === null ? null : createEmbedderClient({ thread, source });
  const conditions = idleConditions();
  const run = {
    device: models,
    memory,
    surroundings,
    conditions,
    readQuestions: readCalibrationSet,
  };
  const here = {
    models,
    baseUrl,
    onProgress,
    hasGesture: () => surroundings.hasGesture(),
    calibrate: ((model, onStanding, signal) =>
      runCalibration(model, run, {}, onStanding, signal)) satisfies Parameters<
      typeof createRouterModels
    >[0]["calibrate"],
  };
  return {
    models,
    modelsWith: (withLife) => createRouterModels({ ...here, withLife }),
    loadBest: (signal) => loadBest(here, signal),
    createEmbeddings: (request, signal) => createEmbeddings(request, embedder, signal),
  };
}
