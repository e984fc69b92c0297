import { ManyLocalModels, type ManyLocalModelsOptions } from "../../src/device/device-models.ts";
import { SMOLLM2_CARD } from "../../src/device/device-cards.ts";
import type { LoadProgress } from "../../src/routing/ports.ts";
import type { CatalogueEntry, EngineName } from "../../src/terms/catalogue.ts";
import type { DeviceNotice } from "../../src/terms/device-notice.ts";
import { deviceReport } from "./device-samples.ts";
import { FakeLanguageEngine, type FakeEngineOptions } from "./fake-language-engine.ts";
import { FakeModelStore } from "./fake-model-store.ts";

/** The model that comes with Nearside, of three small files. */
export const STARTER: CatalogueEntry = {
  card: SMOLLM2_CARD,
  engine: "wllama",
  bytes: 300,
  needs: { memoryBytes: 1_000, gpu: false, features: [] },
  licence: "Apache-2.0",
  source: {
    kind: "files",
    revision: "1",
    files: ["a", "b", "c"].map((name) => ({ name, bytes: 100, sha256: null, urls: [] })),
  },
};

/** A larger model that a hub lists. */
export const LARGER: CatalogueEntry = {
  ...STARTER,
  card: { ...SMOLLM2_CARD, id: "larger", name: "Larger" },
  engine: "web-llm",
  bytes: 1_000,
  needs: { memoryBytes: 5_000, gpu: true, features: [] },
  source: { kind: "repository", repository: "people/larger", revision: "main", patterns: ["*"] },
};

/** The browser's own. */
export const BROWSERS: CatalogueEntry = {
  ...STARTER,
  card: { ...SMOLLM2_CARD, id: "browser-model", name: "browser model" },
  engine: "prompt-api",
  bytes: 0,
  needs: { memoryBytes: 0, gpu: false, features: [] },
  source: { kind: "browser" },
};

/** What `larger` is made of in a revision. */
export function revisionOfLarger(revision: string) {
  return {
    revision,
    files: [
      { name: `larger@${revision}`, bytes: 900, sha256: null, urls: [] },
      { name: "library", bytes: 100, sha256: null, urls: [] },
    ],
  };
}

/** Everything of a browser that models need, to look at and to change. */
export class FakeDevice {
  readonly store = new FakeModelStore();
  readonly texts = new Map<string, string>();
  readonly engines = new Map<EngineName, FakeLanguageEngine>();
  readonly notices: DeviceNotice[] = [];
  /** Of what answers waited for. */
  readonly progress: LoadProgress[] = [];
  /** Timers that were started and neither cancelled nor rung; `ms` each. */
  readonly timers = new Map<() => void, number>();
  elapsedMs = 0;

  constructor() {
    this.store.revisions.set("larger", revisionOfLarger("1"));
  }

  /** Models over this device; opened again, they are those of a reloaded page. */
  open(
    engine: FakeEngineOptions = {},
    changes: Partial<ManyLocalModelsOptions> = {},
  ): ManyLocalModels {
    this.engines.clear();
    const models = new ManyLocalModels({
      catalogue: [STARTER, LARGER, BROWSERS],
      store: this.store,
      texts: {
        get: (name) => this.texts.get(name) ?? null,
        set: (name, text) => void this.texts.set(name, text),
      },
      survey: async () => deviceReport(),
      browserModel: async () => "available",
      memoryBudgetBytes: null,
      isBrowserModelAllowed: false,
      idleUnloadMs: 600_000,
      threads: 1,
      languages: ["en"],
      classifier: "test",
      runtimeOf: () => null,
      onProgress: (progress) => void this.progress.push(progress),
      openEngine: (name) => this.#engineOf(name, engine),
      startTimer: (work, ms) => this.#startTimer(work, ms),
      elapsed: () => (this.elapsedMs += 1),
      ...changes,
    });
    models.onNotice((notice) => this.notices.push(notice));
    return models;
  }

  /** Rings all timers of this length. */
  ring(ms: number): void {
    for (const [work, each] of [...this.timers]) {
      if (each !== ms) continue;
      this.timers.delete(work);
      work();
    }
  }

  #engineOf(name: EngineName, options: FakeEngineOptions): FakeLanguageEngine {
    const engine = new FakeLanguageEngine(options);
    this.engines.set(name, engine);
    return engine;
  }

  /** Waits of a recovery are over at once. */
  #startTimer(work: () => void, ms: number): () => void {
    if (ms < 10_000) {
      queueMicrotask(work);
      return () => {};
    }
    this.timers.set(work, ms);
    return () => this.timers.delete(work);
  }
}
