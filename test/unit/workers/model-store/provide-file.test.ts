import { afterEach, describe, expect, test, vi } from "vitest";
import { CHUNK_BYTES } from "../../../../workers/model-store/file-digest.ts";
import { provideFile } from "../../../../workers/model-store/provide-file.ts";
import type { Pin } from "../../../../workers/model-store/store-records.ts";
import { fileOf, memoryStore, put, sha256Of } from "./in-memory.ts";

const content = Buffer.from("the bytes of a model");
const other = Buffer.from("THE BYTES OF A MODEL");
const never = new AbortController().signal;

afterEach(() => vi.unstubAllGlobals());

/** A network on which each request gets the next of these answers; the requested ranges are collected. */
function network(...answers: readonly (() => Response)[]) {
  const ranges: string[] = [];
  const left = [...answers];
  vi.stubGlobal("fetch", async (_url: string, { headers = {} }: RequestInit) => {
    ranges.push((headers as Record<string, string>)["range"] ?? "");
    const answer = left.shift();
    if (!answer) throw new TypeError("There is no network.");
    return answer();
  });
  return ranges;
}

const wholeOf =
  (bytes: Buffer, headers: Record<string, string> = {}) =>
  () =>
    new Response(new Uint8Array(bytes), {
      headers: { "content-length": String(bytes.length), ...headers },
    });

const restOf =
  (bytes: Buffer, start: number, headers: Record<string, string> = {}) =>
  () =>
    new Response(new Uint8Array(bytes.subarray(start)), {
      status: 206,
      headers: { "content-length": String(bytes.length - start), ...headers },
    });

function pinOf(bytes: Buffer): Pin {
  const sha256 = sha256Of(bytes);
  return {
    bytes: bytes.length,
    sha256,
    hashSource: "first-use",
    chunkBytes: CHUNK_BYTES,
    chunkSha256s: [sha256],
  };
}

const unknown = fileOf(content, { bytes: null, sha256: null });

describe("a file in the store", () => {
  test("that was whole when the store was cut off before it had its name needs no network", async () => {
    network();
    const store = memoryStore();
    await put(store.folder, "file.bin.part", content);
    await store.records.writePart("file.bin", {
      bytes: content.length,
      etag: null,
      hashSource: "first-use",
    });
    await store.records.writePin("file.bin", pinOf(content));
    const blob = await provideFile(unknown, store, never);
    expect(await blob.text()).toBe(content.toString());
    expect(await store.folder.names()).toEqual(["file.bin"]);
    expect(await store.recordFolder.names()).toEqual(["file.bin.pin"]);
  });

  test("without a pin that can be read is right by its known hash, and is pinned with that", async () => {
    network();
    const store = memoryStore();
    await put(store.folder, "file.bin", content);
    await put(store.recordFolder, "file.bin.pin", Buffer.from('{"bytes":'));
    await provideFile(fileOf(content), store, never);
    expect(await store.records.readPin("file.bin")).toEqual({
      ...pinOf(content),
      hashSource: "known",
    });
  });

  test("without a pin and without a known hash is not trusted: it comes anew", async () => {
    const ranges = network(wholeOf(other));
    const store = memoryStore();
    await put(store.folder, "file.bin", content);
    const blob = await provideFile(unknown, store, never);
    expect(await blob.text()).toBe(other.toString());
    expect(ranges).toEqual([""]);
  });

  test("with the hash of another edition of the app is replaced", async () => {
    network(wholeOf(other));
    const store = memoryStore();
    await put(store.folder, "file.bin", content);
    await store.records.writePin("file.bin", pinOf(content));
    const blob = await provideFile(fileOf(other), store, never);
    expect(await blob.text()).toBe(other.toString());
    expect(await store.records.readPin("file.bin")).toMatchObject({ sha256: sha256Of(other) });
  });

  test("whose pin has wrong chunks is right by the hash of the whole, and its pin is mended", async () => {
    network();
    const store = memoryStore();
    await put(store.folder, "file.bin", content);
    await store.records.writePin("file.bin", {
      ...pinOf(content),
      chunkSha256s: [sha256Of(other)],
    });
    await provideFile(fileOf(content), store, never);
    expect(await store.records.readPin("file.bin")).toMatchObject(pinOf(content));
  });
});

describe("a part", () => {
  const note = { bytes: content.length, etag: '"1"', hashSource: "first-use" as const };

  test("without a note of what it is a part of is not gone on with", async () => {
    const ranges = network(wholeOf(content));
    const store = memoryStore();
    await put(store.folder, "file.bin.part", other.subarray(0, 5));
    await provideFile(unknown, store, never);
    expect(ranges).toEqual([""]);
  });

  test("of a file whose length has changed meanwhile is thrown away", async () => {
    const longer = Buffer.concat([other, other]);
    const ranges = network(restOf(longer, 5, { etag: '"1"' }), wholeOf(longer, { etag: '"1"' }));
    const store = memoryStore();
    await put(store.folder, "file.bin.part", content.subarray(0, 5));
    await store.records.writePart("file.bin", note);
    const blob = await provideFile(unknown, store, never);
    expect(await blob.text()).toBe(longer.toString());
    expect(ranges).toEqual(["bytes=5-", ""]);
  });

  test("is gone on with at another source where the hash is known, whatever that calls the version", async () => {
    const ranges = network(restOf(content, 5, { etag: '"mirror"' }));
    const store = memoryStore();
    await put(store.folder, "file.bin.part", content.subarray(0, 5));
    await store.records.writePart("file.bin", note);
    await provideFile(fileOf(content), store, never);
    expect(ranges).toEqual(["bytes=5-"]);
  });

  test("that gets another range than it asked for starts over", async () => {
    const ranges = network(
      restOf(content, 5, { "content-range": `bytes 4-19/20` }),
      wholeOf(content),
    );
    const store = memoryStore();
    await put(store.folder, "file.bin.part", content.subarray(0, 5));
    const blob = await provideFile(fileOf(content), store, never);
    expect(await blob.text()).toBe(content.toString());
    expect(ranges).toEqual(["bytes=5-", ""]);
  });

  test("that was all there is, though nobody had said so, is whole", async () => {
    const atEnd = () =>
      new Response(null, {
        status: 416,
        headers: { "content-range": `bytes */${content.length}` },
      });
    network(atEnd);
    const store = memoryStore();
    await put(store.folder, "file.bin.part", content);
    await store.records.writePart("file.bin", { ...note, bytes: null });
    const blob = await provideFile(unknown, store, never);
    expect(await blob.text()).toBe(content.toString());
  });

  test("of which more comes than it has is refused and not kept", async () => {
    const pieces = [content.subarray(0, 7), Buffer.concat([content, other])];
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        for (const piece of pieces) controller.enqueue(new Uint8Array(piece));
        controller.close();
      },
    });
    network(() => new Response(body));
    const store = memoryStore();
    await expect(provideFile(fileOf(content), store, never)).rejects.toMatchObject({
      code: "model_corrupt",
    });
    expect(await store.folder.names()).toEqual([]);
  });
});

test("where every source fails the most telling failure is told", async () => {
  const missing = () => new Response("no", { status: 404 });
  const broken = () => new Response("no", { status: 503 });
  network(missing, broken, missing);
  const urls = ["https://a.invalid/", "https://b.invalid/", "https://c.invalid/"];
  await expect(provideFile(fileOf(content, { urls }), memoryStore(), never)).rejects.toMatchObject({
    code: "model_source_unreachable",
  });
});
