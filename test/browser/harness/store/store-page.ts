import { ModelStoreClient } from "../../../../src/device/model-store-client.ts";
import type { ModelSource } from "../../../../src/terms/catalogue.ts";
import type { StoredFile } from "../../../../workers/model-store.contract.ts";

/** How an opening or keeping went, as a test looks at it. */
export interface Told {
  readonly stage: string;
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}
(window as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy("default", {
  createScriptURL(url) {
    if (new URL(url, location.href).origin === location.origin) return url;
    throw new TypeError(`Not one of our scripts: ${url}`);
  },
});

const workers: Worker[] = [];

function startAtTestHub(): Worker {
  const worker = new Worker(new URL("./at-test-hub/model-store.worker.ts", import.meta.url), {
    type: "module",
  });
  workers.push(worker);
  return worker;
}

function startWithoutDisk(): Worker {
  return new Worker(new URL("./without-disk/model-store.worker.ts", import.meta.url), {
    type: "module",
  });
}

const onDisk = new ModelStoreClient({ startWorker: startAtTestHub });
const inMemory = new ModelStoreClient({ startWorker: startWithoutDisk });

/** The result, or the code and sentence of the failure. */
async function outcome<T extends object>(work: Promise<T>) {
  try {
    return { failure: null, message: "", ...(await work) };
  } catch (error) {
    const { code, name, message } = error as { code?: unknown; name: string; message: string };
    return { failure: typeof code === "string" ? code : name, message };
  }
}

/** All progress that was told on this page, while it is told. */
const told: Told[] = [];

function abortAt(bytes: number | undefined) {
  const controller = new AbortController();
  const progress: Told[] = [];
  const onProgress = ({ stage, loadedBytes, totalBytes }: Told) => {
    progress.push({ stage, loadedBytes, totalBytes });
    told.push({ stage, loadedBytes, totalBytes });
    if (bytes !== undefined && loadedBytes >= bytes) controller.abort();
  };
  return { signal: controller.signal, progress, onProgress };
}

async function open(store: ModelStoreClient, files: readonly StoredFile[], abortAtBytes?: number) {
  const { signal, progress, onProgress } = abortAt(abortAtBytes);
  const work = store.open(files, onProgress, signal).then(async (blobs) => ({
    sizes: blobs.map(({ size }) => size),
    hashes: await Promise.all(blobs.map(sha256Of)),
  }));
  const result = await outcome(work);
  const entries = await store.list();
  return { ...result, progress, entries };
}

async function sha256Of(blob: Blob): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const never = new AbortController().signal;

/** What the tests drive. */
export const storeHarness = {
  workers,
  told,
  open: (files: readonly StoredFile[], abortAtBytes?: number) => open(onDisk, files, abortAtBytes),
  openInMemory: (files: readonly StoredFile[]) => open(inMemory, files),
  plan: (model: string, source: ModelSource) => outcome(onDisk.plan(model, source, never)),
  forgetPlan: (model: string) => onDisk.forgetPlan(model),
  list: () => onDisk.list(),
  remove: (name: string) => outcome(onDisk.remove(name).then(() => ({}))),
  /** Keeps what the page's file input holds. */
  async keepPicked(name: string, abortAtBytes?: number) {
    const { signal, progress, onProgress } = abortAt(abortAtBytes);
    const picked = document.querySelector("input")?.files?.[0] ?? new File([], "none");
    const work = onDisk.keep(name, picked, onProgress, signal).then((file) => ({ file }));
    return { ...(await outcome(work)), progress, entries: await onDisk.list() };
  },
};

declare global {
  interface Window {
    store: typeof storeHarness;
  }
}
window.store = storeHarness;
