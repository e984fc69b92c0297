import type { FilePlan, StoredEntry } from "../../workers/model-store.contract.ts";
import { RouterError } from "../router-error.ts";
import type { CatalogueEntry, ModelFile } from "../terms/catalogue.ts";
import type { HashSource, StoredState } from "../terms/model-offer.ts";
import type { KeptModels } from "./kept-models.ts";

/** From the one that vouches least. */
const HASH_SOURCES: readonly HashSource[] = ["first-use", "publisher", "known"];

/** Which models there are and what of each lies in the store, as it was last looked at. */
export class ModelShelf {
  readonly #entries: CatalogueEntry[];
  readonly #kept: KeptModels;
  /** By name; null until the first look. */
  #stored: ReadonlyMap<string, StoredEntry> | null = null;

  constructor(catalogue: readonly CatalogueEntry[], kept: KeptModels) {
    this.#entries = [...catalogue, ...kept.picked()];
    this.#kept = kept;
  }

  entries(): readonly CatalogueEntry[] {
    return this.#entries;
  }

  /** Fails with `model_unknown`. */
  entryOf(model: string): CatalogueEntry {
    const entry = this.#entries.find(({ card }) => card.id === model);
    if (entry) return entry;
    throw new RouterError("model_unknown", `There is no device model ${model}.`);
  }

  /** Fails with `options_invalid` where the id is taken by another model. */
  add(entry: CatalogueEntry): void {
    const { id } = entry.card;
    const taken = this.#entries.find(({ card }) => card.id === id);
    if (taken === undefined) this.#entries.push(entry);
    else if (JSON.stringify(taken.source) !== JSON.stringify(entry.source)) {
      throw new RouterError("options_invalid", `There is a device model ${id} already.`);
    }
  }

  /** A picked file is a model as long as it is stored. */
  addPicked(entry: CatalogueEntry): void {
    this.add(entry);
    this.#keepPicked();
  }

  /** Takes in what the store holds; returns the models that were whole and are not any more. */
  look(stored: readonly StoredEntry[]): readonly string[] {
    this.#stored = new Map(stored.map((entry) => [entry.name, entry]));
    for (const entry of this.#kept.picked()) this.add(entry);
    const evicted: string[] = [];
    for (const { card } of this.#entries) {
      const wasWhole = this.#kept.model(card.id).isWhole === true;
      const isWhole = this.isWhole(card.id);
      if (wasWhole && !isWhole) evicted.push(card.id);
      if (wasWhole !== isWhole) this.#kept.keep(card.id, { isWhole });
    }
    return evicted;
  }

  /** The files of a model as far as they are known without a network; null where its source has not listed them yet. */
  planOf(model: string): FilePlan | null {
    const { source } = this.entryOf(model);
    switch (source.kind) {
      case "files":
        return { revision: source.revision, files: source.files };
      case "picked":
        return { revision: source.file.sha256 ?? "picked", files: [source.file] };
      case "browser":
        return { revision: "browser", files: [] };
      case "repository":
        return this.#kept.model(model).plan ?? null;
    }
  }

  /** The revision that answers, or the one that would be asked for. */
  revisionOf(model: string): string {
    const { source } = this.entryOf(model);
    const asked = source.kind === "repository" ? source.revision : "";
    return this.planOf(model)?.revision ?? asked;
  }

  keepPlan(model: string, plan: FilePlan): void {
    this.#kept.keep(model, { plan, newerRevision: undefined });
  }

  /** The model's files are gone on purpose. */
  forget(model: string): void {
    this.#kept.keep(model, { plan: undefined, isWhole: false, newerRevision: undefined });
    const index = this.#entries.findIndex(({ card }) => card.id === model);
    if (this.#entries[index]?.source.kind !== "picked") return;
    this.#entries.splice(index, 1);
    this.#keepPicked();
  }

  /** Before the first look, as it was when it was last looked at. */
  isWhole(model: string): boolean {
    const stored = this.#stored;
    if (stored === null) return this.#kept.model(model).isWhole === true;
    const files = this.planOf(model)?.files ?? [];
    return files.length > 0 && files.every(({ name }) => stored.get(name)?.isWhole === true);
  }

  stateOf(model: string): StoredState {
    if (this.isWhole(model)) {
      return this.#kept.model(model).newerRevision === undefined ? "stored" : "outdated";
    }
    return this.storedBytesOf(model) > 0 ? "partial" : "absent";
  }

  storedBytesOf(model: string): number {
    return this.#storedOf(model).reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** What the whole download comes to, in bytes: exact where the files are known, about otherwise. */
  bytesOf(model: string): number {
    const files = this.planOf(model)?.files ?? [];
    const isExact = files.length > 0 && files.every(({ bytes }) => bytes !== null);
    if (isExact) return files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
    return Math.max(this.entryOf(model).bytes, this.storedBytesOf(model));
  }

  /** Who vouches for the weakest of its files; undefined where nothing is stored. */
  hashSourceOf(model: string): HashSource | undefined {
    const sources = this.#storedOf(model).map(({ hashSource }) => hashSource);
    return HASH_SOURCES.find((each) => sources.includes(each));
  }

  isStored(name: string): boolean {
    return this.#stored?.has(name) === true;
  }

  /** Names of the files of all models that are whole, one apart. */
  neededNames(except?: string): ReadonlySet<string> {
    const ids = this.#entries.map(({ card }) => card.id).filter((id) => id !== except);
    const plans = ids.filter((id) => this.isWhole(id)).map((id) => this.planOf(id));
    return new Set(plans.flatMap((plan) => plan?.files.map(({ name }) => name) ?? []));
  }

  /** The model of the same bytes that was picked before. */
  pickedTwinOf({ sha256 }: ModelFile): CatalogueEntry | undefined {
    return this.#entries.find(
      ({ source }) => source.kind === "picked" && source.file.sha256 === sha256,
    );
  }

  #storedOf(model: string): readonly StoredEntry[] {
    const files = this.planOf(model)?.files ?? [];
    return files.flatMap(({ name }) => this.#stored?.get(name) ?? []);
  }

  #keepPicked(): void {
    this.#kept.keepPicked(this.#entries.filter(({ source }) => source.kind === "picked"));
  }
}
