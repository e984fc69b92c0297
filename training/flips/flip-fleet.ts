import type { DecisionInput } from "../../src/decision/decision-input.ts";
import { knownCardOf } from "../../src/decision/known-cards.ts";
import type { ModelCard } from "../../src/terms/model-card.ts";

const DEVICE_MODEL = "llama-3.1-8b-instruct";
const CLOUD_MODEL = "gpt-4o-mini";

/** A device model of 8 billion parameters, as a strong laptop runs it; its ability as fitted from graded answers. */
export const DEVICE_CARD: ModelCard = {
  id: DEVICE_MODEL,
  name: "Llama 3.1 8B",
  place: "device",
  contextTokens: 8192,
  maxAnswerTokens: 2048,
  capabilities: ["tools", "schema", "logprobs"],
  languages: ["en", "de", "fr", "it", "pt", "hi", "es", "th", "ko"],
  ...abilityOf(DEVICE_MODEL),
  price: { inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0, asOf: "2026-11-24" },
  pace: { firstTokenMs: 300, promptTokensPerSecond: 200, tokensPerSecond: 20 },
  efforts: [],
};

/** A cloud model at the price and with the context that its maker publishes. */
export const CLOUD_CARD: ModelCard = {
  ...DEVICE_CARD,
  id: CLOUD_MODEL,
  name: "GPT-4o mini",
  place: "cloud",
  contextTokens: 128_000,
  maxAnswerTokens: 16_384,
  ...abilityOf(CLOUD_MODEL),
  price: { inputUsdPerMillionTokens: 0.15, outputUsdPerMillionTokens: 0.6, asOf: "2026-11-12" },
  pace: { firstTokenMs: 800, promptTokensPerSecond: 5000, tokensPerSecond: 60 },
  destination: "https://api.openai.com/v1/chat/completions",
};

/** Where this fleet's requests spread over its paths: at .5 all go to the cloud, at .3 all stay, and nothing could flip. */
const PREFERENCE = 0.4;

/** All that a decision rests on but the query: both models at hand, no consent to ask, no conversation to keep. */
export const FLIP_INPUT: Omit<DecisionInput, "query" | "estimate"> = {
  fleet: [DEVICE_CARD, CLOUD_CARD],
  situation: {
    isOnline: true,
    mode: "allow",
    findingKinds: [],
    isGuardOverBudget: false,
    deviceModels: [
      { model: DEVICE_MODEL, readiness: "ready", expectedLoadMs: 0, expectedWaitMs: 0 },
    ],
    mayDownload: true,
    exclusions: [],
  },
  policy: { choice: { kind: "auto" }, preference: PREFERENCE, unsureBelow: 0.5, whenUnsure: "say" },
  riskControl: { classifier: "none", note: "No bound is asked for here.", steps: [] },
};

function abilityOf(id: string): Pick<ModelCard, "ability" | "abilitySource"> {
  const known = knownCardOf(id);
  if (known === null) throw new Error(`known-abilities.json does not know ${id}.`);
  return { ability: known.ability, abilitySource: "src/decision/known-abilities.json" };
}
