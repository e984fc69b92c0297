import { wrap } from "comlink";
import { engineRuntime } from "../../src/device/engine-runtime.ts";
import { ModelStoreClient } from "../../src/device/model-store-client.ts";
import { openEngine } from "../../src/device/open-engine.ts";
import manifest from "../../src/device/models.json";
import type { StoredFile } from "../../workers/model-store.contract.ts";
import { allowOwnScripts } from "../allow-own-scripts.ts";
import type { BareWllama } from "../tokens/language-model.worker.ts";

/** Milliseconds of one load by us and of its parts, and of the same by hand. */
export interface LoadPair {
  readonly ours: { readonly openMs: number; readonly loadMs: number };
  readonly theirs: { readonly readMs: number; readonly loadMs: number };
}

/** How a download went that was hashed meanwhile. */
export interface DownloadFigures {
  readonly ms: number;
  /** Longest task of the main thread that the browser told; 0 where none took 50 ms. */
  readonly longTaskMs: number;
  /** Longest wait for a timer of the page that should fire every 4 ms. */
  readonly longestGapMs: number;
}

const CONTEXT_TOKENS = 2_048;
const THREADS = 1;
const never = new AbortController().signal;

allowOwnScripts();

const runtime = engineRuntime(location.href);
const weights = weightsFile();

function weightsFile(): StoredFile {
  const [file] = manifest.files;
  if (file === undefined) throw new Error("The manifest has no file.");
  const { name, bytes, sha256 } = file;
  return { name, bytes, sha256, urls: [`/models/${name}`] };
}

/** As in the product: the store was looked at when the page came up, so its worker runs. */
const store = new ModelStoreClient();

function openStored(): Promise<readonly Blob[]> {
  return store.open([weights, runtime], () => undefined, never);
}

async function loadOurs(): Promise<LoadPair["ours"]> {
  const began = performance.now();
  const [gguf, wasm] = await openStored();
  if (gguf === undefined || wasm === undefined) throw new Error("The store gave too few files.");
  const opened = performance.now();
  const engine = openEngine("wllama");
  const files = { weights: [{ name: weights.name, blob: gguf }], runtime: wasm };
  const options = { contextTokens: CONTEXT_TOKENS, threads: THREADS, usesGpu: false };
  await engine.load("model", files, options, () => undefined);
  const loaded = performance.now();
  engine.dispose();
  return { openMs: opened - began, loadMs: loaded - opened };
}

/** Reads the same bytes from the same folder, and loads wllama with nothing of ours around it. */
async function loadTheirs(): Promise<LoadPair["theirs"]> {
  const began = performance.now();
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle("nearside-models");
  const files = await Promise.all(
    [weights, runtime].map(async ({ name }) => (await folder.getFileHandle(name)).getFile()),
  );
  for (const file of files) await file.arrayBuffer();
  const read = performance.now();
  const worker = new Worker(new URL("../tokens/language-model.worker.ts", import.meta.url), {
    type: "module",
  });
  const [gguf, wasm] = files;
  if (gguf === undefined || wasm === undefined) throw new Error("There are too few files.");
  const settings = { n_ctx: CONTEXT_TOKENS, n_threads: THREADS };
  await wrap<BareWllama>(worker).load(gguf, wasm, settings);
  const loaded = performance.now();
  worker.terminate();
  return { readMs: read - began, loadMs: loaded - read };
}

/** Runs `work` and says how long the main thread was held up meanwhile, at worst. */
async function watched(work: () => Promise<unknown>): Promise<DownloadFigures> {
  let longTaskMs = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTaskMs = Math.max(longTaskMs, duration);
  });
  observer.observe({ type: "longtask" });
  let longestGapMs = 0;
  let last = performance.now();
  const probe = setInterval(() => {
    const now = performance.now();
    longestGapMs = Math.max(longestGapMs, now - last);
    last = now;
  }, 4);
  const began = performance.now();
  await work();
  const ms = performance.now() - began;
  clearInterval(probe);
  // Entries are delivered a moment after their task.
  await new Promise((resolve) => setTimeout(resolve, 200));
  for (const { duration } of observer.takeRecords()) longTaskMs = Math.max(longTaskMs, duration);
  observer.disconnect();
  return { ms, longTaskMs, longestGapMs };
}

/** 0: the download. From 1 on: a pair of loads, by turns with us and with the bare engine first. */
window.bench = async (number: number): Promise<DownloadFigures | LoadPair> => {
  await store.list();
  if (number === 0) return watched(openStored);
  if (number % 2 === 0) {
    const ours = await loadOurs();
    return { ours, theirs: await loadTheirs() };
  }
  const theirs = await loadTheirs();
  return { ours: await loadOurs(), theirs };
};
