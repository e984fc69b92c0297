import type { StoredFile } from "../../workers/model-store.contract.ts";
import { RouterError } from "../router-error.ts";
import type { CatalogueEntry } from "../terms/catalogue.ts";
import type { DeviceNotice } from "../terms/device-notice.ts";
import { DownloadMeter } from "./download-meter.ts";
import type { KeptModels } from "./kept-models.ts";
import type { ModelShelf } from "./model-shelf.ts";
import type { ModelStore } from "./model-store.ts";
import type { StoreProgress } from "./store-jobs.ts";
import { SharedWork } from "./shared-work.ts";
import { WorkInLine } from "./work-in-line.ts";

export interface ModelDownloadsOptions {
  readonly shelf: ModelShelf;
  readonly store: ModelStore;
  readonly kept: KeptModels;
  /** The planned files of a model and what else a load needs. */
  filesOf(entry: CatalogueEntry, planned: readonly StoredFile[]): readonly StoredFile[];
  tell(notice: DeviceNotice): void;
  /** Milliseconds on a clock that never goes back. */
  elapsed(): number;
}

type OnProgress = (progress: StoreProgress) => void;

/** Brings models into the store and out of it. */
export class ModelDownloads {
  readonly #options: ModelDownloadsOptions;
  readonly #shared = new SharedWork<StoreProgress>();
  readonly #updates = new WorkInLine();

  constructor(options: ModelDownloadsOptions) {
    this.#options = options;
  }

  /** Looks into the store, and tells of models that the browser has thrown out. Fails with `worker_*` or `storage_failed`. */
  async look(): Promise<void> {
    const { shelf, store, tell } = this.#options;
    const models = shelf.look(await store.list());
    if (models.length > 0) tell({ kind: "evicted", models });
  }

  /** Nothing of the model has to come over the network, or the browser sees to it. */
  isHere({ card, source }: CatalogueEntry): boolean {
    return source.kind === "browser" || this.#options.shelf.isWhole(card.id);
  }

  /** Makes a model's files available, once for all who wait. An abort pauses: what has come is kept. */
  async ensure(entry: CatalogueEntry, onProgress: OnProgress, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { id } = entry.card;
    if (this.isHere(entry)) return;
    const work = (tell: OnProgress, ends: AbortSignal) => this.#download(entry, tell, ends);
    await this.#shared.join(id, work, onProgress, signal);
  }

  /**
   * Asks the source for a newer revision and downloads it. `release` is called when it is whole: until then the old one
   * answers. Resolves to whether there was one; a model that is not here, or whose source names its files, has none.
   */
  async update(
    entry: CatalogueEntry,
    onProgress: OnProgress,
    release: () => Promise<void>,
    signal: AbortSignal,
  ): Promise<boolean> {
    const work = () => this.#update(entry, onProgress, release, signal);
    // What a second one would download is what the first brings.
    return this.#updates.run(entry.card.id, work, signal);
  }

  async #update(
    entry: CatalogueEntry,
    onProgress: OnProgress,
    release: () => Promise<void>,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { shelf, store, kept } = this.#options;
    const { id } = entry.card;
    const before = shelf.planOf(id);
    const hasRevisions = entry.source.kind === "repository";
    if (!hasRevisions || before === null || !shelf.isWhole(id)) return false;
    await store.forgetPlan(id);
    const next = await store.plan(id, entry.source, signal);
    if (next.revision === before.revision) return false;
    kept.keep(id, { newerRevision: next.revision });
    await this.#open(entry, next.files, onProgress, signal);
    await release();
    shelf.keepPlan(id, next);
    await this.look();
    await this.#removeFiles(before.files);
    await this.look();
    return true;
  }

  /**
   * Deletes what is stored of a model, parts and a half update included; a download of it ends with `model_missing`. An update
   * is waited for: its caller has aborted it.
   */
  async remove(entry: CatalogueEntry): Promise<void> {
    const { shelf, store, kept } = this.#options;
    const { id } = entry.card;
    await this.#shared.end(id, new RouterError("model_missing", "The model was removed."));
    await this.#updates.settled(id);
    const files = [...(shelf.planOf(id)?.files ?? [])];
    if (kept.model(id).newerRevision !== undefined) {
      // A plan that is known already needs no network.
      const plan = await store.plan(id, entry.source, NEVER);
      files.push(...plan.files);
    }
    shelf.forget(id);
    await this.#removeFiles(files, id);
    await store.forgetPlan(id);
    await this.look();
  }

  async #download(entry: CatalogueEntry, tell: OnProgress, signal: AbortSignal): Promise<void> {
    const { shelf, store } = this.#options;
    const { id } = entry.card;
    const plan = shelf.planOf(id) ?? (await store.plan(id, entry.source, signal));
    if (entry.source.kind === "repository") shelf.keepPlan(id, plan);
    try {
      await this.#open(entry, plan.files, tell, signal);
    } finally {
      await this.look().catch(() => {});
    }
    const isPinned = shelf.hashSourceOf(id) === "first-use";
    if (isPinned) this.#options.tell({ kind: "pinned-on-first-use", model: id });
  }

  /** Opens files for what it downloads of them, and measures how fast that is. */
  async #open(
    entry: CatalogueEntry,
    planned: readonly StoredFile[],
    tell: OnProgress,
    signal: AbortSignal,
  ): Promise<void> {
    const { store, kept, filesOf, elapsed } = this.#options;
    const meter = new DownloadMeter(elapsed);
    const onProgress = (progress: StoreProgress) => {
      meter.note(progress);
      tell(progress);
    };
    try {
      await store.open(filesOf(entry, planned), onProgress, signal);
    } finally {
      kept.addDownload(meter.bytes, meter.ms);
    }
  }

  /** A compiled library may belong to several models: what another one has is kept. */
  async #removeFiles(files: readonly StoredFile[], except?: string): Promise<void> {
    const { shelf, store } = this.#options;
    const needed = shelf.neededNames(except);
    for (const { name } of files) if (!needed.has(name)) await store.remove(name);
  }
}

/** What is asked with it ends without a network, or at the store's own deadline. */
const NEVER = new AbortController().signal;
