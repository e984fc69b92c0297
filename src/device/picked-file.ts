import { RouterError } from "../router-error.ts";
import type { CatalogueEntry } from "../terms/catalogue.ts";
import { pickedEntry } from "./custom-model.ts";
import type { ModelShelf } from "./model-shelf.ts";
import type { ModelStore } from "./model-store.ts";
import type { StoreProgress } from "./store-jobs.ts";

/** The first bytes of every GGUF file. What follows them is read when the model is loaded. */
const MAGIC = "GGUF";

/**
 * Keeps a GGUF file that a person picked, as a model of the shelf; the same bytes again are the same model. Fails with
 * `model_corrupt` where it is none, and with the store's code.
 */
export async function addPickedFile(
  file: File,
  { shelf, store }: { readonly shelf: ModelShelf; readonly store: ModelStore },
  onProgress: (progress: StoreProgress) => void,
  signal: AbortSignal,
): Promise<CatalogueEntry> {
  signal.throwIfAborted();
  if ((await file.slice(0, MAGIC.length).text()) !== MAGIC) {
    throw new RouterError("model_corrupt", `${file.name} is not a GGUF model file.`);
  }
  const stored = await store.keep(freeName(file.name, shelf), file, onProgress, signal);
  const twin = shelf.pickedTwinOf(stored);
  if (twin) await store.remove(stored.name);
  const entry = twin ?? pickedEntry(stored);
  if (!twin) shelf.addPicked(entry);
  return entry;
}

/** A name that nothing in the store has. */
function freeName(name: string, shelf: ModelShelf): string {
  const stem = name.replace(/\.gguf$/i, "");
  let free = `${stem}.gguf`;
  for (let count = 2; shelf.isStored(free); count++) free = `${stem}-${count}.gguf`;
  return free;
}
