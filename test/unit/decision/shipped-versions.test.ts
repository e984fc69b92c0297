import { expect, test } from "vitest";
import calibrationSet from "../../../public/models/router/calibration-set.json" with { type: "json" };
import manifest from "../../../public/models/router/manifest.json" with { type: "json" };
import knownAbilities from "../../../src/decision/known-abilities.json" with { type: "json" };
import riskControl from "../../../src/decision/risk-control.json" with { type: "json" };
import embedded from "../../../src/device/measured-ability.json" with { type: "json" };
import abilities from "../../../training/results/abilities.json" with { type: "json" };

const written = { calibrationSet, knownAbilities, riskControl, embedded, abilities };

test.each(Object.entries(written))("%s is on the scale of the shipped classifier", (_, file) => {
  expect(file.classifier).toBe(manifest.version);
});

test("every card and question has as many dimensions as the classifier", () => {
  const { dimensions } = manifest.heads.difficulty;
  const cards = [...knownAbilities.models, embedded];
  for (const { ability } of cards) expect(ability).toHaveLength(dimensions);
  const calibrated = calibrationSet.items.filter(({ isCalibrated }) => isCalibrated);
  for (const { id, difficulties } of calibrated) expect(difficulties, id).toHaveLength(dimensions);
});

test("the calibration set is small, mostly calibrated, and names a licence for each question", () => {
  const { items } = calibrationSet;
  expect(items.length).toBeLessThanOrEqual(120);
  expect(items.filter(({ isCalibrated }) => isCalibrated).length).toBeGreaterThanOrEqual(100);
  expect(items.filter(({ language }) => language === "ko").length).toBeGreaterThan(0);
  for (const { id, licence, source } of items) expect([id, licence, source]).not.toContain("");
});
