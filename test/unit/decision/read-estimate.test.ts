import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { FEATURE_VERSION } from "../../../src/decision/query-features.ts";
import { readEstimate } from "../../../src/decision/read-estimate.ts";
import { readRouterManifest } from "../../../src/decision/router-manifest.ts";
import type { RouterManifest } from "../../../src/decision/router-manifest.ts";

const manifest: RouterManifest = {
  version: "router-test",
  featureVersion: FEATURE_VERSION,
  model: { name: "router.onnx", bytes: 1, sha256: "00" },
  domainLabels: ["law", "other"],
  taskLabels: [],
  hasNeedsTools: true,
};
const outputs = {
  difficulty: [0.5],
  difficulty_sd: [1.5],
  discrimination: [1.1],
  domain: [0.25, 0.75],
  task: [],
  needs_tools: [0.125],
};

const query = { text: "How many legs does a spider have?", language: null };

describe("readEstimate", () => {
  test("names every output by the manifest's labels and carries its version", () => {
    expect(readEstimate(outputs, manifest, query)).toEqual({
      version: "router-test",
      difficulties: [{ mean: 0.5, sd: 1.5 }],
      discriminations: [1.1],
      domain: { law: 0.25, other: 0.75 },
      task: {},
      needsTools: 0.125,
      language: null,
    });
  });

  test("a newer graph also says whether fresh facts are needed; an older one leaves it out", () => {
    const newer = { ...outputs, needs_fresh: [0.75] };
    expect(readEstimate(newer, manifest, query)).toMatchObject({ needsFresh: 0.75 });
    const older = { ...outputs, needs_fresh: [] };
    expect(readEstimate(older, manifest, query)).not.toHaveProperty("needsFresh");
  });

  test("with a task head the depth follows from task, difficulty and text", () => {
    const labelled = { ...manifest, taskLabels: ["fact", "maths"] };
    const fact = readEstimate({ ...outputs, task: [1, 0] }, labelled, query);
    const proof = { text: "Prove that there are infinitely many primes.", language: "en" };
    const maths = readEstimate({ ...outputs, task: [0, 1] }, labelled, proof);
    expect(fact).toMatchObject({ reasoningDepth: "minimal", language: null });
    expect(maths).toMatchObject({ reasoningDepth: "medium", language: "en" });
    expect(readEstimate(outputs, manifest, query)).not.toHaveProperty("reasoningDepth");
  });

  test("dimensions that do not agree, or none, give no estimate", () => {
    expect(readEstimate({ ...outputs, difficulty: [] }, manifest, query)).toBeNull();
    expect(readEstimate({ ...outputs, difficulty_sd: [1, 2] }, manifest, query)).toBeNull();
    expect(readEstimate({ ...outputs, discrimination: [] }, manifest, query)).toBeNull();
  });

  test("a head that the manifest does not name is absent", () => {
    const estimate = readEstimate(outputs, { ...manifest, hasNeedsTools: false }, query);
    expect(estimate).not.toHaveProperty("needsTools");
  });

  test("an output that is not a number gives no estimate, never NaN", () => {
    expect(readEstimate({ ...outputs, difficulty: [Number.NaN] }, manifest, query)).toBeNull();
    expect(readEstimate({ ...outputs, domain: [0.5, Infinity] }, manifest, query)).toBeNull();
  });
});

describe("readRouterManifest", () => {
  const shipped = readFileSync(
    new URL("../../../public/models/router/manifest.json", import.meta.url),
    "utf8",
  );

  test("the shipped manifest can be read, and its model was fitted on the features of this build", () => {
    const read = readRouterManifest(shipped);
    expect(read?.featureVersion).toBe(FEATURE_VERSION);
    expect(read?.domainLabels).toHaveLength(10);
    expect(read?.hasNeedsTools).toBe(true);
  });

  test("text that is no manifest gives null", () => {
    for (const text of [
      "",
      "null",
      "[]",
      "{}",
      shipped.slice(0, 200),
      '{"version":1,"heads":{}}',
    ]) {
      expect(readRouterManifest(text)).toBeNull();
    }
  });
});
