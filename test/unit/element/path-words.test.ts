import { expect, test } from "vitest";
import type { Candidate, Decision, Estimate, Path } from "../../../src/index.ts";
import { sayDecision, sayDepth, sayPath, sayStanding } from "../../../src/element/path-words.ts";
import { wordsEn } from "../../../src/element/words/words.en.ts";
import { wordsKo } from "../../../src/element/words/words.ko.ts";

const HERE: Path = { id: "d", steps: [{ kind: "device", model: "small" }] };
const FAR: Path = { id: "c", steps: [{ kind: "cloud", model: "gpt-x", effort: "low" }] };
const BOTH: Path = { id: "b", steps: [...HERE.steps, { kind: "check" }, ...FAR.steps] };

function candidate(path: Path, standing: Candidate["standing"], mean = 0.31): Candidate {
  const quality = { mean, low: mean - 0.2, high: mean + 0.2 };
  return {
    path,
    figures: { quality, costUsd: 0, delayMs: 0, exposureBytes: 0 },
    utility: 0,
    standing,
  };
}

function decision(path: Path, reason: Decision["reason"]): Decision {
  const lost: Candidate = candidate(HERE, { status: "lost", reason: "lower_utility" });
  return { path, reason, isUnsure: false, candidates: [lost], propensity: 1 };
}

test("a path is said step by step, with the effort of its cloud model", () => {
  expect(sayPath(HERE, [], wordsEn)).toBe("here (small)");
  expect(sayPath(BOTH, [], wordsEn)).toBe("here (small), check, then far (gpt-x, low effort)");
});

test("what a skill answered is said to be calculated here", () => {
  const skill: Path = { id: "s", steps: [{ kind: "skill", skill: "units" }] };
  expect(sayPath(skill, [], wordsEn)).toBe("here (calculated exactly)");
  expect(sayDecision(decision(skill, "exact_skill"), null, wordsEn)).toBe(
    "Stayed here: it could be calculated exactly.",
  );
});

test("a path that lost says why, and the chosen one says so", () => {
  expect(sayStanding({ status: "chosen" }, wordsEn)).toBe("chosen");
  expect(sayStanding({ status: "excluded", reason: "offline" }, wordsEn)).toBe("you were offline");
});

test("a free choice is explained by what this device could do", () => {
  expect(sayDecision(decision(FAR, "best_value"), null, wordsEn)).toBe(
    "Went far: this device would be right about 3 times in 10, between 1 and 5.",
  );
});

test("a choice that was made for the router is explained by its reason", () => {
  expect(sayDecision(decision(FAR, "forced_place"), null, wordsEn)).toBe(
    "Went far: you chose the place.",
  );
});

test("a conversation that stayed on its path says so, wherever it leads", () => {
  expect(sayDecision(decision(FAR, "kept_in_conversation"), null, wordsEn)).toBe(
    "Went far: nothing was clearly better than going on as before.",
  );
});

test("the depth of a question is said, and the effort where it followed from it", () => {
  const estimate: Estimate = {
    version: "",
    difficulties: [],
    discriminations: [],
    domain: {},
    task: {},
  };
  const shallow = { ...estimate, reasoningDepth: "low" } as const;
  const far = decision(FAR, "best_value");
  expect(sayDepth(far, shallow, null, wordsEn)).toBe(
    "It takes a moment's thought, so the cloud is asked with low effort.",
  );
  expect(sayDepth(far, shallow, null, wordsKo)).toBe(
    "잠깐 생각하면 되는 질문이라 클라우드에는 적은 추론으로 묻습니다.",
  );
  const deep = { ...estimate, reasoningDepth: "medium" } as const;
  expect(sayDepth(far, deep, null, wordsEn)).toBe("It takes several steps.");
  expect(sayDepth(decision(HERE, "best_value"), deep, null, wordsEn)).toBe(
    "It takes several steps.",
  );
  expect(sayDepth(far, estimate, null, wordsEn)).toBeNull();
});

test("where the device's answer passed its check, no effort is said to have been asked for", () => {
  const estimate = { version: "", difficulties: [], discriminations: [], domain: {}, task: {} };
  const shallow: Estimate = { ...estimate, reasoningDepth: "low" };
  const both = decision(BOTH, "best_value");
  expect(sayDepth(both, shallow, null, wordsEn)).toBe("It takes a moment's thought.");
  expect(sayDepth(both, shallow, "the device repeated itself", wordsEn)).toContain("low effort");
});

test("a device answer that was handed on says what the check found", () => {
  expect(sayDecision(decision(BOTH, "best_value"), "the device repeated itself", wordsEn)).toBe(
    "Tried here first, then went far: the device repeated itself.",
  );
});
