import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import manifest from "../../../src/device/encoder.json" with { type: "json" };
import { ensureEncoder } from "../../../tools/set-up/encoder.mjs";
import { freshClone, linesOf, type FreshClone } from "./run-tool.ts";

let root: string;
let clone: FreshClone | undefined;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "nearside-encoder-"));
  mkdirSync(join(root, "src/device"), { recursive: true });
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
  clone?.remove();
});

/** Writes a file that is as its manifest entry says. */
function written(name: string, text: string) {
  writeFileSync(join(root, name), text);
  const sha256 = createHash("sha256").update(text).digest("hex");
  return { name, bytes: text.length, sha256 };
}

function writeEncoderManifest(): void {
  const files = { encoder: written("e.onnx", "graph"), vocabulary: written("v.tsv", "pieces") };
  writeFileSync(join(root, "src/device/encoder.json"), JSON.stringify({ ...manifest, ...files }));
}

test("an encoder that is there is not built again, and nothing is asked for", async () => {
  writeEncoderManifest();
  vi.stubEnv("PATH", "");
  expect(await ensureEncoder(root, root)).toBe("unchanged");
});

test("a file that was changed on disk is removed and built again", async () => {
  writeEncoderManifest();
  await ensureEncoder(root, root);
  writeFileSync(join(root, "v.tsv"), "peaces");
  mkdirSync(join(root, "training/encoder"), { recursive: true });
  writeFileSync(join(root, "training/encoder/requirements.txt"), "numpy==2.4.6\n");
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  vi.stubEnv("PATH", "");
  await expect(ensureEncoder(root, root)).rejects.toThrow("Python 3 is missing");
  expect(existsSync(join(root, "v.tsv"))).toBe(false);
  expect(existsSync(join(root, "e.onnx"))).toBe(true);
});

test("without Python everything else is set up, and it is said that embeddings will not work", async () => {
  clone = freshClone({});
  const at = (path: string) => join(clone?.root ?? "", path);
  writeFileSync(at("src/device/models.json"), JSON.stringify({ files: [] }));
  writeFileSync(at("src/device/encoder.json"), JSON.stringify(manifest));
  cpSync(new URL("../../../training/encoder", import.meta.url), at("training/encoder"), {
    recursive: true,
  });
  const { code, stderr } = await clone.run("set-up.mjs", ["models"]);
  expect(linesOf(stderr)).toEqual([
    expect.stringMatching(/^Embeddings will not work: Python 3 is missing: install it/),
  ]);
  expect(code).toBe(0);
});

test("the manifest that is shipped names whole hashes, a licence, and 30 MB at most", () => {
  const { encoder, vocabulary, licence } = manifest;
  expect(licence).toBe("Apache-2.0");
  expect(encoder.bytes + vocabulary.bytes).toBeLessThanOrEqual(30_000_000);
  for (const { name, sha256 } of [encoder, vocabulary]) {
    expect(name).toMatch(/^[\w.-]+$/);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  }
});

test("the packages that build it have the versions that training has, since they share an environment", () => {
  const pins = (path: string) =>
    readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8").match(/^[\w-]+==\S+/gm) ??
    [];
  const own = pins("training/encoder/requirements.txt");
  expect(own.length).toBeGreaterThan(0);
  expect(pins("training/requirements.txt")).toEqual(expect.arrayContaining(own));
});
