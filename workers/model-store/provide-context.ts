import type { ModelFolder } from "./model-folder.ts";
import type { StoreRecords } from "./store-records.ts";

/** What providing a file needs, and how patient it is. */
export interface ProvideContext {
  readonly folder: ModelFolder;
  readonly records: StoreRecords;
  readonly silenceMs: number;
  /** Waits before the second, third … attempt at one source; each attempt that brought bytes starts the list anew. */
  readonly backoffMs: readonly number[];
  /** `checkedBytes` of the file have been hashed so far; it falls back where a file had to be fetched anew. */
  onProgress(stage: "downloading" | "verifying", checkedBytes: number): void;
  /** The length of the file, told by its source. */
  onLength(bytes: number): void;
  /** It is still at work, though nothing has come. */
  onSign(): void;
}
