import type { ChatRequest } from "../chat/chat-request.ts";
import type { DeviceModels, LoadProgress, Priority } from "../routing/ports.ts";
import type { AnswerEvent } from "../terms/answer-event.ts";
import type { CatalogueEntry } from "../terms/catalogue.ts";
import type { DeviceNotice } from "../terms/device-notice.ts";
import type { DeviceReport } from "../terms/device-report.ts";
import type { MeasuredAbility, ModelOffer } from "../terms/model-offer.ts";
import type { ModelCard } from "../terms/model-card.ts";

type OnProgress = (progress: LoadProgress) => void;

/** The models in this browser and what can be done with them, besides answering. */
export interface LocalModels extends DeviceModels {
  /** Probes the device and looks into the store. Never fails; asked again it looks again. */
  look(): Promise<void>;
  report(): Promise<DeviceReport>;
  /** Cards of the models that may be chosen now: what is stored, what the browser brings, and the starter. */
  cards(): readonly ModelCard[];
  offers(): Promise<readonly ModelOffer[]>;
  /**
   * Makes a model's files available without loading it. An abort pauses: what has come is kept and resumed. Fails with
   * `model_*`, `quota_exceeded` or `storage_failed`.
   */
  download(model: string, onProgress: OnProgress, signal: AbortSignal): Promise<void>;
  /** Looks for a newer revision and downloads it; the old one answers until it is whole. Resolves to whether there was one. */
  update(model: string, onProgress: OnProgress, signal: AbortSignal): Promise<boolean>;
  /** Deletes what is stored of a model, parts included; unloads it first. */
  remove(model: string): Promise<void>;
  /** As `generate`, for another tab: the queue is fair between owners. Own requests have the owner "". */
  generateFor(
    owner: string,
    model: string,
    request: ChatRequest,
    priority: Priority,
    signal: AbortSignal,
  ): AsyncIterable<AnswerEvent>;
  /** Gives the memory back; what runs is ended first with `worker_died`. */
  unload(): Promise<void>;
  /** Adds a model of the caller's own to the catalogue. Fails with `options_invalid`. */
  add(entry: CatalogueEntry): void;
  /** Puts a picked GGUF file into the store and the catalogue; resolves to its id. Fails with `model_corrupt` and others. */
  addFile(file: File, onProgress: OnProgress, signal: AbortSignal): Promise<string>;
  allowBrowserModel(isAllowed: boolean): void;
  /** What a calibration run found; the card has it from now on. */
  setMeasured(model: string, measured: MeasuredAbility): void;
  onNotice(listener: (notice: DeviceNotice) => void): () => void;
  /** Ends the workers; everything that runs or waits fails with `router_disposed`. */
  dispose(): void;
}
