import { expect, test } from "vitest";
import { customEntry, pickedEntry } from "../../../src/device/custom-model.ts";
import type { CustomModelOptions } from "../../../src/router.ts";

const BASE = "https://example.org/app/";
const HASH = "ab".repeat(32);
const make = (options: Partial<CustomModelOptions> = {}, taken: readonly string[] = []) =>
  customEntry({ id: "mine", url: "https://models.example/a.gguf", ...options }, taken, BASE);
const picked = { name: "My Model (v2).GGUF", bytes: 1e9, sha256: HASH, urls: [] };
const invalid = expect.objectContaining({ code: "options_invalid" }) as Error;

test("a URL alone is enough: trusted on first use, its length and needs not known", () => {
  const entry = make();
  expect(entry).toMatchObject({ engine: "wllama", bytes: 0, licence: "unknown" });
  expect(entry.card).toMatchObject({ id: "mine", name: "mine", languages: ["en"] });
  expect(entry.needs).toEqual({ memoryBytes: 0, gpu: false, features: [] });
  expect(entry.source).toEqual({
    kind: "files",
    revision: "custom",
    files: [
      { name: "mine-a.gguf", bytes: null, sha256: null, urls: ["https://models.example/a.gguf"] },
    ],
  });
});

test("its ability is expected by its length, as wide as that of an unknown model, and says so", () => {
  const [mine] = make().card.ability;
  expect(mine?.sd).toBe(1);
  expect(make().card.abilitySource).toContain("not measured");
  const [small, large] = [3e8, 2e9].map((bytes) => pickedEntry({ ...picked, bytes }).card);
  expect(small?.ability[0]?.mean).toBeLessThan(large?.ability[0]?.mean ?? 0);
  expect(small?.pace.tokensPerSecond).toBeGreaterThan(large?.pace.tokensPerSecond ?? 0);
});

test("shards keep their order and each its hash", () => {
  const { source } = make({
    url: "big-00001-of-00002.gguf",
    moreUrls: ["big-00002-of-00002.gguf"],
    sha256: [HASH, "cd".repeat(32)],
  });
  expect(source.kind === "files" && source.files.map(({ name, sha256 }) => [name, sha256])).toEqual(
    [
      ["mine-big-00001-of-00002.gguf", HASH],
      ["mine-big-00002-of-00002.gguf", "cd".repeat(32)],
    ],
  );
});

test("a relative URL is relative to the page, and a query does not become part of the name", () => {
  const { source } = make({ url: "../m/x.gguf?download=true" });
  expect(source).toMatchObject({
    files: [{ name: "mine-x.gguf", urls: ["https://example.org/m/x.gguf?download=true"] }],
  });
});

test("what the caller says of it is on the card", () => {
  const { card, licence } = make({
    name: "Mine",
    contextTokens: 4096,
    languages: ["ko", "en"],
    licence: "MIT",
  });
  expect(card).toMatchObject({ name: "Mine", contextTokens: 4096, languages: ["ko", "en"] });
  expect(licence).toBe("MIT");
});

test.each<[string, Partial<CustomModelOptions>]>([
  ["an empty id", { id: "" }],
  ["an id with a slash", { id: "a/b" }],
  ["a reserved id", { id: "auto" }],
  ["the browser model's id", { id: "browser-model" }],
  ["a URL that is none", { url: "http://[" }],
  ["a script", { url: "javascript:alert(1)" }],
  ["a data URL", { url: "data:text/plain,x.gguf" }],
  ["another kind of file", { url: "https://models.example/a.safetensors" }],
  ["a folder", { url: "https://models.example/" }],
  ["one file twice", { moreUrls: ["https://models.example/a.gguf"] }],
  ["a hash too many", { sha256: [HASH, HASH] }],
  ["a hash that is none", { sha256: ["b179c952"] }],
  ["a hash in capitals", { sha256: [HASH.toUpperCase()] }],
  ["no context", { contextTokens: 0 }],
  ["half a token", { contextTokens: 1000.5 }],
  ["no language", { languages: [] }],
  ["a language that is none", { languages: ["Korean"] }],
])("%s is options_invalid", (_, options) => {
  expect(() => make(options)).toThrow(invalid);
});

test("an id that the catalogue has is options_invalid", () => {
  expect(() => make({ id: "taken" }, ["taken"])).toThrow(invalid);
  expect(make({ id: "taken" }, ["other"]).card.id).toBe("taken");
});

test("a picked file has its bytes' id, its needs by its length, and its own name", () => {
  const entry = pickedEntry(picked);
  expect(entry.card).toMatchObject({ id: "my-model-v2-abababab", name: "My Model (v2)" });
  expect(entry.source).toEqual({ kind: "picked", file: picked });
  expect(entry.needs.memoryBytes).toBeGreaterThan(1e9);
  expect(pickedEntry({ ...picked, sha256: "cd".repeat(32) }).card.id).not.toBe(entry.card.id);
});

test("a picked name without a letter gets an id all the same", () => {
  expect(pickedEntry({ ...picked, name: "모델.gguf" }).card.id).toBe("picked-abababab");
});

test.each([
  ["another kind of file", { ...picked, name: "photo.jpg" }],
  ["one that is not in the store yet", { ...picked, sha256: null }],
])("%s is options_invalid", (_, file) => {
  expect(() => pickedEntry(file)).toThrow(invalid);
});
