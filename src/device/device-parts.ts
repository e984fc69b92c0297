import type { LoadOptions } from "../../workers/language-model.contract.ts";
import type { StoredFile } from "../../workers/model-store.contract.ts";
import type { LoadProgress } from "../routing/ports.ts";
import type { CatalogueEntry, EngineName } from "../terms/catalogue.ts";
import type { DeviceNotice } from "../terms/device-notice.ts";
import type { DeviceReport } from "../terms/device-report.ts";
import { DeviceFit, type DeviceFitOptions } from "./device-fit.ts";
import { EngineSlots } from "./engine-slots.ts";
import { IdleWatch, type StartTimer } from "./idle-watch.ts";
import { KeptModels, type TextStore } from "./kept-models.ts";
import type { LanguageEngine } from "./language-engine.ts";
import { ModelDownloads } from "./model-downloads.ts";
import { ModelLoader } from "./model-loader.ts";
import { ModelPaces } from "./model-paces.ts";
import { ModelShelf } from "./model-shelf.ts";
import { ModelStanding } from "./model-standing.ts";
import type { ModelStore } from "./model-store.ts";
import { ModelTurns } from "./model-turns.ts";
import { nextSmaller } from "./next-smaller.ts";
import { GivenUp } from "./recovery.ts";

/** What the models of this browser are made of. */
export interface DevicePartsOptions extends DeviceFitOptions {
  readonly catalogue: readonly CatalogueEntry[];
  readonly store: ModelStore;
  readonly texts: TextStore;
  /** A loaded model that nobody has used for this long is unloaded. */
  readonly idleUnloadMs: number;
  readonly threads: number;
  openEngine(name: EngineName): LanguageEngine;
  /** The engine's own WebAssembly; null where the model brings it or the browser has it. */
  runtimeOf(entry: CatalogueEntry): StoredFile | null;
  /** Told of downloads and loads that an answer waits for; who asks for one is told by its own callback. */
  onProgress(progress: LoadProgress): void;
  readonly startTimer: StartTimer;
  /** Milliseconds on a clock that never goes back. */
  elapsed(): number;
}

/** The parts, joined; `tell` hears what happens by itself. */
export type DeviceParts = ReturnType<typeof joinParts>;

/** Joins the parts. Nothing is started, asked or read but what was kept. */
export function joinParts(options: DevicePartsOptions, tell: (notice: DeviceNotice) => void) {
  const { catalogue, store, startTimer, elapsed, runtimeOf } = options;
  const kept = new KeptModels(options.texts);
  const shelf = new ModelShelf(catalogue, kept);
  const fit = new DeviceFit(options);
  const slots = new EngineSlots((name) => options.openEngine(name));
  const loadOptionsOf = (entry: CatalogueEntry) => loadOptions(entry, options.threads, fit);
  const loader = new ModelLoader({ shelf, store, slots, kept, runtimeOf, loadOptionsOf, elapsed });
  const paces = new ModelPaces(kept);
  const givenUp = new GivenUp();
  const isResting = (model: string) => givenUp.isResting(model, elapsed());
  const standing = new ModelStanding({ shelf, fit, kept, loader, isResting });
  const idle = new IdleWatch(options.idleUnloadMs, startTimer, () => {
    const model = slots.loadedModel;
    slots.endAll("worker_died");
    if (model !== null) tell({ kind: "unloaded-idle", model });
  });
  const onGaveUp = (entry: CatalogueEntry) => {
    givenUp.add(entry.card.id, elapsed());
    const next = nextSmaller(entry, shelf, standing);
    tell({ kind: "gave-up", model: entry.card.id, next });
  };
  const wait = (ms: number) => new Promise<void>((resolve) => void startTimer(resolve, ms));
  const turns = new ModelTurns({ slots, loader, paces, idle, tell, onGaveUp, elapsed, wait });
  const filesOf = loader.filesOf.bind(loader);
  const downloads = new ModelDownloads({ shelf, store, kept, filesOf, tell, elapsed });
  return {
    kept,
    shelf,
    fit,
    slots,
    loader,
    paces,
    standing,
    idle,
    turns,
    downloads,
    store,
    elapsed,
    onProgress: options.onProgress,
  };
}

/** The browser's own model takes none of it, and has to be asked in the gesture: the survey is not waited for. */
function loadOptions(
  entry: CatalogueEntry,
  threads: number,
  fit: DeviceFit,
): LoadOptions | Promise<LoadOptions> {
  const { contextTokens, promptStyle } = entry.card;
  const thinking = promptStyle?.thinking;
  const options = { contextTokens, threads, ...(thinking !== undefined && { thinking }) };
  if (entry.engine === "prompt-api") return { ...options, usesGpu: false };
  const withGpu = (report: DeviceReport) => ({ ...options, usesGpu: usesGpu(entry, report) });
  return fit.known === null ? fit.look().then(withGpu) : withGpu(fit.known);
}

/** wllama computes in half precision on an adapter, web-llm says by model what it needs. */
function usesGpu({ engine }: CatalogueEntry, { gpu }: DeviceReport): boolean {
  if (gpu === null || gpu.isFallback) return false;
  return engine === "web-llm" || gpu.features.includes("shader-f16");
}
