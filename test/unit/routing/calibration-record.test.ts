import { expect, test } from "vitest";
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
    calibrationKey({ id: "m", revision: "1" }, "c", kept),
    calibrationKey({ id: "n", revision: "1" }, "c", kept),
    calibrationKey({ id: "m", revision: "2" }, "c", kept),
    calibrationKey({ id: "m", revision: "1" }, "d", kept),
  ]);
  expect(new Set(keys).size).toBe(4);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/);
});
