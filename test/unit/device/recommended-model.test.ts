import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { catalogue } from "../../../src/device/catalogue.ts";
import { deviceTier, type SurveyedDevice } from "../../../src/device/device-tier.ts";
import { recommendedModels } from "../../../src/device/recommended-model.ts";
import { whyNot } from "../../../src/device/why-not.ts";
import type { DeviceTier } from "../../../src/terms/device-report.ts";
import { GIBIBYTE, STRONG_GPU, surveyedDevice } from "../../fakes/device-samples.ts";

const entries = catalogue("/models/", "https://example.org/");
const NO_GPU = { gpu: null, gpuAbsence: "no_webgpu" } as const;
const SMALL_BINDINGS = {
  ...STRONG_GPU,
  limits: { ...STRONG_GPU.limits, maxStorageBufferBindingSize: 2 ** 27 },
};

/** The least machine of each tier. */
const LEAST: Record<DeviceTier, SurveyedDevice> = {
  minimal: surveyedDevice({ isPhone: true, memoryBytes: 4 * GIBIBYTE, hasModernWasm: false }),
  processor: surveyedDevice({ ...NO_GPU, memoryBytes: 4 * GIBIBYTE, cores: 4 }),
  "small-gpu": surveyedDevice({ gpu: SMALL_BINDINGS, memoryBytes: 4 * GIBIBYTE }),
  "medium-gpu": surveyedDevice({ gpu: { ...STRONG_GPU, features: [] }, memoryBytes: null }),
  "large-gpu": surveyedDevice(),
};

function pick(device: SurveyedDevice, ...languages: string[]) {
  const able = entries.filter(
    (entry) =>
      whyNot(entry, device, {
        isBrowserModelAllowed: true,
        browserModel: "available",
        storedBytes: 0,
        memoryBudgetBytes: null,
      }) === null,
  );
  return recommendedModels(deviceTier(device), languages, able);
}

test.each(Object.entries(LEAST))("the least machine of %s is of that tier", (tier, device) => {
  expect(deviceTier(device)).toBe(tier);
});

test.each([
  ["minimal", "smollm2-360m-instruct-q8_0"],
  ["processor", "qwen3-0.6b-q8_0"],
  ["small-gpu", "Llama-3.2-1B-Instruct-q4f16_1-MLC"],
  ["medium-gpu", "Llama-3.2-3B-Instruct-q4f32_1-MLC"],
  ["large-gpu", "Qwen3-4B-q4f16_1-MLC"],
] as const)("an English reader on the least machine of %s gets %s", (tier, id) => {
  expect(pick(LEAST[tier], "en-GB").recommended).toBe(id);
});

test.each([
  ["minimal", "qwen2.5-0.5b-instruct-q4_k_m"],
  ["processor", "qwen3-0.6b-q8_0"],
  ["small-gpu", "Qwen2.5-1.5B-Instruct-q4f16_1-MLC"],
  ["medium-gpu", "Qwen3-1.7B-q4f32_1-MLC"],
  ["large-gpu", "Qwen3-4B-q4f16_1-MLC"],
] as const)("a Korean reader on the least machine of %s gets %s", (tier, id) => {
  expect(pick(LEAST[tier], "ko-KR", "en").recommended).toBe(id);
});

test("everyone starts with the model that comes with Nearside", () => {
  for (const device of Object.values(LEAST)) {
    expect(pick(device, "ko").starter).toBe("smollm2-135m-instruct-q4_1");
  }
});

test("a reader of a language that no default names gets the best default", () => {
  expect(pick(LEAST["large-gpu"], "eo").recommended).toBe("Qwen3-4B-q4f16_1-MLC");
  expect(pick(LEAST["processor"]).recommended).toBe("qwen3-0.6b-q8_0");
});

test("where the defaults of a tier cannot run, those of a lesser one are taken", () => {
  const storage = { quotaBytes: 700e6, usageBytes: 0, isPersistent: false };
  const narrow = { ...LEAST["large-gpu"], storage };
  expect(pick(narrow, "en").recommended).toBe("Qwen3-0.6B-q4f16_1-MLC");
});

test("where nothing but the starter can run, nothing is recommended", () => {
  const little = surveyedDevice({ isPhone: true, memoryBytes: GIBIBYTE * 2 });
  expect(pick(little, "en")).toEqual({ starter: "smollm2-135m-instruct-q4_1", recommended: null });
});

test.each(Object.keys(LEAST) as DeviceTier[])(
  "docs/guides/devices.md says what %s gets",
  (tier) => {
    const guide = readFileSync(new URL("../../../docs/guides/devices.md", import.meta.url), "utf8");
    const row = guide.split("\n").find((line) => line.startsWith(`| \`${tier}\``)) ?? "";
    const cells = row.split("|").map((cell) => cell.trim());
    const told = ["en", "ko"].map((language) => inWords(pick(LEAST[tier], language).recommended));
    expect(cells.slice(3, 5)).toEqual(told);
  },
);

function inWords(id: string | null): string {
  const entry = entries.find(({ card }) => card.id === id);
  const name = entry?.card.name.replace(/ f32$/, "");
  return `${name} (${entry?.engine}, ${((entry?.bytes ?? 0) / 1e9).toFixed(2)} GB)`;
}
