import type { ModelCard, PromptStyle } from "../terms/model-card.ts";
import type { EngineName } from "../terms/catalogue.ts";
import { expectedAbility } from "./expected-ability.ts";
import { expectedPace } from "./expected-pace.ts";
import measured from "./measured-ability.json" with { type: "json" };

/** How a request is put to a model of the catalogue. "unthinking": it would think aloud, which small models do badly. */
export type Manner = "plain" | "folded" | "unthinking" | "code";

/** What the card of a small model is made from. */
export interface SmallModel {
  readonly id: string;
  readonly name: string;
  readonly engine: "wllama" | "web-llm";
  readonly parameters: number;
  /** Of the download. */
  readonly bytes: number;
  readonly languages: readonly string[];
  readonly manner: Manner;
  /** Its name among the known abilities, where its answers were graded. */
  readonly knownAs?: string | undefined;
}

const FREE = { inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0, asOf: "2026-11-24" };

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
  price: { ...FREE, asOf: "2026-11-23" },
  // On two busy cores; replaced by this device's own figures after the first answer.
  pace: { firstTokenMs: 300, promptTokensPerSecond: 20, tokensPerSecond: 11 },
  efforts: [],
  // Its template has a system message of its own; another one would be read at 20 tokens a second.
  promptStyle: { remindsOfFormat: true },
};

/** Every device model there is a card for without the catalogue. */
export const DEVICE_CARDS: readonly ModelCard[] = [SMOLLM2_CARD];

type EngineFigures = Pick<ModelCard, "contextTokens" | "maxAnswerTokens" | "capabilities">;

/** On a processor a prompt is read at tens of tokens a second, so that more context is more than a person waits for. */
const FIGURES: Record<EngineName, EngineFigures> = {
  wllama: {
    contextTokens: 2_048,
    maxAnswerTokens: 512,
    capabilities: ["tools", "schema", "logprobs"],
  },
  "web-llm": {
    contextTokens: 4_096,
    maxAnswerTokens: 1_024,
    capabilities: ["schema", "logprobs"],
  },
  "prompt-api": { contextTokens: 4_096, maxAnswerTokens: 1_024, capabilities: ["schema"] },
};

/** The card of a model of the catalogue that this device has not measured. */
export function cardOf(model: SmallModel): ModelCard {
  const { id, name, engine, parameters, bytes, languages, manner, knownAs } = model;
  return {
    id,
    name,
    place: "device",
    ...FIGURES[engine],
    languages,
    ...expectedAbility(parameters, knownAs),
    price: FREE,
    pace: expectedPace(engine, bytes),
    efforts: [],
    promptStyle: promptStyleOf(manner),
  };
}

/** What the browser's own model is called in requests. */
export const BROWSER_MODEL_ID = "browser-model";

/** The browser's own model. The browser does not say what it is; it is taken for one of three billion parameters. */
export function browserModelCard(): ModelCard {
  return {
    id: BROWSER_MODEL_ID,
    name: "browser model",
    place: "device",
    ...FIGURES["prompt-api"],
    // The only language that its sessions ask for.
    languages: ["en"],
    ability: expectedAbility(3e9, undefined).ability,
    abilitySource: "the browser does not say which model it is; not measured",
    price: FREE,
    pace: expectedPace("prompt-api", 0),
    efforts: [],
    promptStyle: { remindsOfFormat: true },
  };
}

const PLAIN_SYSTEM = "You are a helpful assistant. Answer briefly, in plain words.";
const CODE_SYSTEM = "You write code. Give the code first, then one short sentence about it.";

function promptStyleOf(manner: Manner): PromptStyle {
  switch (manner) {
    case "plain":
      return { system: PLAIN_SYSTEM, remindsOfFormat: true };
    case "folded":
      return { system: PLAIN_SYSTEM, foldsSystem: true, remindsOfFormat: true };
    case "unthinking":
      return { system: PLAIN_SYSTEM, remindsOfFormat: true, thinking: "off" };
    case "code":
      return { system: CODE_SYSTEM, remindsOfFormat: true };
  }
}
