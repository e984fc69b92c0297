import type { EmbeddingRequest, EmbeddingResponse } from "../../../../src/chat/embedding.ts";
import { readQuery } from "../../../../src/decision/read-query.ts";
import { createClassifierClient } from "../../../../src/device/classifier-client.ts";
import { ClassifierThread } from "../../../../src/device/classifier-thread.ts";
import { createEmbedderClient } from "../../../../src/device/embedder-client.ts";
import { openEncoderSource } from "../../../../src/device/encoder-files.ts";
import { openRouterFiles } from "../../../../src/device/router-files.ts";
import { createEmbeddings } from "../../../../src/routing/create-embeddings.ts";
import { embedderRules } from "../../../contracts/embedder.contract.ts";

export interface EmbeddingsHarness {
  /** Fails where the rule of `embedderRules` is broken. */
  holds(rule: string): Promise<void>;
  create(request: EmbeddingRequest): Promise<EmbeddingResponse>;
  /** The code of the error, "nothing" where there is none. */
  codeOf(request: EmbeddingRequest): Promise<string>;
  /** The next worker's script is not there. */
  spoilNextWorker(): void;
  /** Ends the worker without a sign. */
  killWorker(): void;
  workersMade(): number;
  /** Which of "estimated" and "embedded" came when, over one long call and one estimate meanwhile. */
  estimateMeanwhile(texts: readonly string[]): Promise<readonly string[]>;
}

declare global {
  interface Window {
    embeddings: EmbeddingsHarness;
  }
}

// The page's policy asks for trusted types; this one lets scripts of our own origin alone become workers.
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}
const trustedTypes = (window as { trustedTypes?: TrustedTypes }).trustedTypes;
trustedTypes?.createPolicy("default", {
  createScriptURL(url) {
    if (new URL(url, location.href).origin === location.origin) return url;
    throw new TypeError(`Not one of our scripts: ${url}`);
  },
});

const never = new AbortController().signal;
const workers: Worker[] = [];
let isNextSpoiled = false;

function createWorker(): Worker {
  const worker = isNextSpoiled
    ? new Worker("/no-such.worker.js", { type: "module" })
    : new Worker(new URL("../../../../workers/classifier.worker.ts", import.meta.url), {
        type: "module",
      });
  isNextSpoiled = false;
  workers.push(worker);
  return worker;
}

const thread = new ClassifierThread(createWorker);
const source = openEncoderSource("/models", location.href);
const embedder = createEmbedderClient({ thread, source, groupTimeoutMs: 4_000 });
const files = openRouterFiles("/models/router", location.href);
const classifier = createClassifierClient({
  thread,
  readManifest: () => Promise.resolve(files.manifest),
  readFiles: (signal) => files.read(signal),
  estimateTimeoutMs: 20_000,
});
const create = (request: EmbeddingRequest) => createEmbeddings(request, embedder, never);
const query = readQuery({
  model: "auto",
  messages: [{ role: "user", content: "Why is it cold?" }],
});

window.embeddings = {
  async holds(name) {
    const rule = embedderRules.find((one) => one.name === name);
    if (rule === undefined) throw new Error(`no rule "${name}"`);
    await rule.holds(embedder);
  },
  create,
  codeOf: (request) =>
    create(request).then(
      () => "nothing",
      (error: unknown) => (error as { code?: string }).code ?? String(error),
    ),
  spoilNextWorker() {
    isNextSpoiled = true;
  },
  killWorker() {
    workers.at(-1)?.terminate();
  },
  workersMade: () => workers.length,
  async estimateMeanwhile(texts) {
    await Promise.all([classifier.estimate(query, never), embedder.embed(["warm"], never)]);
    const order: string[] = [];
    await Promise.all([
      embedder.embed(texts, never).then(() => order.push("embedded")),
      classifier.estimate(query, never).then(() => order.push("estimated")),
    ]);
    return order;
  },
};
