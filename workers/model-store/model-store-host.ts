import { RouterError } from "../../src/router-error.ts";
import type { ModelStoreEvent, ModelStoreWorker, StoredFile } from "../model-store.contract.ts";
import { createMemoryFolder } from "./memory-folder.ts";
import type { ModelFolder } from "./model-folder.ts";
import { openPrivateFolder } from "./private-folder.ts";
import { provideFile } from "./provide-file.ts";

interface Opening {
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

/** Bytes between two progress events. */
const PROGRESS_STEP_BYTES = 1 << 20;
/** While another tab downloads the same file, this often a sign of life is given. */
const WAITING_SIGN_MS = 5_000;

/** Keeps model files and hands them out, verified. Files are named without folders. */
export class ModelStoreHost implements ModelStoreWorker {
  #events: MessagePort | null = null;
  #folder: Promise<ModelFolder> | null = null;
  readonly #openings = new Map<string, Opening>();

  async connect(events: MessagePort): Promise<void> {
    this.#events = events;
  }

  async open(id: string, files: readonly StoredFile[]): Promise<void> {
    const controller = new AbortController();
    const done = this.#provideAll(id, files, controller.signal)
      .then((blobs) => this.#send({ type: "files-ready", id, blobs }))
      .catch((error: unknown) => {
        if (!controller.signal.aborted) this.#send({ type: "failed", id, ...failure(error) });
      })
      .finally(() => this.#openings.delete(id));
    this.#openings.set(id, { controller, done });
  }

  /** Resolves once nothing of this opening runs any more; what has come is kept and resumed next time. */
  async cancel(id: string): Promise<void> {
    const opening = this.#openings.get(id);
    opening?.controller.abort();
    await opening?.done;
  }

  async list(): Promise<readonly string[]> {
    const folder = await this.#openFolder();
    return (await folder.names()).filter((name) => !name.endsWith(".part"));
  }

  async remove(name: string): Promise<void> {
    const folder = await this.#openFolder();
    await folder.remove(name);
    await folder.remove(`${name}.part`);
  }

  async #provideAll(
    id: string,
    files: readonly StoredFile[],
    signal: AbortSignal,
  ): Promise<readonly Blob[]> {
    const totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const progress = new ProgressReport((stage, loadedBytes) =>
      this.#send({ type: "progress", id, stage, loadedBytes, totalBytes }),
    );
    const folder = await this.#openFolder();
    const blobs: Blob[] = [];
    for (const file of files) {
      const blob = await this.#alone(file, progress, signal, () =>
        provideFile(
          file,
          { folder, silenceMs: 30_000, backoffMs: [500, 2_000], onProgress: progress.report },
          signal,
        ),
      );
      progress.finishFile(file.bytes);
      blobs.push(blob);
    }
    return blobs;
  }

  /** Runs while no other tab works on the same file. */
  async #alone(
    file: StoredFile,
    progress: ProgressReport,
    signal: AbortSignal,
    work: () => Promise<Blob>,
  ): Promise<Blob> {
    // Locks exist in secure contexts only.
    if (!("locks" in navigator)) return work();
    const sign = setInterval(() => progress.repeat(), WAITING_SIGN_MS);
    try {
      return await navigator.locks.request(`nearside-model:${file.name}`, { signal }, () => {
        clearInterval(sign);
        return work();
      });
    } finally {
      clearInterval(sign);
    }
  }

  #openFolder(): Promise<ModelFolder> {
    this.#folder ??= openPrivateFolder().catch(() => createMemoryFolder());
    return this.#folder;
  }

  #send(event: ModelStoreEvent): void {
    this.#events?.postMessage(event);
  }
}

type Stage = "downloading" | "verifying";

/** Sums the progress of several files into one figure that never falls, told in steps. */
class ProgressReport {
  readonly #tell: (stage: Stage, loadedBytes: number) => void;
  #finishedBytes = 0;
  #toldBytes = 0;
  #stage: Stage = "verifying";

  constructor(tell: (stage: Stage, loadedBytes: number) => void) {
    this.#tell = tell;
  }

  readonly report = (stage: Stage, checkedBytes: number): void => {
    const loadedBytes = Math.max(this.#toldBytes, this.#finishedBytes + checkedBytes);
    const isNews = stage !== this.#stage || loadedBytes - this.#toldBytes >= PROGRESS_STEP_BYTES;
    this.#stage = stage;
    if (!isNews) return;
    this.#toldBytes = loadedBytes;
    this.#tell(stage, loadedBytes);
  };

  repeat(): void {
    this.#tell(this.#stage, this.#toldBytes);
  }

  finishFile(bytes: number): void {
    this.#finishedBytes += bytes;
    this.#toldBytes = Math.max(this.#toldBytes, this.#finishedBytes);
    this.#tell(this.#stage, this.#toldBytes);
  }
}

function failure(error: unknown): Pick<RouterError, "code" | "message"> {
  if (error instanceof RouterError) return { code: error.code, message: error.message };
  const words = error instanceof Error ? error.message : String(error);
  return { code: "storage_failed", message: `The model store failed: ${words}` };
}
