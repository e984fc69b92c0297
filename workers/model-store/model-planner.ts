import { RouterError } from "../../src/router-error.ts";
import type { ModelSource } from "../../src/terms/catalogue.ts";
import type { FilePlan } from "../model-store.contract.ts";
import type { HubAccess } from "./ask-hub.ts";
import { chooseFiles, type RepositorySource } from "./choose-files.ts";
import { listRepository } from "./hub-listing.ts";
import type { ModelFolder } from "./model-folder.ts";
import { partOf } from "./part-name.ts";
import type { PlanRecord, StoreRecords } from "./store-records.ts";

/** Where plans and files are kept, and the hub that is asked. */
export interface PlannerContext {
  readonly folder: ModelFolder;
  readonly records: StoreRecords;
  readonly hub: HubAccess;
}

/** Knows which files a model has. A plan is made once, kept, and given again without the network. */
export class ModelPlanner {
  /** Models whose plan is to be asked for anew. In memory: whoever forgot a plan asks for the next one at once. */
  readonly #stale = new Set<string>();

  /** Fails with the codes of `listRepository` and `chooseFiles`. */
  async plan(
    model: string,
    source: ModelSource,
    context: PlannerContext,
    signal: AbortSignal,
  ): Promise<FilePlan> {
    switch (source.kind) {
      case "files":
        return { revision: source.revision, files: source.files };
      case "picked":
        return { revision: source.file.sha256 ?? "picked", files: [source.file] };
      case "browser":
        return { revision: "browser", files: [] };
      case "repository":
        return this.#planRepository(model, source, context, signal);
    }
  }

  /**
   * Lets the next plan of a model be asked for anew. As long as something of the model is stored its plan is kept: it
   * stands again if the source cannot be asked, so that a model which is there can be used offline.
   */
  async forget(model: string, { folder, records }: PlannerContext): Promise<void> {
    const plan = await records.readPlan(model);
    const stored = new Set(await folder.names());
    const isStored = plan?.now.files.some(
      ({ name }) => stored.has(name) || stored.has(partOf(name)),
    );
    if (isStored) this.#stale.add(model);
    else await records.removePlan(model);
  }

  async #planRepository(
    model: string,
    source: RepositorySource,
    context: PlannerContext,
    signal: AbortSignal,
  ): Promise<FilePlan> {
    const { records, hub, folder } = context;
    const question = JSON.stringify(source);
    const kept = await records.readPlan(model);
    const isStale = this.#stale.delete(model);
    if (kept?.question === question && !isStale) return withBefore(kept, folder);
    try {
      const listing = await listRepository(source, hub, signal);
      const now = chooseFiles(model, source, listing, hub.hubUrl);
      const plan = await planRecord(question, now, kept, folder);
      await records.writePlan(model, plan);
      return await withBefore(plan, folder);
    } catch (error) {
      // Another edition of the app may ask for another revision: while nobody can be asked, the one before goes on.
      if (kept && !isStale && isUnreachable(error)) return withBefore(kept, folder);
      throw error;
    }
  }
}

async function planRecord(
  question: string,
  now: FilePlan,
  kept: PlanRecord | null,
  folder: ModelFolder,
): Promise<PlanRecord> {
  const { revision, files } = now;
  const plain = files.map((file) => ({ ...file, urls: [...file.urls] }));
  const isOther = kept !== null && kept.now.revision !== revision;
  // Of two updates in a row the first may never have come whole: what can answer stays.
  const before = isOther && (await isWhole(kept.now, folder)) ? kept.now : (kept?.before ?? null);
  return { question, now: { revision, files: plain }, before };
}

/** The revision before is told as long as all of it is stored: it can answer until the new one is whole. */
async function withBefore({ now, before }: PlanRecord, folder: ModelFolder): Promise<FilePlan> {
  return before && (await isWhole(before, folder)) ? { ...now, before } : now;
}

async function isWhole({ files }: PlanRecord["now"], folder: ModelFolder): Promise<boolean> {
  const stored = new Set(await folder.names());
  return files.every(({ name }) => stored.has(name));
}

function isUnreachable(error: unknown): boolean {
  return error instanceof RouterError && error.code === "model_source_unreachable";
}
