import type { RouterErrorCode } from "../src/router-error.ts";
import type { ModelFile, ModelSource } from "../src/terms/catalogue.ts";
import type { HashSource } from "../src/terms/model-offer.ts";

/**
 * The model store: the only worker that may reach model sources. It never sees a prompt. It fetches, resumes,
 * verifies by sha-256 on arrival and on reading back, and hands out blobs.
 */
export interface ModelStoreWorker {
  connect(events: MessagePort): Promise<void>;
  /**
   * Learns which files a model has: at once where the source names them, otherwise from the hub's listing, once, and
   * pinned to the commit found. Ends with `files-planned` or `failed` under the same id.
   */
  plan(id: string, model: string, source: ModelSource): Promise<void>;
  /** Starts to make these files available; ends with `files-ready` or `failed` under the same id. */
  open(id: string, files: readonly StoredFile[]): Promise<void>;
  /** Puts a file that a person picked into the store; ends with `file-kept` or `failed` under the same id. */
  keep(id: string, name: string, file: Blob): Promise<void>;
  cancel(id: string): Promise<void>;
  /** All that lies in the store, parts included. */
  list(): Promise<readonly StoredEntry[]>;
  /** Deletes a file, its part and its pin. */
  remove(name: string): Promise<void>;
  /**
   * Forgets the plan of a model, so that the next `plan` asks the source anew. If that cannot be asked and something of
   * the model is stored, the `plan` fails, and the plan that was forgotten stands again.
   */
  forgetPlan(model: string): Promise<void>;
}

/** One file to be made available. A name is unique in the store: another revision has another name. */
export type StoredFile = ModelFile;

/** One file as it lies in the store. */
export interface StoredEntry {
  /** Without the ending of a part. */
  readonly name: string;
  readonly bytes: number;
  readonly isWhole: boolean;
  readonly hashSource: HashSource;
}

/** The files of one model, and the exact revision that they are of. */
export interface FilePlan {
  readonly revision: string;
  readonly files: readonly StoredFile[];
  /** The revision before, while all of it is stored: it can answer until the new one is whole, and is then removed. */
  readonly before?: Pick<FilePlan, "revision" | "files">;
}

export type ModelStoreEvent =
  | {
      readonly type: "progress";
      readonly id: string;
      readonly stage: "downloading" | "verifying";
      readonly loadedBytes: number;
      readonly totalBytes: number;
    }
  | { readonly type: "files-planned"; readonly id: string; readonly plan: FilePlan }
  | { readonly type: "files-ready"; readonly id: string; readonly blobs: readonly Blob[] }
  | { readonly type: "file-kept"; readonly id: string; readonly file: StoredFile }
  | {
      readonly type: "failed";
      readonly id: string;
      readonly code: RouterErrorCode;
      readonly message: string;
    };
