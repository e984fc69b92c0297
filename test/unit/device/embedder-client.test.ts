import { afterEach, describe, expect, test } from "vitest";
import { createClassifierClient } from "../../../src/device/classifier-client.ts";
import { ClassifierThread } from "../../../src/device/classifier-thread.ts";
import { createEmbedderClient } from "../../../src/device/embedder-client.ts";
import type { EmbedderClientOptions } from "../../../src/device/embedder-client.ts";
import { RouterError } from "../../../src/router-error.ts";
import type { Query } from "../../../src/terms/query.ts";
import type { ClassifierWorker, EncoderFiles } from "../../../workers/classifier.contract.ts";
import { embedderRules } from "../../contracts/embedder.contract.ts";
import { fakeVector } from "../../fakes/fake-embedder.ts";
import { FakeWorker } from "../../fakes/fake-worker.ts";

const never = new AbortController().signal;
const DIMENSIONS = 8;
const FILES: EncoderFiles = {
  model: new Blob(["model"]),
  vocabulary: new Blob(["vocabulary"]),
  runtime: new Blob(["runtime"]),
  maxTokens: 40,
};
const threads: ClassifierThread[] = [];
afterEach(() => {
  for (const thread of threads.splice(0)) thread.dispose();
});

/** What the worker was asked, in order. */
type Asked = (string | readonly string[])[];

function honestWorker(asked: Asked = []): ClassifierWorker {
  let isLoaded = false;
  return {
    load: () => Promise.resolve({ version: "v" }),
    estimate: () => (asked.push("estimate"), Promise.resolve({ estimate: {} as never })),
    loadEncoder() {
      asked.push("load");
      isLoaded = true;
      return Promise.resolve({ isLoaded });
    },
    embed(texts) {
      asked.push([...texts]);
      if (!isLoaded) return Promise.resolve({ code: "engine_failed", message: "not loaded" });
      const words = texts.map((text) => text.trim().split(/\s+/).length);
      const vectors = texts.map((text) => fakeVector(text, DIMENSIONS));
      return Promise.resolve({
        vectors: Float32Array.from(vectors.flatMap((vector) => [...vector])),
        tokens: words.map((count) => Math.min(count, FILES.maxTokens)),
        isTruncated: words.map((count) => count > FILES.maxTokens),
      });
    },
  };
}

/** An embedder whose first worker is the first of `made`, and so on; the last serves from then on. */
function embedderOver(
  made: readonly ClassifierWorker[],
  options: Partial<EmbedderClientOptions> = {},
) {
  const workers: FakeWorker[] = [];
  const reads: AbortSignal[] = [];
  const thread = new ClassifierThread(() => {
    const worker = new FakeWorker(made[Math.min(workers.length, made.length - 1)] ?? {});
    workers.push(worker);
    return worker as unknown as Worker;
  });
  threads.push(thread);
  const read = (signal: AbortSignal) => (reads.push(signal), Promise.resolve(FILES));
  const source = { model: "fake", dimensions: DIMENSIONS, read };
  const embedder = createEmbedderClient({ thread, source, ...options });
  return { embedder, thread, workers, reads };
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "nothing",
    (error: unknown) => (error instanceof RouterError ? error.code : (error as Error).name),
  );

describe("the encoder's client keeps the rules of Embedder", () => {
  for (const rule of embedderRules) {
    test(rule.name, () => rule.holds(embedderOver([honestWorker()]).embedder));
  }
});

describe("loading", () => {
  test("nothing is read or started before the first call; two calls at once load once", async () => {
    const asked: Asked = [];
    const { embedder, workers, reads } = embedderOver([honestWorker(asked)]);
    expect([workers.length, reads.length]).toEqual([0, 0]);
    await Promise.all([embedder.embed(["a"], never), embedder.embed(["b"], never)]);
    expect(asked).toEqual(["load", ["a"], ["b"]]);
    expect([workers.length, reads.length]).toEqual([1, 1]);
  });

  test("files that cannot be had fail with their code, and the next call reads them again", async () => {
    let tries = 0;
    const read = () =>
      (tries += 1) === 1
        ? Promise.reject(new RouterError("model_corrupt", "damaged"))
        : Promise.resolve(FILES);
    const source = { model: "fake", dimensions: DIMENSIONS, read };
    const { embedder } = embedderOver([honestWorker()], { source });
    expect(await codeOf(embedder.embed(["a"], never))).toBe("model_corrupt");
    expect((await embedder.embed(["a"], never)).vectors).toHaveLength(1);
  });

  test("an encoder that does not start fails with its code, and the next call tries again", async () => {
    let tries = 0;
    const honest = honestWorker();
    const worker: ClassifierWorker = {
      ...honest,
      loadEncoder: (files) =>
        (tries += 1) === 1
          ? Promise.resolve({ code: "engine_failed", message: "no memory" })
          : honest.loadEncoder(files),
    };
    const { embedder, workers } = embedderOver([worker]);
    expect(await codeOf(embedder.embed(["a"], never))).toBe("engine_failed");
    expect((await embedder.embed(["a"], never)).vectors).toHaveLength(1);
    expect(workers).toHaveLength(1);
  });

  test("a download ends when the last who waited has left, and the next call begins anew", async () => {
    const reads: AbortSignal[] = [];
    const read = (signal: AbortSignal) => {
      reads.push(signal);
      if (reads.length > 1) return Promise.resolve(FILES);
      return new Promise<EncoderFiles>((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason as Error));
      });
    };
    const source = { model: "fake", dimensions: DIMENSIONS, read };
    const { embedder } = embedderOver([honestWorker()], { source });
    const [first, second] = [new AbortController(), new AbortController()];
    const works = [first, second].map(({ signal }) => codeOf(embedder.embed(["a"], signal)));
    first.abort();
    expect(await works[0]).toBe("AbortError");
    expect(reads[0]?.aborted).toBe(false);
    second.abort();
    expect(await works[1]).toBe("AbortError");
    expect(reads[0]?.aborted).toBe(true);
    expect((await embedder.embed(["a"], never)).vectors).toHaveLength(1);
    expect(reads).toHaveLength(2);
  });
});

describe("sharing the worker", () => {
  test("estimates go between the groups of one call", async () => {
    const asked: Asked = [];
    const { embedder, thread } = embedderOver([honestWorker(asked)]);
    const classifier = createClassifierClient({
      thread,
      readManifest: () => Promise.resolve("{}"),
      readFiles: () =>
        Promise.resolve({ model: new ArrayBuffer(0), manifest: "", runtime: new ArrayBuffer(0) }),
    });
    await embedder.embed(["a"], never);
    asked.length = 0;
    const long = Array.from({ length: 6 }, (_, index) => String(index).repeat(500));
    await Promise.all([embedder.embed(long, never), classifier.estimate({} as Query, never)]);
    expect(asked).toHaveLength(7);
    expect(asked.indexOf("estimate")).toBeLessThan(6);
  });

  test("an estimate that waits for a slow start of the encoder keeps its whole deadline", async () => {
    const asked: Asked = [];
    let start = () => {};
    const honest = honestWorker(asked);
    const slow: ClassifierWorker = {
      ...honest,
      async loadEncoder(files) {
        await new Promise<void>((resolve) => (start = resolve));
        return honest.loadEncoder(files);
      },
    };
    const { embedder, thread, workers } = embedderOver([slow]);
    const work = codeOf(embedder.embed(["a"], never));
    while (workers.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    const deadline = { timeoutMs: 20, late: new RouterError("worker_timeout", "late") };
    const estimate = thread.life().call((remote) => remote.estimate({} as Query), deadline, never);
    const ended = codeOf(estimate);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(asked).toEqual([]);
    start();
    expect(await ended).toBe("nothing");
    expect(await work).toBe("nothing");
  });

  test("a worker that dies fails who waits with worker_died; the next call has a new one", async () => {
    const hanging: ClassifierWorker = {
      ...honestWorker(),
      embed: () => new Promise(() => undefined),
    };
    const { embedder, workers, reads } = embedderOver([hanging, honestWorker()]);
    const work = codeOf(embedder.embed(["a"], never));
    while (workers.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    workers[0]?.die();
    expect(await work).toBe("worker_died");
    expect((await embedder.embed(["a"], never)).vectors).toHaveLength(1);
    expect([workers.length, reads.length]).toEqual([2, 2]);
  });

  test("a worker that hangs is ended with worker_timeout; the next call has a new one", async () => {
    const hanging: ClassifierWorker = {
      ...honestWorker(),
      embed: () => new Promise(() => undefined),
    };
    const { embedder, workers } = embedderOver([hanging, honestWorker()], { groupTimeoutMs: 30 });
    expect(await codeOf(embedder.embed(["a"], never))).toBe("worker_timeout");
    expect(workers[0]?.isTerminated).toBe(true);
    expect((await embedder.embed(["a"], never)).vectors).toHaveLength(1);
  });

  test("after dispose every call fails with router_disposed, also one that waits", async () => {
    const hanging: ClassifierWorker = {
      ...honestWorker(),
      embed: () => new Promise(() => undefined),
    };
    const { embedder, thread, workers } = embedderOver([hanging]);
    const work = codeOf(embedder.embed(["a"], never));
    while (workers.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    thread.dispose();
    expect(await work).toBe("router_disposed");
    expect(await codeOf(embedder.embed(["a"], never))).toBe("router_disposed");
  });
});
