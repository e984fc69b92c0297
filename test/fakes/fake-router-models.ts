import type {
  DeviceNotice,
  DeviceReport,
  ModelCallOptions,
  ModelOffer,
  RouterModels,
} from "../../src/index.ts";

/** What the models of a fake router tell. */
export interface FakeModelsScript {
  readonly offers?: readonly ModelOffer[];
  readonly device?: DeviceReport;
  /** Holds each download in the middle until it resolves or is aborted. */
  readonly hold?: Promise<void>;
}

/** Models that are only told of: real shapes, real aborts, states that follow what is done. */
export function fakeRouterModels(script: FakeModelsScript = {}): RouterModels {
  const offers = new Map((script.offers ?? [offerOf({})]).map((offer) => [offer.id, offer]));
  const listeners = new Set<(notice: DeviceNotice) => void>();
  const change = (id: string, now: Partial<ModelOffer>): void => {
    const offer = offers.get(id);
    if (offer !== undefined) offers.set(id, { ...offer, ...now });
  };
  const download = async (id: string, { signal, onProgress }: ModelCallOptions = {}) => {
    const totalBytes = offers.get(id)?.bytes ?? 0;
    const told = { model: id, totalBytes } as const;
    onProgress?.({ ...told, stage: "downloading", loadedBytes: totalBytes / 2 });
    change(id, { stored: "partial", storedBytes: totalBytes / 2 });
    if (script.hold !== undefined) await heldUntil(script.hold, signal);
    change(id, { stored: "stored", storedBytes: totalBytes, hashSource: "publisher" });
  };
  return {
    list: async () => [...offers.values()],
    device: async () => script.device ?? PROCESSOR,
    download,
    update: async () => false,
    async remove(id) {
      change(id, { stored: "absent", storedBytes: 0, isLoaded: false });
    },
    async load(id, options = {}) {
      if (offers.get(id)?.stored !== "stored") await download(id, options);
      for (const each of offers.keys()) change(each, { isLoaded: each === id });
    },
    async unload() {
      for (const each of offers.keys()) change(each, { isLoaded: false });
    },
    async add({ id, name = id }) {
      offers.set(id, offerOf({ id, name, isStarter: false }));
    },
    async addFile(file) {
      offers.set(file.name, offerOf({ id: file.name, name: file.name, isStarter: false }));
      return file.name;
    },
    async calibrate(id) {
      const measured = {
        ability: [{ mean: -1, sd: 0.3 }],
        tokensPerSecond: 11,
        questions: 40,
        rightAnswers: 13,
        measuredAt: Date.UTC(2026, 10, 24),
        classifier: "fake",
      };
      change(id, { measured });
      return measured;
    },
    async allowBrowserModel() {},
    persist: async () => true,
    onNotice(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A model that can run and is not here yet. */
export function offerOf(more: Partial<ModelOffer>): ModelOffer {
  return {
    id: "small",
    name: "SmolLM2 135M",
    engine: "wllama",
    licence: "Apache-2.0",
    languages: ["en"],
    revision: "1",
    bytes: 98_362_432,
    storedBytes: 0,
    stored: "absent",
    isLoaded: false,
    isRecommended: false,
    isStarter: true,
    whyNot: null,
    expectedDownloadMs: null,
    expectedLoadMs: 3_000,
    ...more,
  };
}

/** A machine without a usable adapter. */
export const PROCESSOR: DeviceReport = {
  gpu: null,
  gpuAbsence: "no_adapter",
  memoryBytes: 8 * 2 ** 30,
  cores: 8,
  isIsolated: true,
  hasModernWasm: true,
  isPhone: false,
  storage: { quotaBytes: 9e9, usageBytes: 1.2e9, isPersistent: false },
  battery: null,
  wantsToSaveData: false,
  downlinkBytesPerSecond: null,
  tier: "processor",
};

function heldUntil(hold: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    void hold.then(resolve);
  });
}
