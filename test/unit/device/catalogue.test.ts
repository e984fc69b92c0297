import { readFileSync } from "node:fs";
import { prebuiltAppConfig } from "@mlc-ai/web-llm";
import { expect, test } from "vitest";
import { knownAbilityOf } from "../../../src/decision/known-ability.ts";
import { catalogue } from "../../../src/device/catalogue.ts";
import list from "../../../src/device/catalogue.json" with { type: "json" };
import { SMOLLM2_CARD } from "../../../src/device/device-cards.ts";
import knownAbilities from "../../../src/decision/known-abilities.json" with { type: "json" };
import { headersFor } from "../../../tools/headers.mjs";
import type { CatalogueEntry } from "../../../src/terms/catalogue.ts";

const entries = catalogue("/models/", "https://example.org/app/");
const webLlm = entries.filter(({ engine }) => engine === "web-llm");
const ggufs = entries.filter(({ engine, card }) => engine === "wllama" && card !== SMOLLM2_CARD);
const byId = (id: string): CatalogueEntry => {
  const entry = entries.find(({ card }) => card.id === id);
  if (entry === undefined) throw new Error(`no ${id}`);
  return entry;
};

test("the list knows every word that the code reads in it", () => {
  expect(list.models.length).toBeGreaterThan(10);
  for (const { manner, builds } of list.models) {
    expect(["plain", "folded", "unthinking", "code"]).toContain(manner);
    expect(builds.length).toBeGreaterThan(0);
    for (const { engine } of builds) expect(["wllama", "web-llm"]).toContain(engine);
  }
});

test("an id names one model", () => {
  const ids = entries.map(({ card }) => card.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).not.toContain("device");
});

test.each(webLlm.map((entry) => [entry.card.id, entry] as const))(
  "%s is as the installed web-llm lists it: repository, library, memory, features",
  (id, { source, needs }) => {
    const record = prebuiltAppConfig.model_list.find(({ model_id }) => model_id === id);
    if (record === undefined || source.kind !== "repository") throw new Error("not listed");
    expect(`${list.hub}/${source.repository}`).toBe(record.model);
    expect(source.extra?.map(({ urls }) => urls)).toEqual([[record.model_lib]]);
    expect(needs.memoryBytes).toBe(Math.round((record.vram_required_MB ?? 0) * 2 ** 20));
    expect(needs.gpu).toBe(true);
    for (const feature of record.required_features ?? []) expect(needs.features).toContain(feature);
    expect(record.overrides?.context_window_size).toBe(4_096);
    expect(byId(id).card.contextTokens).toBe(4_096);
  },
);

test("an id with f16 needs shader-f16, flagged or not, and one without needs no feature", () => {
  for (const { card, needs } of webLlm) {
    expect(needs.features).toEqual(card.id.includes("f16") ? ["shader-f16"] : []);
  }
});

test("the limits are those that the installed web-llm refuses an adapter for", () => {
  const path = "../../../node_modules/@mlc-ai/web-llm/lib/index.js";
  const code = readFileSync(new URL(path, import.meta.url), "utf8");
  expect(code).toContain("backupRequiredMaxBufferSize = 1 << 28");
  expect(code).toContain("backupRequiredMaxStorageBufferBindingSize = 1 << 27");
  expect(code).toContain("requiredMaxComputeWorkgroupStorageSize = 32 << 10");
  expect(code).toContain("requiredMaxStorageBuffersPerShaderStage = 10");
  expect(byId("Qwen3-0.6B-q4f16_1-MLC").needs.limits).toEqual({
    maxBufferSize: 1 << 28,
    maxStorageBufferBindingSize: 1 << 27,
    maxComputeWorkgroupStorageSize: 32 << 10,
    maxStorageBuffersPerShaderStage: 10,
  });
});

test("a model whose table of token vectors is over 128 MiB needs bindings of 1 GiB", () => {
  const { limits } = byId("Qwen3-4B-q4f16_1-MLC").needs;
  expect(limits).toMatchObject({ maxBufferSize: 2 ** 30, maxStorageBufferBindingSize: 2 ** 30 });
});

test("the rule for web-llm's bytes gives what the hub lists for Qwen2 0.5B, and stays under the memory", () => {
  // Eight shards and tokenizer.json of mlc-ai/Qwen2-0.5B-Instruct-q4f16_1-MLC, in millions of bytes.
  const listed = [68.1, 33.2, 33.5, 33.1, 33, 29.2, 33.3, 14.6, 7.03];
  const bytes = listed.reduce((sum, size) => sum + size * 1e6, 0);
  expect(byId("Qwen2.5-0.5B-Instruct-q4f16_1-MLC").bytes / bytes).toBeCloseTo(1, 1);
  for (const { bytes: download, needs } of webLlm) expect(download).toBeLessThan(needs.memoryBytes);
});

test("a GGUF is one file, named exactly, that fits the 2 GiB which wllama can take", () => {
  expect(ggufs.length).toBeGreaterThan(8);
  for (const { source, bytes, needs } of ggufs) {
    if (source.kind !== "repository") throw new Error("no repository");
    expect(source.patterns).toHaveLength(1);
    expect(source.patterns[0]).toMatch(/^[\w.-]+\.gguf$/);
    expect(bytes).toBeLessThan(2 ** 31);
    expect(needs.memoryBytes).toBeGreaterThan(bytes);
  }
});

test("no hash and no commit of the list is made up: only the bundled file has one, from its manifest", () => {
  expect(JSON.stringify(list)).not.toMatch(/[0-9a-f]{40}/);
  const revisions = entries.flatMap(({ source }) =>
    source.kind === "repository" ? [source.revision] : [],
  );
  expect(new Set(revisions)).toEqual(new Set(["main"]));
  const { source } = byId(SMOLLM2_CARD.id);
  if (source.kind !== "files") throw new Error("no files");
  expect(source.files[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(source.files[0]?.urls[0]).toMatch(/^https:\/\/example\.org\/models\//);
});

test("the model store may reach our origin, the sources of the catalogue, and nothing else", () => {
  const policy = headersFor("/assets/model-store.worker-CAwxFFkD.js")["Content-Security-Policy"];
  const allowed = /connect-src ([^;]+)/.exec(policy ?? "")?.[1]?.split(" ") ?? [];
  expect(allowed.toSorted()).toEqual([
    "'self'",
    "https://*.hf.co",
    "https://*.huggingface.co",
    "https://*.xethub.hf.co",
    "https://huggingface.co",
    "https://raw.githubusercontent.com",
  ]);
  const urls = entries.flatMap(({ source }) =>
    source.kind === "repository" ? (source.extra ?? []).flatMap((file) => file.urls) : [],
  );
  for (const url of urls) expect(allowed).toContain(new URL(url).origin);
});

test("each class from 0.1 to 4 billion is there for both engines or for the one that can take it", () => {
  const classes = [0.4e9, 0.7e9, 1.3e9, 1.8e9, 3.3e9, 4.1e9];
  classes.forEach((most, index) => {
    const least = classes[index - 1] ?? 0;
    const inClass = list.models.filter(
      (each) => each.parameters > least && each.parameters <= most,
    );
    const engines = new Set(inClass.flatMap(({ builds }) => builds.map(({ engine }) => engine)));
    expect([...engines].toSorted()).toEqual(["web-llm", "wllama"]);
  });
});

test("every model but the browser's has a licence, languages, a prompt style, and reminds of the format", () => {
  for (const { card, licence } of entries) {
    expect(licence).not.toBe("");
    expect(card.languages).toContain("en");
    expect(card.promptStyle?.remindsOfFormat).toBe(true);
    expect(card.abilitySource).not.toBe("");
    expect(card.ability).toHaveLength(SMOLLM2_CARD.ability.length);
  }
});

test("Qwen3 is told not to think, Gemma has no system role", () => {
  for (const { card } of entries.filter(({ card: { name } }) => name.startsWith("Qwen3"))) {
    expect(card.promptStyle?.thinking).toBe("off");
  }
  for (const { card } of entries.filter(({ card: { name } }) => name.startsWith("Gemma"))) {
    expect(card.promptStyle?.foldsSystem).toBe(true);
  }
});

test("a model whose answers were graded has that ability, wider for its quantisation", () => {
  const known = knownAbilityOf("gemma-2-2b-it");
  const { card } = byId("gemma-2-2b-it-q4f16_1-MLC");
  expect(card.ability[0]?.mean).toBe(known?.ability[0]?.mean);
  expect(card.ability[0]?.sd).toBeGreaterThan(known?.ability[0]?.sd ?? Infinity);
});

test("an ungraded model has the mean of the line through the graded small ones, and the width of an unknown one", () => {
  const { intercept, slope } = fittedLine();
  const { card } = byId("Qwen3-1.7B-q4f16_1-MLC");
  expect(card.ability[0]?.mean).toBeCloseTo(intercept + slope * Math.log10(1.721), 1);
  expect(card.ability[0]?.sd).toBe(1);
  expect(card.abilitySource).toContain("not measured");
});

/** Billions of parameters in the names of the graded models; Phi mini's are in its publisher's card. */
function billionsOf(id: string): number {
  if (id.startsWith("phi-3")) return 3.82;
  return Number(/(\d+(?:\.\d+)?)b/.exec(id.replace("8x7b", "47b"))?.[1] ?? Infinity);
}

function fittedLine(): { intercept: number; slope: number } {
  const graded = knownAbilities.models.map(({ id, ability }) => ({
    x: Math.log10(billionsOf(id)),
    y: ability[0]?.mean ?? 0,
  }));
  const points = [
    ...graded.filter(({ x }) => x <= 1),
    { x: Math.log10(0.135), y: SMOLLM2_CARD.ability[0]?.mean ?? 0 },
  ];
  expect(points).toHaveLength(13);
  const mean = (pick: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + pick(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  const slope = mean((p) => (p.x - x) * (p.y - y)) / mean((p) => (p.x - x) ** 2);
  return { intercept: y - slope * x, slope };
}
