import { afterEach, expect, test, vi } from "vitest";
import { surveyFiles } from "../../../../workers/model-store/survey-files.ts";
import { fileOf, memoryStore, put } from "./in-memory.ts";

const content = Buffer.alloc(1_000, "x");
const never = new AbortController().signal;

afterEach(() => vi.unstubAllGlobals());

/** A store on a disk with so much room. */
function storeWithRoom(bytes: number) {
  const estimate = async () => ({ quota: 10_000, usage: 10_000 - bytes });
  vi.stubGlobal("navigator", { storage: { estimate } });
  const store = memoryStore();
  return { ...store, folder: { ...store.folder, isLasting: true } };
}

test("files that do not fit together are quota_exceeded before any of them is asked for", async () => {
  const files = [fileOf(content, { name: "a" }), fileOf(content, { name: "b" })];
  await expect(surveyFiles(files, storeWithRoom(1_999), never)).rejects.toMatchObject({
    code: "quota_exceeded",
    message: "There is no room for a, b (1 MB).",
  });
  expect(await surveyFiles(files, storeWithRoom(2_000), never)).toEqual([1_000, 1_000]);
});

test("what is there, whole or in part, needs no more room", async () => {
  const files = [fileOf(content, { name: "a" }), fileOf(content, { name: "b" })];
  const store = storeWithRoom(400);
  await put(store.folder, "a", content);
  await put(store.folder, "b.part", content.subarray(0, 600));
  expect(await surveyFiles(files, store, never)).toEqual([1_000, 1_000]);
});

test("a length is asked for only where neither the file nor the store knows it", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string, { method }: RequestInit) => {
    asked.push(`${method} ${url}`);
    return new Response(null, { headers: { "content-length": "77" } });
  });
  const store = storeWithRoom(5_000);
  const unknown = (name: string) =>
    fileOf(content, { name, bytes: null, sha256: null, urls: [`https://source.invalid/${name}`] });
  await put(store.folder, "whole", content);
  await store.records.writePart("begun", { bytes: 88, etag: null, hashSource: "first-use" });
  const files = [fileOf(content), unknown("whole"), unknown("begun"), unknown("new")];
  expect(await surveyFiles(files, store, never)).toEqual([1_000, 1_000, 88, 77]);
  expect(asked).toEqual(["HEAD https://source.invalid/new"]);
});

test("a length that no source tells is null: a refusal, an encoded body, no network", async () => {
  const answers = [
    async () => new Response(null, { status: 405 }),
    async () =>
      new Response(null, { headers: { "content-length": "77", "content-encoding": "gzip" } }),
    () => Promise.reject(new TypeError("There is no network.")),
  ];
  vi.stubGlobal("fetch", () => answers.shift()?.());
  const files = ["a", "b", "c"].map((name) => fileOf(content, { name, bytes: null, sha256: null }));
  expect(await surveyFiles(files, storeWithRoom(5_000), never)).toEqual([null, null, null]);
});
