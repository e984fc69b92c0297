import type { EngineFiles, LoadOptions, NamedBlob } from "../../workers/language-model.contract.ts";
import type { StoredFile } from "../../workers/model-store.contract.ts";
import type { CatalogueEntry } from "../terms/catalogue.ts";
import type { EngineSlots } from "./engine-slots.ts";
import type { GrowingProgress } from "./growing-progress.ts";
import type { KeptModels } from "./kept-models.ts";
import type { ModelShelf } from "./model-shelf.ts";
import type { ModelStore } from "./model-store.ts";

export interface ModelLoaderOptions {
  readonly shelf: ModelShelf;
  readonly store: ModelStore;
  readonly slots: EngineSlots;
  readonly kept: KeptModels;
  /** The engine's own WebAssembly; null where the model brings it or the browser has it. */
  runtimeOf(entry: CatalogueEntry): StoredFile | null;
  /** Not awaited for long: the browser's own model has to be asked in the gesture. */
  loadOptionsOf(entry: CatalogueEntry): LoadOptions | Promise<LoadOptions>;
  /** Milliseconds on a clock that never goes back. */
  elapsed(): number;
}

/** Before this device has loaded the model once: what an engine needs to start, and how fast it takes weights in. */
const START_MS = 1_500;
const BYTES_PER_MS = 60_000;

/** Brings a model from the store into its engine. The caller holds the turn. */
export class ModelLoader {
  readonly #options: ModelLoaderOptions;

  constructor(options: ModelLoaderOptions) {
    this.#options = options;
  }

  isLoaded(model: string): boolean {
    return this.#options.slots.loadedModel === model;
  }

  /** Milliseconds that a load from the store is expected to take, in place of whatever is loaded. */
  expectedMs(model: string): number {
    const { kept, shelf } = this.#options;
    return kept.model(model).loadMs ?? START_MS + shelf.bytesOf(model) / BYTES_PER_MS;
  }

  /** All files that a load needs: the planned ones, then the engine's own. */
  filesOf(entry: CatalogueEntry, planned: readonly StoredFile[]): readonly StoredFile[] {
    const runtime = this.#options.runtimeOf(entry);
    return runtime === null ? planned : [...planned, runtime];
  }

  /** What all of them come to, as far as it is known before the first byte. */
  bytesOf(entry: CatalogueEntry): number {
    return (
      this.#options.shelf.bytesOf(entry.card.id) + (this.#options.runtimeOf(entry)?.bytes ?? 0)
    );
  }

  /**
   * Resolves when the model can answer. An abort ends it while the files are opened; an engine that starts already goes on,
   * since it would be asked for again. Fails with the store's or the engine's code.
   */
  async load(entry: CatalogueEntry, progress: GrowingProgress, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { slots, kept, loadOptionsOf, elapsed } = this.#options;
    const { id } = entry.card;
    if (this.isLoaded(id)) return;
    const startedAt = elapsed();
    const files = await this.#open(entry, progress, signal);
    signal.throwIfAborted();
    const isBrowsers = entry.source.kind === "browser";
    if (!isBrowsers) progress.starting();
    const onProgress = isBrowsers ? progress.fetching : progress.starting;
    const options = await loadOptionsOf(entry);
    // Unloaded or disposed of meanwhile: nothing may be started for it.
    signal.throwIfAborted();
    await slots.load(entry, files, options, onProgress);
    // What the browser downloads by itself says nothing of the next load.
    if (!isBrowsers) kept.keep(id, { loadMs: elapsed() - startedAt });
    progress.ready();
  }

  async #open(
    entry: CatalogueEntry,
    progress: GrowingProgress,
    signal: AbortSignal,
  ): Promise<EngineFiles> {
    // The browser starts a download of its own only in the gesture: nothing is awaited before.
    if (entry.source.kind === "browser") return { weights: [] };
    const { shelf, store } = this.#options;
    const { id } = entry.card;
    const plan = shelf.planOf(id) ?? (await store.plan(id, entry.source, signal));
    const files = this.filesOf(entry, plan.files);
    const blobs = await store.open(files, progress.opening, signal);
    const weights = plan.files.map((file, index) => named(file, blobs[index]));
    const runtime = blobs[plan.files.length];
    return runtime === undefined ? { weights } : { weights, runtime };
  }
}

function named(file: StoredFile, blob: Blob | undefined): NamedBlob {
  return { name: sourceNameOf(file), blob: blob ?? new Blob() };
}

/** The name that the source gives a file: engines know their files by it, the store by a longer one. */
function sourceNameOf({ name, urls: [url] }: StoredFile): string {
  const last = url?.split(/[?#]/)[0]?.split("/").at(-1) ?? "";
  return last === "" ? name : decodeURIComponent(last);
}
