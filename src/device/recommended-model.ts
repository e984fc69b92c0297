import type { CatalogueEntry } from "../terms/catalogue.ts";
import type { DeviceTier } from "../terms/device-report.ts";
import { SMOLLM2_CARD } from "./device-cards.ts";

/** The models that a device starts with. */
export interface RecommendedModels {
  /** Runs at once, while a better one is downloaded: the one that comes with Nearside. */
  readonly starter: string;
  /** The best default for this tier and reader; null where nothing is better than the starter. */
  readonly recommended: string | null;
}

/** From the least to the most; a tier falls back on those before it. */
const TIERS: readonly DeviceTier[] = [
  "minimal",
  "processor",
  "small-gpu",
  "medium-gpu",
  "large-gpu",
];

/** Defaults of each tier, best first. The first that names the reader's language and can run is taken. */
const DEFAULTS: Record<DeviceTier, readonly string[]> = {
  minimal: ["smollm2-360m-instruct-q8_0", "qwen2.5-0.5b-instruct-q4_k_m"],
  processor: ["qwen3-0.6b-q8_0"],
  "small-gpu": [
    "Llama-3.2-1B-Instruct-q4f16_1-MLC",
    "Llama-3.2-1B-Instruct-q4f32_1-MLC",
    "Qwen2.5-1.5B-Instruct-q4f16_1-MLC",
    "Qwen2.5-1.5B-Instruct-q4f32_1-MLC",
    "Qwen3-0.6B-q4f16_1-MLC",
    "Qwen2.5-0.5B-Instruct-q4f32_1-MLC",
  ],
  "medium-gpu": [
    "Llama-3.2-3B-Instruct-q4f16_1-MLC",
    "Llama-3.2-3B-Instruct-q4f32_1-MLC",
    "Qwen3-1.7B-q4f16_1-MLC",
    "Qwen3-1.7B-q4f32_1-MLC",
  ],
  "large-gpu": ["Qwen3-4B-q4f16_1-MLC", "Qwen3-4B-q4f32_1-MLC"],
};

/**
 * The starter and the recommended model for a tier and the reader's languages (BCP 47, best first). `entries` are those of
 * the catalogue that can run here. A reader of a language that no default names gets the best default.
 */
export function recommendedModels(
  tier: DeviceTier,
  languages: readonly string[],
  entries: readonly CatalogueEntry[],
): RecommendedModels {
  const defaults = TIERS.slice(0, TIERS.indexOf(tier) + 1)
    .toReversed()
    .flatMap((each) => DEFAULTS[each]);
  const able = defaults.flatMap((id) => entries.filter(({ card }) => card.id === id));
  const language = languages[0]?.split("-")[0]?.toLowerCase() ?? "en";
  const spoken = able.find(({ card }) => card.languages.includes(language));
  return { starter: SMOLLM2_CARD.id, recommended: (spoken ?? able[0])?.card.id ?? null };
}
