import type { FilePlan } from "../../workers/model-store.contract.ts";
import type { CatalogueEntry } from "../terms/catalogue.ts";
import type { MeasuredAbility } from "../terms/model-offer.ts";
import { pickedEntry } from "./custom-model.ts";
import { keptModelOf, pickedFilesOf, rateOf } from "./kept-shapes.ts";
import type { KeptPace } from "./measured-pace.ts";

/** A few texts by name that survive a reload, where the browser allows it. Never fails. */
export interface TextStore {
  get(name: string): string | null;
  set(name: string, text: string): void;
}

/** What is kept of one model. */
export interface KeptModel {
  /** The files that answer for it now; another revision replaces them only when it is whole. */
  readonly plan?: FilePlan;
  /** All of the plan lay in the store when it was last looked at: if it does not now, the browser has evicted it. */
  readonly isWhole?: boolean;
  /** A revision that was found to be newer than the plan's. */
  readonly newerRevision?: string;
  readonly pace?: KeptPace;
  /** Milliseconds that the last load took, download apart. */
  readonly loadMs?: number;
  readonly measured?: { readonly revision: string; readonly ability: MeasuredAbility };
}

/** Goes up when a kept shape changes: what was kept under another is not read. */
const PREFIX = "nearside/device/1";
/** Weight of the newest download in the running mean. */
const NEWEST = 0.5;

/** What this page remembers of its models between visits. What cannot be read counts as not there. */
export class KeptModels {
  readonly #texts: TextStore;
  readonly #known = new Map<string, { readonly text: string; readonly value: unknown }>();

  constructor(texts: TextStore) {
    this.#texts = texts;
  }

  model(id: string): KeptModel {
    return this.#read(`model/${id}`, keptModelOf) ?? {};
  }

  keep(id: string, changes: { readonly [Name in keyof KeptModel]: KeptModel[Name] | undefined }) {
    this.#write(`model/${id}`, { ...this.model(id), ...changes });
  }

  /** Measured over downloads so far; null before the first. */
  downloadBytesPerSecond(): number | null {
    return this.#read("download-pace", rateOf);
  }

  addDownload(bytes: number, ms: number): void {
    if (bytes <= 0 || ms <= 0) return;
    const now = (bytes / ms) * 1_000;
    const before = this.downloadBytesPerSecond() ?? now;
    this.#write("download-pace", before + NEWEST * (now - before));
  }

  /** Models from files that a person picked on this device, made anew of their files: cards change with the code. */
  picked(): readonly CatalogueEntry[] {
    return this.#read("picked", pickedModelsOf) ?? [];
  }

  keepPicked(entries: readonly CatalogueEntry[]): void {
    this.#write("picked", entries);
  }

  /** Read once for each text: this is asked for every model at every decision. */
  #read<Value>(name: string, valueOf: (value: unknown) => Value): Value | null {
    const text = this.#texts.get(`${PREFIX}/${name}`);
    if (text === null) return null;
    const known = this.#known.get(name);
    if (known?.text === text) return known.value as Value;
    const value = valueOf(parsed(text));
    this.#known.set(name, { text, value });
    return value;
  }

  #write(name: string, value: unknown): void {
    this.#texts.set(`${PREFIX}/${name}`, JSON.stringify(value));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function pickedModelsOf(value: unknown): readonly CatalogueEntry[] {
  return pickedFilesOf(value).flatMap((file) => {
    try {
      return [pickedEntry(file)];
    } catch {
      // Not the name, length or hash that a picked model has.
      return [];
    }
  });
}
