import * as v from "valibot";
import type { StoredFile } from "../model-store.contract.ts";
import type { HashSource } from "../../src/terms/model-offer.ts";
import type { ModelFolder } from "./model-folder.ts";

const HASH_SOURCE = v.picklist(["known", "publisher", "first-use"]);
const SHA256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const PIN = v.object({
  bytes: v.number(),
  sha256: SHA256,
  hashSource: HASH_SOURCE,
  /** SHA-256 of each chunk of `chunkBytes`, taken in the same pass as `sha256`. */
  chunkBytes: v.number(),
  chunkSha256s: v.array(SHA256),
});

const PART_NOTE = v.object({
  /** Of the whole file; null where its source did not tell. */
  bytes: v.nullable(v.number()),
  etag: v.nullable(v.string()),
  hashSource: HASH_SOURCE,
});

const FILE = v.object({
  name: v.string(),
  bytes: v.nullable(v.number()),
  sha256: v.nullable(SHA256),
  gitSha1: v.exactOptional(v.string()),
  urls: v.array(v.string()),
});

const REVISION = v.object({ revision: v.string(), files: v.array(FILE) });

const PLAN = v.object({
  /** What was asked for, as text: another question is not answered by this plan. */
  question: v.string(),
  now: REVISION,
  before: v.nullable(REVISION),
});

/** What a file came to when it was first whole. From then on it is read back as exactly this, or not at all. */
export type Pin = v.InferOutput<typeof PIN>;
/** What is known of a file of which a part has come. */
export type PartNote = v.InferOutput<typeof PART_NOTE>;
/** The files of a model as its source listed them, once, and those of the revision before. */
export type PlanRecord = v.InferOutput<typeof PLAN>;

/** What the store remembers besides bytes: one small file each, replaced in one move, so that a crash leaves the old or the new. */
export class StoreRecords {
  readonly #folder: ModelFolder;

  constructor(folder: ModelFolder) {
    this.#folder = folder;
  }

  /** Null where there is none that can be read. */
  readPin = (name: string): Promise<Pin | null> => this.#read(`${name}.pin`, PIN);
  writePin = (name: string, pin: Pin): Promise<void> => this.#write(`${name}.pin`, pin);
  removePin = (name: string): Promise<void> => this.#folder.remove(`${name}.pin`);

  /** Null where there is none that can be read. */
  readPart = (name: string): Promise<PartNote | null> => this.#read(`${name}.part`, PART_NOTE);
  writePart = (name: string, note: PartNote): Promise<void> => this.#write(`${name}.part`, note);
  removePart = (name: string): Promise<void> => this.#folder.remove(`${name}.part`);

  /** Null where there is none that can be read. */
  readPlan = (model: string): Promise<PlanRecord | null> => this.#read(planName(model), PLAN);
  writePlan = (model: string, plan: PlanRecord): Promise<void> =>
    this.#write(planName(model), plan);
  removePlan = (model: string): Promise<void> => this.#folder.remove(planName(model));

  /** Who vouches for a file that is about to come. */
  async hashSourceOf(file: StoredFile): Promise<HashSource> {
    if (file.sha256 === null) return file.gitSha1 === undefined ? "first-use" : "publisher";
    for (const name of await this.#folder.names()) {
      if (!name.endsWith(PLAN_ENDING)) continue;
      const plan = await this.#read(name, PLAN);
      if (plan?.now.files.some((planned) => planned.name === file.name)) return "publisher";
    }
    return "known";
  }

  async #read<T>(name: string, schema: v.GenericSchema<unknown, T>): Promise<T | null> {
    const blob = await this.#folder.read(name);
    if (blob === null) return null;
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), await blob.text());
    return parsed.success ? parsed.output : null;
  }

  async #write(name: string, value: unknown): Promise<void> {
    const draft = `${name}.new`;
    const writer = await this.#folder.append(draft);
    try {
      writer.clear();
      writer.write(new TextEncoder().encode(JSON.stringify(value)));
    } finally {
      writer.close();
    }
    await this.#folder.rename(draft, name);
  }
}

const PLAN_ENDING = ".plan";

function planName(model: string): string {
  return `${flatName(model)}${PLAN_ENDING}`;
}

/** A name that a folder takes, different for different names. */
export function flatName(name: string): string {
  return name.replaceAll(/[%/\\]/g, encodeURIComponent);
}
