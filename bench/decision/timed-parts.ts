import { cloudCards } from "../../src/cloud/cloud-cards.ts";
import { browserSurroundings } from "../../src/device/browser-surroundings.ts";
import { createClassifierClient } from "../../src/device/classifier-client.ts";
import { DEVICE_CARDS } from "../../src/device/device-cards.ts";
import { createGuardClient } from "../../src/device/guard-client.ts";
import { createSkillsClient } from "../../src/device/skills-client.ts";
import { openRouterFiles } from "../../src/device/router-files.ts";
import type { Assembly } from "../../src/assembly.ts";
import { emptyLedger } from "../../src/privacy/consent-ledger.ts";
import { RouterError } from "../../src/router-error.ts";
import type { Guard, RouterMemory } from "../../src/routing/ports.ts";
import { openRouterMemory } from "../../src/storage/router-memory.ts";

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
  const files = openRouterFiles("/models/router/", document.baseURI);
  return {
    parts: {
      classifier: createClassifierClient({
        readManifest: () => Promise.resolve(files.manifest),
        readFiles: (signal) => files.read(signal),
      }),
      skills: createSkillsClient(),
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
      surroundings: browserSurroundings(),
      askConsent: null,
      consents: { ledger: emptyLedger() },
    },
    fleet: () => cards,
    setCloud: () => undefined,
    sent: () => ({ messages: 0, bytes: 0, destinations: [] }),
    isReady: () => Promise.resolve(),
    createEmbeddings: () => Promise.reject(notHere()),
    modelsWith() {
      throw notHere();
    },
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
  const guard = createGuardClient({});
  return {
    version: guard.version,
    async inspect(texts, signal) {
      const began = performance.now();
      const inspection = await guard.inspect(texts, signal);
      times.guardMs += performance.now() - began;
      return inspection;
    },
    inspectBody: (body, signal) => guard.inspectBody(body, signal),
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

function notHere(): RouterError {
  return new RouterError("engine_failed", "A preview runs nothing.");
}
