import { expect, test } from "vitest";
import manifest from "../../../public/models/router/manifest.json" with { type: "json" };
import file from "../../../public/models/router/calibration-set.json" with { type: "json" };
import { readCalibrationSet } from "../../../src/device/calibration-set.ts";

const read = () => readCalibrationSet(new AbortController().signal);

test("every question with known parameters is there, on the scale of the shipped classifier", async () => {
  const { classifier, questions } = await read();
  expect(classifier).toBe(manifest.version);
  const calibrated = file.items.filter(({ isCalibrated }) => isCalibrated);
  expect(questions.map(({ id }) => id)).toEqual(calibrated.map(({ id }) => id));
  for (const { difficulties, discriminations, id } of questions) {
    expect(difficulties, id).toHaveLength(manifest.heads.difficulty.dimensions);
    expect(discriminations, id).toHaveLength(manifest.heads.difficulty.dimensions);
    expect(difficulties[0]!.sd, id).toBe(0);
  }
});

test("questions that no model has answered yet are left out, the Korean ones", async () => {
  const { questions } = await read();
  expect(questions.filter(({ id }) => id.startsWith("ko:"))).toEqual([]);
});

test("an aborted signal reads nothing", async () => {
  await expect(readCalibrationSet(AbortSignal.abort())).rejects.toMatchObject({
    name: "AbortError",
  });
});
