import { wrap } from "comlink";
import ortRuntimeUrl from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import { cloudCards } from "../../src/cloud/cloud-cards.ts";
import { createClassifierClient } from "../../src/device/classifier-client.ts";
import { DEVICE_CARDS } from "../../src/device/device-cards.ts";
import type { Assembly } from "../../src/open-router.ts";
import { emptyLedger } from "../../src/privacy/consent-ledger.ts";
import { RouterError } from "../../src/router-error.ts";
import type { Guard, RouterMemory } from "../../src/routing/ports.ts";
import { openRouterMemory } from "../../src/storage/router-memory.ts";
import type { GuardWorker } from "../../workers/guard.contract.ts";

const GUARD_BUDGET_MS = 1_000;

/** Milliseconds that requests have waited for two of the parts, since the last reading. */
export interface PartTimes {
  guardMs: number;
  storageMs: number;
}

/**
 * The parts of a router that make a decision: the real classifier and guard in their workers, IndexedDB, all cards.
 * No model is loaded and nothing can be sent, since a preview runs nothing. `times` grows as parts are waited for.
 */
export function timedParts(times: PartTimes): Assembly & { settleWrites(): Promise<unknown> } {
  const cards = [...DEVICE_CARDS, ...cloudCards(cloud, location.href)];
  const writes: Promise<void>[] = [];
  return {
    parts: {
      classifier: createClassifierClient({ readManifest, readFiles }),
      guard: timedGuard(times),
      memory: timedMemory(times, writes),
      device: {
        states: () =>
          DEVICE_CARDS.map(({ id }) => ({
            model: id,
            readiness: "loadable",
            expectedLoadMs: 2_000,
            expectedWaitMs: 0,
          })),
        load: () => Promise.reject(notHere()),
        generate: () => {
          throw notHere();
        },
      },
      cloud: {
        prepareBody: (_model, request) => JSON.stringify(request),
        sendToCloud: () => {
          throw notHere();
        },
      },
      surroundings: {
        now: Date.now,
        elapsed: () => performance.now(),
        newId: () => crypto.randomUUID(),
        newSeed: () => 1,
        isOnline: () => true,
        sha256,
      },
      askConsent: null,
      consents: { ledger: emptyLedger() },
    },
    fleet: () => cards,
    setCloud: () => undefined,
    sent: () => ({ messages: 0, bytes: 0, destinations: [] }),
    loadDevice: () => Promise.reject(notHere()),
    dispose: () => Promise.resolve(),
    settleWrites: () => Promise.all(writes.splice(0)),
  };
}

const price = { inputUsdPerMillionTokens: 1, outputUsdPerMillionTokens: 4, asOf: "2026-11-23" };
const cloud = {
  baseUrl: "https://cloud.example/v1",
  models: ["fast", "large"].map((id) => ({
    id,
    price,
    efforts: (["low", "high"] as const).map((effort, index) => ({
      effort,
      abilityGain: index,
      reasoningTokens: 500 * (index + 1),
    })),
  })),
};

function timedGuard(times: PartTimes): Guard {
  const worker = new Worker(new URL("../../workers/guard.worker.ts", import.meta.url), {
    type: "module",
  });
  const remote = wrap<GuardWorker>(worker);
  return {
    version: "bench",
    async inspect(texts) {
      const began = performance.now();
      const report = await remote.inspect(texts, GUARD_BUDGET_MS);
      times.guardMs += performance.now() - began;
      if ("code" in report) throw new RouterError(report.code, report.message);
      return report;
    },
    inspectBody: () => Promise.reject(notHere()),
  };
}

/** Only what a request waits for is counted; what is written after it goes to `writes`. */
function timedMemory(times: PartTimes, writes: Promise<void>[]): RouterMemory {
  // Each load of the page begins with nothing remembered.
  const databaseName = `nearside-bench-${crypto.randomUUID()}`;
  const memory = openRouterMemory({ now: Date.now, databaseName });
  const timed = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    const began = performance.now();
    try {
      return await work();
    } finally {
      times.storageMs += performance.now() - began;
    }
  };
  return {
    note: () => memory.note(),
    keyedHash: (text) => timed(() => memory.keyedHash(text)),
    recall: (store, key) => timed(() => memory.recall(store, key)),
    keep(store, key, value) {
      const write = memory.keep(store, key, value);
      writes.push(write);
      return write;
    },
    addRecord: (record) => memory.addRecord(record),
    recordOf: (id) => memory.recordOf(id),
    records: (limit) => memory.records(limit),
    totals: () => memory.totals(),
    erase: () => memory.erase(),
    close: () => memory.close(),
  };
}

async function readManifest(): Promise<string> {
  return (await fetch("/models/router/manifest.json")).text();
}

async function readFiles() {
  const [manifest, model, runtime] = await Promise.all([
    readManifest(),
    fetch("/models/router/router.onnx").then((response) => response.arrayBuffer()),
    fetch(ortRuntimeUrl).then((response) => response.arrayBuffer()),
  ]);
  return { manifest, model, runtime };
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function notHere(): RouterError {
  return new RouterError("engine_failed", "A preview runs nothing.");
}
