import { createHash } from "node:crypto";
import type { StoredFile } from "../../../../workers/model-store.contract.ts";
import { createMemoryFolder } from "../../../../workers/model-store/memory-folder.ts";
import type { ModelFolder } from "../../../../workers/model-store/model-folder.ts";
import type { ProvideContext } from "../../../../workers/model-store/provide-context.ts";
import { StoreRecords } from "../../../../workers/model-store/store-records.ts";

/** A store of which everything can be looked at. */
export interface MemoryStore extends ProvideContext {
  readonly recordFolder: ModelFolder;
  /** Stages that were told, each once. */
  readonly stages: Set<string>;
}

export function memoryStore(): MemoryStore {
  const recordFolder = createMemoryFolder();
  const stages = new Set<string>();
  return {
    folder: createMemoryFolder(),
    recordFolder,
    records: new StoreRecords(recordFolder),
    silenceMs: 1_000,
    backoffMs: [],
    stages,
    onProgress: (stage) => void stages.add(stage),
    onLength: () => undefined,
    onSign: () => undefined,
  };
}

export async function put(folder: ModelFolder, name: string, content: Uint8Array): Promise<void> {
  const writer = await folder.append(name);
  writer.clear();
  writer.write(content);
  writer.close();
}

export function sha256Of(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** A file of these bytes; `sha256` null makes it one that is trusted on first use. */
export function fileOf(content: Uint8Array, more: Partial<StoredFile> = {}): StoredFile {
  return {
    name: "file.bin",
    bytes: content.length,
    sha256: sha256Of(content),
    urls: ["https://source.invalid/file.bin"],
    ...more,
  };
}
