import { readFileSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyLayers, importViolations, type Sources } from "./import-violations.ts";

const ROOT = join(import.meta.dirname, "../..");
const FOLDERS = ["src", "workers", "tools", "training", "bench", "test"];
const SKIPPED = /(^|\/)(node_modules|fixtures|must-not-compile|\.venv|\.cache)\//;

function readTree(): Sources {
  const sources = new Map<string, string>();
  for (const folder of FOLDERS) {
    for (const entry of readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })) {
      const path = relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join("/");
      const isSource = entry.isFile() && /\.(ts|mts|mjs|js)$/.test(path) && !SKIPPED.test(path);
      if (isSource) sources.set(path, readFileSync(join(ROOT, path), "utf8"));
    }
  }
  return sources;
}

const tree = readTree();

function planted(path: string, source: string): readonly string[] {
  return importViolations(new Map([[path, source]]));
}

describe("the import rule", () => {
  test("holds in the whole tree", () => {
    expect(importViolations(tree)).toEqual([]);
  });

  test("has no empty layer", () => {
    expect(emptyLayers(tree)).toEqual([]);
  });

  test("an empty layer is found", () => {
    const without = new Map([...tree].filter(([path]) => !path.startsWith("src/decision/")));
    expect(emptyLayers(without)).toContain("src/decision/");
  });

  test("a file outside every layer is found", () => {
    expect(planted("src/utils/pad.ts", "")).toHaveLength(1);
  });
});

describe("a planted violation fails:", () => {
  test.each([
    ["a pure folder imports the flow", "src/decision/x.ts", 'import { a } from "../routing/a.ts";'],
    ["only a type, upwards", "src/terms/x.ts", 'import type { A } from "../chat/a.ts";'],
    ["a type by import()", "src/terms/x.ts", 'let a: import("../routing/a.ts").A;'],
    ["a dynamic import", "src/decision/x.ts", 'await import("../cloud/a.ts");'],
    ["a computed import", "src/routing/x.ts", "await import(name);"],
    ["a re-export", "src/chat/x.ts", 'export { a } from "../device/a.ts";'],
    ["decision learns nothing", "src/decision/x.ts", 'import { a } from "../learning/a.ts";'],
    ["a worker learns", "workers/x.worker.ts", 'import { a } from "../src/learning/a.ts";'],
    ["learning imports the flow", "src/learning/x.ts", 'import { a } from "../routing/a.ts";'],
    ["learning reads what is private", "src/learning/x.ts", 'import "../privacy/a.ts";'],
    ["decision and privacy are apart", "src/decision/x.ts", 'import { a } from "../privacy/a.ts";'],
    ["device imports cloud", "src/device/x.ts", 'import { a } from "../cloud/a.ts";'],
    ["cloud imports storage", "src/cloud/x.ts", 'import { a } from "../storage/a.ts";'],
    ["storage imports device", "src/storage/x.ts", 'import { a } from "../device/a.ts";'],
    ["the flow imports an adapter", "src/routing/x.ts", 'import { a } from "../device/a.ts";'],
    ["the element goes past the public API", "src/element/x.ts", 'import "../create-router.ts";'],
    ["the app takes the element's insides", "src/app/x.ts", 'import "../element/view.ts";'],
    ["source imports a test", "src/device/x.ts", 'import { a } from "../../test/fakes/a.ts";'],
    ["source imports a tool", "src/app/x.ts", 'import { a } from "../../tools/a.ts";'],
    ["a tool imports training", "tools/x.ts", 'import { a } from "../training/a.ts";'],
    ["a tool imports an adapter", "tools/x.ts", 'import { a } from "../src/cloud/a.ts";'],
    ["a tool imports a worker", "tools/x.ts", 'import "../workers/classifier.worker.ts";'],
    ["a worker imports the flow", "workers/x.worker.ts", 'import "../src/routing/a.ts";'],
    ["a worker imports a worker", "workers/x.worker.ts", 'import "./guard.worker.ts";'],
    [
      "source imports a worker",
      "src/device/x.ts",
      'import { a } from "../../workers/a.worker.ts";',
    ],
    [
      "a type of a worker entry",
      "src/device/x.ts",
      'import type { A } from "../../workers/a.worker.ts";',
    ],
    [
      "a contract as a value",
      "src/device/x.ts",
      'import { a } from "../../workers/a.contract.ts";',
    ],
    ["a worker's insides", "src/device/x.ts", 'import type { A } from "../../workers/guard/a.ts";'],
    [
      "a worker behind a factory",
      "src/device/x.ts",
      'make(new URL("../../workers/a.worker.ts", import.meta.url));',
    ],
    ["a runtime on the page", "src/device/x.ts", 'import * as ort from "onnxruntime-web/wasm";'],
    ["an engine's type on the page", "src/device/x.ts", 'import type { A } from "@wllama/wllama";'],
    ["a package in a pure folder", "src/decision/x.ts", 'import { a } from "idb";'],
    ["a phone library on the page", "src/create-router.ts", 'import a from "libphonenumber-js";'],
  ])("%s", (_rule, path, source) => {
    expect(planted(path, source)).toHaveLength(1);
  });

  test.each([
    [
      "a worker by its URL",
      "src/device/x.ts",
      'new Worker(new URL("../../workers/a.worker.ts", import.meta.url), { type: "module" });',
    ],
    [
      "the type of a contract",
      "src/device/x.ts",
      'import type { A } from "../../workers/a.contract.ts";',
    ],
    ["downwards", "src/routing/x.ts", 'import { a } from "../decision/a.ts";'],
    ["learning from decision", "src/learning/x.ts", 'import { a } from "../decision/a.ts";'],
    ["a tool runs the classifier", "tools/x.ts", 'import "../workers/classifier/a.ts";'],
    ["its own folder", "src/cloud/x.ts", 'import { a } from "./a.ts";'],
    [
      "the address of a runtime's wasm",
      "src/device/x.ts",
      'import address from "onnxruntime-web/ort.wasm?url";',
    ],
    [
      "a runtime in a worker",
      "workers/classifier.worker.ts",
      'import * as ort from "onnxruntime-web/wasm";',
    ],
  ])("but not %s", (_rule, path, source) => {
    expect(planted(path, source)).toEqual([]);
  });
});
