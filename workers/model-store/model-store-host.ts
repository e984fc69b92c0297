import { RouterError } from "../../src/router-error.ts";
import type { ModelSource } from "../../src/terms/catalogue.ts";
import type {
  ModelStoreEvent,
  ModelStoreWorker,
  StoredEntry,
  StoredFile,
} from "../model-store.contract.ts";
import { withFreeLock, withLock } from "./file-lock.ts";
import { keepFile } from "./keep-file.ts";
import { ModelPlanner, type PlannerContext } from "./model-planner.ts";
import { OpeningProgress } from "./opening-progress.ts";
import { partOf } from "./part-name.ts";
import type { ProvideContext } from "./provide-context.ts";
import { provideFile } from "./provide-file.ts";
import { openStoreFolders, storedEntries, type StoreFolders } from "./store-folders.ts";
import { removeFile } from "./settle-file.ts";
import { StoreJobs } from "./store-jobs.ts";
import { surveyFiles } from "./survey-files.ts";

/** Where models are listed, and how patient the store is. */
export interface ModelStoreSettings {
  /** Without a slash at its end. */
  readonly hubUrl: string;
  /** A source that is silent for this long has failed. */
  readonly silenceMs?: number;
  /** Waits before the second, third … attempt at one source. */
  readonly backoffMs?: readonly number[];
}

/** Keeps model files and hands them out, verified. Files are named without folders. */
export class ModelStoreHost implements ModelStoreWorker {
  readonly #hubUrl: string;
  readonly #patience: Pick<ProvideContext, "silenceMs" | "backoffMs">;
  readonly #planner = new ModelPlanner();
  readonly #jobs = new StoreJobs((event) => this.#send(event));
  #events: MessagePort | null = null;
  #folders: Promise<StoreFolders> | null = null;

  constructor({ hubUrl, silenceMs = 30_000, backoffMs = [500, 2_000, 8_000] }: ModelStoreSettings) {
    this.#hubUrl = hubUrl;
    this.#patience = { silenceMs, backoffMs };
  }

  async connect(events: MessagePort): Promise<void> {
    this.#events = events;
  }

  async plan(id: string, model: string, source: ModelSource): Promise<void> {
    this.#jobs.start(id, async (signal) => {
      const context = await this.#plannerContext(() => this.#tell(id)("verifying", 0, 0));
      const work = () => this.#planner.plan(model, source, context, signal);
      const plan = await withLock(`plan:${model}`, work, context.hub.onSign, signal);
      return { type: "files-planned", id, plan };
    });
  }

  async open(id: string, files: readonly StoredFile[]): Promise<void> {
    this.#jobs.start(id, async (signal) => {
      const blobs = await this.#provideAll(id, files, signal);
      return { type: "files-ready", id, blobs };
    });
  }

  async keep(id: string, name: string, file: Blob): Promise<void> {
    this.#jobs.start(id, async (signal) => {
      checkName(name);
      const progress = new OpeningProgress([file.size], this.#tell(id));
      const context = { ...(await this.#openFolders()), onProgress: progress.report };
      const work = () => keepFile(name, file, context, signal);
      const kept = await withLock(name, work, progress.repeat, signal);
      progress.finish(file.size);
      return { type: "file-kept", id, file: kept };
    });
  }

  /** Resolves once nothing of this job runs any more; what has come of a download is kept and resumed next time. */
  async cancel(id: string): Promise<void> {
    await this.#jobs.cancel(id);
  }

  async list(): Promise<readonly StoredEntry[]> {
    return storedEntries(await this.#openFolders());
  }

  /** Rejects while another tab, or another job of this one, works on the file. */
  async remove(name: string): Promise<void> {
    const folders = await this.#openFolders();
    const outcome = await withFreeLock(name, () => removeFile(name, folders));
    if (outcome === "busy") throw new Error(`${name} is being downloaded.`);
  }

  async forgetPlan(model: string): Promise<void> {
    await this.#planner.forget(model, await this.#plannerContext(() => undefined));
  }

  async #provideAll(
    id: string,
    files: readonly StoredFile[],
    signal: AbortSignal,
  ): Promise<readonly Blob[]> {
    for (const { name } of files) checkName(name);
    const folders = await this.#openFolders();
    const lengths = await surveyFiles(files, folders, signal);
    const progress = new OpeningProgress(lengths, this.#tell(id));
    const context: ProvideContext = {
      ...folders,
      ...this.#patience,
      onProgress: progress.report,
      onLength: progress.learn,
      onSign: progress.repeat,
    };
    const blobs: Blob[] = [];
    for (const file of files) {
      const work = () => provideFile(file, context, signal);
      const onWait = () => void tellOthersPart(file.name, folders, progress);
      const blob = await withLock(file.name, work, onWait, signal);
      progress.finish(blob.size);
      blobs.push(blob);
    }
    return blobs;
  }

  async #plannerContext(onSign: () => void): Promise<PlannerContext> {
    const hub = { hubUrl: this.#hubUrl, ...this.#patience, onSign };
    return { ...(await this.#openFolders()), hub };
  }

  #openFolders(): Promise<StoreFolders> {
    return (this.#folders ??= openStoreFolders());
  }

  #tell(id: string) {
    return (stage: "downloading" | "verifying", loadedBytes: number, totalBytes: number) =>
      this.#send({ type: "progress", id, stage, loadedBytes, totalBytes });
  }

  #send(event: ModelStoreEvent): void {
    this.#events?.postMessage(event);
  }
}

/** How far another tab is, as the size of its part tells. */
async function tellOthersPart(
  name: string,
  { folder }: StoreFolders,
  progress: OpeningProgress,
): Promise<void> {
  const part = await folder.read(partOf(name)).catch(() => null);
  if (part) progress.report("downloading", part.size);
  progress.repeat();
}

/** A folder is flat, and a part has its file's name with an ending. */
function checkName(name: string): void {
  if (name !== "" && !/[/\\]|\.part$|^\.{1,2}$/.test(name)) return;
  throw new RouterError("options_invalid", `A model's file cannot be called "${name}".`);
}
