import type { RouterErrorCode } from "../src/router-error.ts";

/**
 * The model store: the only worker that may reach model sources. It never sees a prompt. It fetches, resumes,
 * verifies by sha-256 on arrival and on reading back, and hands out blobs.
 */
export interface ModelStoreWorker {
  connect(events: MessagePort): Promise<void>;
  /** Starts to make these files available; ends with `files-ready` or `failed` under the same id. */
  open(id: string, files: readonly StoredFile[]): Promise<void>;
  cancel(id: string): Promise<void>;
  /** Names of the files that are whole in the store. */
  list(): Promise<readonly string[]>;
  remove(name: string): Promise<void>;
}

/** One file, as the models manifest lists it. `urls` are tried in order. */
export interface StoredFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly urls: readonly string[];
}

export type ModelStoreEvent =
  | {
      readonly type: "progress";
      readonly id: string;
      readonly stage: "downloading" | "verifying";
      readonly loadedBytes: number;
      readonly totalBytes: number;
    }
  | { readonly type: "files-ready"; readonly id: string; readonly blobs: readonly Blob[] }
  | {
      readonly type: "failed";
      readonly id: string;
      readonly code: RouterErrorCode;
      readonly message: string;
    };
