import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  COMMON_HEADERS,
  headersFile,
  headersFor,
  PAGE_POLICY,
  WORKER_POLICIES,
} from "../../../tools/headers.mjs";

const POLICY = "Content-Security-Policy";

test("every worker of the tree has a policy of its own", () => {
  const workers = readdirSync(new URL("../../../workers", import.meta.url))
    .filter((name) => name.endsWith(".worker.ts"))
    .map((name) => name.replace(".worker.ts", ""));
  expect(workers.filter((name) => !(name in WORKER_POLICIES))).toEqual([]);
});

test.each(["guard", "classifier"])("the %s worker reaches nothing", (name) => {
  const policy = headersFor(`/assets/${name}.worker-Ab3_x-Yz.js`)[POLICY];
  expect(policy).toBe(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'",
  );
});

test("the language-model worker reaches blobs alone", () => {
  const policy = headersFor("/assets/language-model.worker-CAwxFFkD.js")[POLICY];
  expect(policy).toContain("connect-src blob:");
  expect(policy).not.toContain("connect-src 'self'");
});

test("the model store reaches our origin, each source of the manifest, and no more", () => {
  const text = readFileSync(new URL("../../../src/device/models.json", import.meta.url), "utf8");
  const hosts = [...text.matchAll(/"url": "(https:\/\/[^/]+)/g)].map((found) => found[1] ?? "");
  const policy = headersFor("/assets/model-store.worker-CAwxFFkD.js")[POLICY] ?? "";
  const allowed = (/connect-src ([^;]+)/.exec(policy)?.[1] ?? "").split(" ");
  expect(hosts.length).toBeGreaterThan(0);
  expect(allowed).toEqual(expect.arrayContaining(["'self'", ...hosts]));
  expect(allowed.filter((source) => ["*", "https:", "http:"].includes(source))).toEqual([]);
});

test("a worker that nobody listed reaches nothing, and does not fall back to the page's policy", () => {
  const policy = headersFor("/assets/planted.worker-CAwxFFkD.js")[POLICY];
  expect(policy).toContain("connect-src 'none'");
  expect(policy).not.toBe(PAGE_POLICY);
});

test("hashed files are kept for ever, and all else is asked for again", () => {
  expect(headersFor("/assets/app-CAwxFFkD.js")["Cache-Control"]).toContain("immutable");
  for (const path of ["/", "/index.html", "/service-worker.js", "/models/router/router.onnx"]) {
    expect(headersFor(path)["Cache-Control"]).toBe("no-cache");
  }
});

test("the static hosts' file gives each policy once, per file and under no wildcard", () => {
  const text = headersFile(["index.html", "assets/guard.worker-CAwxFFkD.js"]);
  const rules = text.trim().split("\n\n");
  expect(rules[0]).toMatch(/^\/\*\n/);
  expect(rules[0]).not.toContain(POLICY);
  for (const name of Object.keys(COMMON_HEADERS)) expect(rules[0]).toContain(`  ${name}: `);
  const worker = rules.find((rule) => rule.startsWith("/assets/guard.worker-CAwxFFkD.js\n"));
  expect(worker?.match(/Content-Security-Policy/g)).toHaveLength(1);
  expect(worker).toContain(WORKER_POLICIES.guard);
});
