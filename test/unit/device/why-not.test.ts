import { expect, test } from "vitest";
import { catalogue } from "../../../src/device/catalogue.ts";
import { SMOLLM2_CARD } from "../../../src/device/device-cards.ts";
import { memoryBudgetOf } from "../../../src/device/memory-budget.ts";
import { whyNot, type Circumstances } from "../../../src/device/why-not.ts";
import type { SurveyedDevice } from "../../../src/device/device-tier.ts";
import { GIBIBYTE, SOFTWARE_GPU, STRONG_GPU, surveyedDevice } from "../../fakes/device-samples.ts";

const entries = catalogue("/models/", "https://example.org/");
const circumstances: Circumstances = {
  isBrowserModelAllowed: false,
  browserModel: "available",
  storedBytes: 0,
  memoryBudgetBytes: null,
};
const why = (id: string, changes: Partial<SurveyedDevice>, more: Partial<Circumstances> = {}) => {
  const entry = entries.find(({ card }) => card.id === id);
  if (entry === undefined) throw new Error(`no ${id}`);
  return whyNot(entry, surveyedDevice(changes), { ...circumstances, ...more });
};

const QWEN_F16 = "Qwen3-4B-q4f16_1-MLC";
const LLAMA_F32 = "Llama-3.2-1B-Instruct-q4f32_1-MLC";
const GGUF = "llama-3.2-3b-instruct-q4_k_m";

test("on a strong machine nothing is in the way", () => {
  for (const id of [QWEN_F16, LLAMA_F32, GGUF, SMOLLM2_CARD.id]) expect(why(id, {})).toBeNull();
});

test.each(["no_webgpu", "no_adapter", "probe_failed"] as const)(
  "%s is why a model of the adapter cannot run, and no reason for one of the processor",
  (gpuAbsence) => {
    expect(why(LLAMA_F32, { gpu: null, gpuAbsence })).toEqual({ reason: gpuAbsence });
    expect(why(SMOLLM2_CARD.id, { gpu: null, gpuAbsence })).toBeNull();
  },
);

test("web-llm is never offered on a software adapter", () => {
  for (const { card, engine } of entries.filter((entry) => entry.engine === "web-llm")) {
    expect([engine, why(card.id, { gpu: SOFTWARE_GPU })]).toEqual([
      "web-llm",
      { reason: "software_adapter" },
    ]);
  }
});

test("without shader-f16 a q4f16 model names the feature, and its q4f32 sister runs", () => {
  const gpu = { ...STRONG_GPU, features: [] };
  const missing = { reason: "feature_missing", needed: "shader-f16" };
  expect(why("Llama-3.2-1B-Instruct-q4f16_1-MLC", { gpu })).toEqual(missing);
  expect(why(LLAMA_F32, { gpu })).toBeNull();
});

test("a limit that is too low is named, with what is needed and what was found", () => {
  const limits = { ...STRONG_GPU.limits, maxStorageBufferBindingSize: 2 ** 27 };
  const gpu = { ...STRONG_GPU, limits };
  expect(why(QWEN_F16, { gpu })).toEqual({
    reason: "limit_too_low",
    needed: "maxStorageBufferBindingSize ≥ 1073741824",
    found: 2 ** 27,
  });
  expect(why(LLAMA_F32, { gpu })).toBeNull();
});

test("a limit that the adapter does not tell counts as none", () => {
  const gpu = { ...STRONG_GPU, limits: {} };
  expect(why(LLAMA_F32, { gpu })).toMatchObject({ reason: "limit_too_low", found: 0 });
});

test("a model over the budget says both figures; the caller's budget wins over the device's", () => {
  const needed = entries.find(({ card }) => card.id === QWEN_F16)?.needs.memoryBytes;
  const memoryBytes = 4 * GIBIBYTE;
  const tooSmall = { reason: "memory_too_small", needed, found: 2 * GIBIBYTE };
  expect(why(QWEN_F16, { memoryBytes })).toEqual(tooSmall);
  expect(why(QWEN_F16, { memoryBytes }, { memoryBudgetBytes: 4 * GIBIBYTE })).toBeNull();
  expect(why(QWEN_F16, {}, { memoryBudgetBytes: 1 })).toMatchObject({ found: 1 });
});

test("space counts what is stored already, and is no reason where the browser does not tell", () => {
  const bytes = entries.find(({ card }) => card.id === GGUF)?.bytes ?? 0;
  const storage = { quotaBytes: 500e6, usageBytes: 100e6, isPersistent: false };
  const tooSmall = { reason: "storage_too_small", needed: bytes, found: 400e6 };
  expect(why(GGUF, { storage })).toEqual(tooSmall);
  expect(why(GGUF, { storage }, { storedBytes: bytes - 400e6 })).toBeNull();
  expect(why(GGUF, { storage: null })).toBeNull();
});

test("WebAssembly of 32 bits keeps large GGUFs away, and small ones not", () => {
  expect(why(GGUF, { hasModernWasm: false })).toMatchObject({
    reason: "wasm_too_old",
    found: 2 ** 31,
  });
  expect(why(SMOLLM2_CARD.id, { hasModernWasm: false })).toBeNull();
  expect(why(QWEN_F16, { hasModernWasm: false })).toBeNull();
});

test("the browser's own model is off until it is allowed, and cannot be where there is none", () => {
  expect(why("browser-model", {})).toEqual({ reason: "not_allowed" });
  expect(why("browser-model", {}, { isBrowserModelAllowed: true })).toBeNull();
  const none = { browserModel: "unavailable", isBrowserModelAllowed: true } as const;
  expect(why("browser-model", {}, none)).toEqual({ reason: "browser_has_none" });
});

test("a phone gets at most 1 GiB for a model, and less where it tells of little", () => {
  expect(memoryBudgetOf(surveyedDevice({ isPhone: true }))).toBe(GIBIBYTE);
  const untold = surveyedDevice({ isPhone: true, memoryBytes: null });
  expect(memoryBudgetOf(untold)).toBe(GIBIBYTE);
  const little = surveyedDevice({ isPhone: true, memoryBytes: 2 * GIBIBYTE });
  expect(memoryBudgetOf(little)).toBe(GIBIBYTE / 2);
});
