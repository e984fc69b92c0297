import { expect, test } from "vitest";
import type { Candidate, Decision, Path } from "../../../src/index.ts";
import { sayDecision, sayPath, sayStanding } from "../../../src/element/path-words.ts";
import { wordsEn } from "../../../src/element/words/words.en.ts";

const HERE: Path = { id: "d", steps: [{ kind: "device", model: "small" }] };
const FAR: Path = { id: "c", steps: [{ kind: "cloud", model: "gpt-x", effort: "low" }] };
const BOTH: Path = { id: "b", steps: [...HERE.steps, { kind: "check" }, ...FAR.steps] };

function candidate(path: Path, standing: Candidate["standing"], mean = 0.31): Candidate {
  const quality = { mean, low: mean, high: mean };
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

test("a path that lost says why, and the chosen one says so", () => {
  expect(sayStanding({ status: "chosen" }, wordsEn)).toBe("chosen");
  expect(sayStanding({ status: "excluded", reason: "offline" }, wordsEn)).toBe("you were offline");
});

test("a free choice is explained by what this device could do", () => {
  expect(sayDecision(decision(FAR, "best_value"), null, wordsEn)).toBe(
    "Went far: this device would be right about 3 times in 10.",
  );
});

test("a choice that was made for the router is explained by its reason", () => {
  expect(sayDecision(decision(FAR, "forced_place"), null, wordsEn)).toBe(
    "Went far: you chose the place.",
  );
});

test("a device answer that was handed on says what the check found", () => {
  expect(sayDecision(decision(BOTH, "best_value"), "the device repeated itself", wordsEn)).toBe(
    "Tried here first, then went far: the device repeated itself.",
  );
});
