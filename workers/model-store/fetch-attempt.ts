import type { StoredFile } from "../model-store.contract.ts";
import type { FileDigest } from "./file-digest.ts";
import type { FolderWriter } from "./model-folder.ts";

/** What is known of the bytes that come; each response may tell more. */
export interface Expectation {
  /** Of the whole file; null until something tells. */
  bytes: number | null;
  /** The source's name for this version of the file; null where it has none or does not show it. */
  etag: string | null;
}

/** One attempt to bring the rest of a file. */
export interface FetchAttempt {
  readonly file: StoredFile;
  readonly url: string;
  readonly writer: FolderWriter;
  /** Already fed with what the writer holds. */
  readonly digest: FileDigest;
  readonly expected: Expectation;
  /** A source that is silent for this long has failed. */
  readonly silenceMs: number;
  /** The source answers: called before the first byte of it is written. */
  onTold(): Promise<void>;
  onBytes(): void;
}
