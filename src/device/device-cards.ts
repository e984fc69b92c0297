import type { ModelCard } from "../terms/model-card.ts";
import measured from "./measured-ability.json" with { type: "json" };

/** The model that comes with Nearside. It is small: it proves the path, and says so. */
export const SMOLLM2_CARD: ModelCard = {
  id: "smollm2-135m-instruct-q4_1",
  name: "SmolLM2 135M",
  place: "device",
  // The model was trained on 8192; a longer context costs memory and minutes of reading on one thread.
  contextTokens: 2_048,
  maxAnswerTokens: 512,
  capabilities: ["tools", "schema", "logprobs"],
  languages: ["en"],
  ability: measured.ability,
  abilitySource: measured.source,
  price: { inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0, asOf: "2026-11-23" },
  // On two busy cores; replaced by this device's own figures after the first answer.
  pace: { firstTokenMs: 300, promptTokensPerSecond: 20, tokensPerSecond: 11 },
  efforts: [],
};

/** Every device model there is a card for. */
export const DEVICE_CARDS: readonly ModelCard[] = [SMOLLM2_CARD];
