import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { engineRuntime } from "../../../src/device/engine-runtime.ts";
import { modelFilesOf } from "../../../src/device/model-files.ts";
import { SMOLLM2_CARD } from "../../../src/device/device-cards.ts";

test.each([
  ["modern", "@wllama/wllama", "esm/wasm/wllama.wasm"],
  ["compat", "@wllama/wllama-compat", "wasm/wllama.wasm"],
] as const)(
  "the %s runtime is the one of the installed %s: version, length and hash",
  (build, packageName, path) => {
    const folder = `../../../node_modules/${packageName}/`;
    const bytes = readFileSync(new URL(folder + path, import.meta.url));
    const { version } = createRequire(import.meta.url)(`${folder}package.json`) as {
      version: string;
    };
    const runtime = engineRuntime("https://example.org/app/", build);
    expect(runtime.name).toBe(`${packageName.split("/")[1] ?? ""}-${version}.wasm`);
    expect(runtime.bytes).toBe(bytes.length);
    expect(runtime.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  },
);

test("the folder of the caller is tried before the manifest's sources, relative to the page", () => {
  const { weights } = modelFilesOf(SMOLLM2_CARD.id, "gguf", "https://example.org/app/index.html");
  expect(weights[0]?.urls[0]).toBe("https://example.org/app/gguf/SmolLM2-135M-Instruct.Q4_1.gguf");
  expect(weights[0]?.urls.length).toBeGreaterThan(1);
});

test("a model that the manifest does not list is model_unknown", () => {
  const unknown = expect.objectContaining({ code: "model_unknown" }) as Error;
  expect(() => modelFilesOf("nothing", "/models/", "https://example.org/")).toThrow(unknown);
});

test("the card's ability was fitted on the answers that were measured", () => {
  const url = new URL("../../../training/results/smollm2-135m.json", import.meta.url);
  const { outcomes } = JSON.parse(readFileSync(url, "utf8")) as {
    outcomes: Record<string, number>;
  };
  // Questions of these two sets have no parameters.
  const known = Object.entries(outcomes).filter(([id]) => !/^(svamp|nq):/.test(id));
  const right = known.filter(([, outcome]) => outcome === 1).length;
  expect(SMOLLM2_CARD.abilitySource).toContain(`${right} of ${known.length} questions right`);
  expect(SMOLLM2_CARD.ability[0]?.mean).toBeLessThan(-2);
});
