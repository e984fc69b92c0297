import type { StoredEntry } from "../model-store.contract.ts";
import { createMemoryFolder } from "./memory-folder.ts";
import type { ModelFolder } from "./model-folder.ts";
import { wholeOf } from "./part-name.ts";
import { openPrivateFolder } from "./private-folder.ts";
import { StoreRecords } from "./store-records.ts";

/** Where the store keeps things: the bytes, and what it knows of them. */
export interface StoreFolders {
  readonly folder: ModelFolder;
  readonly records: StoreRecords;
}

/** Opens them on the disk, or in memory where the browser refuses its private file system, as in some private windows. */
export async function openStoreFolders(): Promise<StoreFolders> {
  try {
    const folder = await openPrivateFolder("nearside-models");
    const records = new StoreRecords(await openPrivateFolder("nearside-model-records"));
    return { folder, records };
  } catch {
    return { folder: createMemoryFolder(), records: new StoreRecords(createMemoryFolder()) };
  }
}

/** All that lies in the store, by name. */
export async function storedEntries(folders: StoreFolders): Promise<readonly StoredEntry[]> {
  const names = (await folders.folder.names()).toSorted();
  const entries = await Promise.all(names.map((name) => storedEntry(name, folders)));
  return entries.filter((entry) => entry !== null);
}

/** Null for a file that went away meanwhile. */
async function storedEntry(
  storedName: string,
  { folder, records }: StoreFolders,
): Promise<StoredEntry | null> {
  const blob = await folder.read(storedName);
  if (!blob) return null;
  const wholeName = wholeOf(storedName);
  const isWhole = wholeName === null;
  const name = wholeName ?? storedName;
  const record = isWhole ? await records.readPin(name) : await records.readPart(name);
  // A file of an edition that kept no records had its hash in the manifest.
  return { name, bytes: blob.size, isWhole, hashSource: record?.hashSource ?? "known" };
}
