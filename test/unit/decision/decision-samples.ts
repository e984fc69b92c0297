import type { DecisionInput } from "../../../src/decision/decision-input.ts";
import type { RiskControlTable } from "../../../src/decision/risk-control.ts";
import type { Estimate } from "../../../src/terms/estimate.ts";
import type { ModelCard } from "../../../src/terms/model-card.ts";
import type { Policy } from "../../../src/terms/policy.ts";
import type { Query } from "../../../src/terms/query.ts";
import type { Situation } from "../../../src/terms/situation.ts";

export const query: Query = {
  text: "How many legs does a spider have?",
  precedingText: "",
  language: null,
  turnCount: 1,
  promptTokens: 20,
  answerTokens: 60,
  promptBytes: 60,
  demands: [],
  wishes: {},
};

export const estimate: Estimate = {
  version: "test",
  difficulties: [{ mean: 0, sd: 0.5 }],
  discriminations: [1],
  domain: {},
  task: {},
};

export const deviceCard: ModelCard = {
  id: "small",
  name: "Small",
  place: "device",
  contextTokens: 2048,
  maxAnswerTokens: 512,
  capabilities: ["logprobs"],
  languages: ["en"],
  ability: [{ mean: 0, sd: 0.3 }],
  abilitySource: "a test",
  price: { inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0, asOf: "2026-11-01" },
  pace: { firstTokenMs: 100, promptTokensPerSecond: 50, tokensPerSecond: 20 },
  checkPower: { passesRight: 0.95, rejectsWrong: 0.6 },
  efforts: [],
};

export const cloudCard: ModelCard = {
  ...deviceCard,
  id: "large",
  name: "Large",
  place: "cloud",
  contextTokens: 128_000,
  capabilities: ["tools", "schema", "logprobs"],
  languages: ["en", "ko"],
  ability: [{ mean: 2.5, sd: 0.3 }],
  price: { inputUsdPerMillionTokens: 2, outputUsdPerMillionTokens: 10, asOf: "2026-11-01" },
  pace: { firstTokenMs: 500, promptTokensPerSecond: 5000, tokensPerSecond: 60 },
  destination: "https://api.example.com/v1/chat/completions",
};

export const situation: Situation = {
  isOnline: true,
  mode: "ask",
  findingKinds: [],
  isGuardOverBudget: false,
  deviceModels: [{ model: "small", readiness: "ready", expectedLoadMs: 0, expectedWaitMs: 0 }],
  mayDownload: true,
  exclusions: [],
};

export const policy: Policy = {
  choice: { kind: "auto" },
  preference: 0.5,
  unsureBelow: 0.5,
  whenUnsure: "say",
};

/** Fitted on the estimates of this file: .10 asks for .8, .20 for .6, and nothing keeps .05. */
export const riskControl: RiskControlTable = {
  classifier: "test",
  note: "made up for tests",
  steps: [
    { alpha: 0.05, leastQuality: null, keptShare: 0 },
    { alpha: 0.1, leastQuality: 0.8, keptShare: 0.1 },
    { alpha: 0.2, leastQuality: 0.6, keptShare: 0.3 },
  ],
};

export const input: DecisionInput = {
  query,
  estimate,
  fleet: [deviceCard, cloudCard],
  situation,
  policy,
  riskControl,
};
