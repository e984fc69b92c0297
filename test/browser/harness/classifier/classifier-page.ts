import runtimeUrl from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import { normaliseText } from "../../../../src/decision/normalise-text.ts";
import { createClassifierClient } from "../../../../src/device/classifier-client.ts";
import type { ClassifierClient } from "../../../../src/device/classifier-client.ts";
import type { Estimate } from "../../../../src/terms/estimate.ts";
import type { Demand, Query } from "../../../../src/terms/query.ts";
import type { ClassifierFiles } from "../../../../workers/classifier.contract.ts";

/** How a test spoils the files on their way to the worker. */
export type Spoil = "nothing" | "model" | "feature-version" | "manifest" | "missing";

export interface ClassifierHarness {
  estimate(text: string, demands?: readonly Demand[], precedingText?: string): Promise<Estimate>;
  /** The code of the error that an estimate fails with under spoiled files, with its message. */
  failure(spoil: Spoil): Promise<{ readonly code: string; readonly message: string } | null>;
  version(): Promise<string>;
  /** Ends the worker under the client's feet, then asks again. */
  estimateAfterDeath(text: string): Promise<{ readonly first: string; readonly second: Estimate }>;
  failureAfterDispose(): Promise<string>;
  /** Milliseconds per warm estimate, over `runs` of them. */
  timeWarm(text: string, runs: number): Promise<number>;
}

declare global {
  interface Window {
    classifier: ClassifierHarness;
  }
}

function queryOf(text: string, demands: readonly Demand[] = [], precedingText = ""): Query {
  return {
    text: normaliseText(text),
    precedingText: normaliseText(precedingText),
    language: null,
    turnCount: 1,
    promptTokens: 10,
    answerTokens: 100,
    promptBytes: text.length,
    demands,
    wishes: {},
  };
}

async function bytesOf(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  return response.arrayBuffer();
}

const readManifest = async () => (await fetch("/models/router/manifest.json")).text();

async function readFiles(spoil: Spoil): Promise<ClassifierFiles> {
  if (spoil === "missing") throw new Error("no such file");
  const manifest = await readManifest();
  const model = await bytesOf("/models/router/router.onnx");
  if (spoil === "model") new DataView(model).setUint8(1000, 1 ^ new DataView(model).getUint8(1000));
  const spoiled = {
    nothing: manifest,
    model: manifest,
    "feature-version": manifest.replace(/"features-\d+"/, '"features-0"'),
    manifest: manifest.slice(0, 100),
  }[spoil];
  return { model, manifest: spoiled, runtime: await bytesOf(runtimeUrl) };
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

const workers: Worker[] = [];
function createWorker(): Worker {
  const worker = new Worker(new URL("../../../../workers/classifier.worker.ts", import.meta.url), {
    type: "module",
  });
  workers.push(worker);
  return worker;
}

function clientWith(spoil: Spoil, estimateTimeoutMs = 20_000): ClassifierClient {
  const files = () => readFiles(spoil);
  return createClassifierClient({
    readManifest,
    readFiles: files,
    createWorker,
    estimateTimeoutMs,
  });
}

const never = new AbortController().signal;
const client = clientWith("nothing");

async function codeOf(work: Promise<unknown>): Promise<{ code: string; message: string } | null> {
  return work
    .then(
      () => null,
      (error: unknown) => error as { code: string; message: string },
    )
    .then((error) => error && { code: error.code, message: error.message });
}

window.classifier = {
  estimate: (text, demands, precedingText) =>
    client.estimate(queryOf(text, demands, precedingText), never),
  failure: (spoil) => codeOf(clientWith(spoil).estimate(queryOf("hello"), never)),
  version: () => client.version(never),
  async estimateAfterDeath(text) {
    const mortal = clientWith("nothing", 500);
    await mortal.estimate(queryOf(text), never);
    workers.at(-1)?.terminate();
    const first = await codeOf(mortal.estimate(queryOf(text), never));
    return { first: first?.code ?? "none", second: await mortal.estimate(queryOf(text), never) };
  },
  async failureAfterDispose() {
    const disposed = clientWith("nothing");
    disposed.dispose();
    return (await codeOf(disposed.estimate(queryOf("hello"), never)))?.code ?? "none";
  },
  async timeWarm(text, runs) {
    const query = queryOf(text);
    await client.estimate(query, never);
    const start = performance.now();
    for (let run = 0; run < runs; run += 1) await client.estimate(query, never);
    return (performance.now() - start) / runs;
  },
};
