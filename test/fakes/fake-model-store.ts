import type { ModelStore } from "../../src/device/model-store.ts";
import { RouterError } from "../../src/router-error.ts";
import type { ModelSource } from "../../src/terms/catalogue.ts";
import type { FilePlan, StoredEntry, StoredFile } from "../../workers/model-store.contract.ts";

type OnProgress = Parameters<ModelStore["open"]>[1];

/** A `ModelStore` in memory: files come in two steps, and repositories list what `revisions` says. */
export class FakeModelStore implements ModelStore {
  /** Bytes of each stored file, and whether it is whole. */
  readonly files = new Map<string, StoredEntry>();
  /** The newest revision of each model that is a repository. */
  readonly revisions = new Map<string, FilePlan>();
  /** Names of the files that came over the network, in order. */
  readonly downloads: string[] = [];
  /** Fails the next openings. */
  failure: RouterError | null = null;
  /** Openings that have to download wait for it after their first step. */
  gate: Promise<void> = Promise.resolve();
  readonly #plans = new Map<string, FilePlan>();

  async plan(model: string, source: ModelSource, signal: AbortSignal): Promise<FilePlan> {
    signal.throwIfAborted();
    if (source.kind === "files") return { revision: source.revision, files: source.files };
    const plan = this.#plans.get(model) ?? this.revisions.get(model);
    if (!plan) throw new RouterError("model_source_unreachable", "There is no such listing.");
    this.#plans.set(model, plan);
    return plan;
  }

  async open(
    files: readonly StoredFile[],
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<readonly Blob[]> {
    signal.throwIfAborted();
    const totalBytes = files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
    let loadedBytes = 0;
    for (const file of files) {
      const bytes = file.bytes ?? 0;
      const isHere = this.files.get(file.name)?.isWhole === true;
      const stage = isHere ? "verifying" : "downloading";
      if (!isHere) await this.#fetch(file, signal);
      loadedBytes += bytes;
      onProgress({ type: "progress", id: "1", stage, loadedBytes, totalBytes });
    }
    return files.map(({ bytes }) => new Blob([new Uint8Array(bytes ?? 0)]));
  }

  async keep(
    name: string,
    file: Blob,
    _onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<StoredFile> {
    signal.throwIfAborted();
    const text = await file.text();
    const sha256 = [...text].map((letter) => letter.charCodeAt(0).toString(16)).join("");
    this.#hold(name, file.size, true);
    return { name, bytes: file.size, sha256: sha256.padEnd(64, "0").slice(0, 64), urls: [] };
  }

  list = async (): Promise<readonly StoredEntry[]> => [...this.files.values()];

  async remove(name: string): Promise<void> {
    this.files.delete(name);
  }

  async forgetPlan(model: string): Promise<void> {
    this.#plans.delete(model);
  }

  dispose(): void {}

  async #fetch({ name, bytes }: StoredFile, signal: AbortSignal): Promise<void> {
    this.#hold(name, (bytes ?? 0) / 2, false);
    await this.gate;
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal.throwIfAborted();
    if (this.failure) throw this.failure;
    this.downloads.push(name);
    this.#hold(name, bytes ?? 0, true);
  }

  #hold(name: string, bytes: number, isWhole: boolean): void {
    this.files.set(name, { name, bytes, isWhole, hashSource: "known" });
  }
}
