/** Appends to one file. Bytes are on their way to the disk once `write` returns. */
export interface FolderWriter {
  readonly size: number;
  /** Throws a `QuotaExceededError` where the disk or the origin's share of it is full. */
  write(bytes: Uint8Array): void;
  /** Throws all bytes away. */
  clear(): void;
  close(): void;
}

/** One flat folder of files. */
export interface ModelFolder {
  /** False where files are gone with the worker. */
  readonly isLasting: boolean;
  names(): Promise<readonly string[]>;
  /** Null where there is no such file. */
  read(name: string): Promise<Blob | null>;
  append(name: string): Promise<FolderWriter>;
  /** Replaces what has the new name. */
  rename(name: string, newName: string): Promise<void>;
  /** Nothing happens where there is no such file. */
  remove(name: string): Promise<void>;
}

/** True for the error that a browser throws when the disk or the origin's share of it is full. */
export function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}
