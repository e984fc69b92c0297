import { expect, test } from "vitest";
import { SMOLLM2_CARD } from "../../../src/device/device-cards.ts";
import {
  calibrationKey,
  keepRecord,
  type CalibrationRecord,
} from "../../../src/routing/calibration-record.ts";
import { MemoryAdapter } from "../../../src/storage/memory-adapter.ts";

const memory = () => new MemoryAdapter(() => 0, "");

function recordOf(...questions: string[]): CalibrationRecord {
  return {
    prior: [{ mean: 0, sd: 1 }],
    answers: questions.map((question) => ({ question, isRight: true, tokensPerSecond: null })),
  };
}

const modelOf = (id: string, revision: string) => ({ card: { ...SMOLLM2_CARD, id }, revision });
const questionsOf = ({ answers }: CalibrationRecord) => answers.map(({ question }) => question);

test("what another tab has kept meanwhile is kept too, each question once", async () => {
  const kept = memory();
  await keepRecord("k", recordOf("a", "b"), kept);
  const whole = await keepRecord("k", recordOf("b", "c"), kept);
  expect(questionsOf(whole)).toEqual(["a", "b", "c"]);
  expect(await kept.recall("calibrations", "k")).toEqual(whole);
});

test("model, revision and classifier each make another key, and none of them can be read from it", async () => {
  const kept = memory();
  const keys = await Promise.all([
    calibrationKey(modelOf("m", "1"), "c", kept),
    calibrationKey(modelOf("n", "1"), "c", kept),
    calibrationKey(modelOf("m", "2"), "c", kept),
    calibrationKey(modelOf("m", "1"), "d", kept),
  ]);
  expect(new Set(keys).size).toBe(4);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/);
});
