import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { holdsAcceptedForm } from "../../../../bench/skills/accepted-form.ts";
import { isRightTrigger, SWEEP_NOW } from "../../../../bench/skills/judge-triggers.ts";
import { knownPrompts } from "../../../../bench/skills/known-prompts.ts";
import { nearMisses, phrasings } from "../../../../bench/skills/phrasings.ts";
import { answerExactly } from "../../../../workers/skills/answer-exactly.ts";

const known = knownPrompts(fileURLToPath(new URL("../../../../../shared/data", import.meta.url)));
/** `bench:skills` asks all; a sample keeps the tests quick. */
const STRIDE = 25;

describe("300 phrasings that were written without looking at the grammar", () => {
  const answered = phrasings().flatMap((phrasing) => {
    const answer = answerExactly(phrasing.text, phrasing);
    return answer === null ? [] : [{ ...phrasing, answer }];
  });

  test("no answer is wrong", () => {
    const wrong = answered.filter(
      ({ answer, accepted }) => !holdsAcceptedForm(answer.text, accepted),
    );
    expect(wrong.map(({ id, answer }) => `${id}: ${answer.text}`)).toEqual([]);
  });

  test("eight in ten are answered, in each language", () => {
    for (const language of ["en", "ko"]) {
      const count = answered.filter((one) => one.language === language).length;
      expect(count / 150).toBeGreaterThanOrEqual(0.8);
    }
  });
});

test("none of the near misses is answered", () => {
  const texts = nearMisses().map(({ text }) => text);
  expect(texts).toHaveLength(60);
  expect(texts.filter((text) => answerExactly(text, SWEEP_NOW) !== null)).toEqual([]);
});

test.skipIf(known === null)("of what people ask, only what a skill has exactly is answered", () => {
  const sample = (known ?? []).filter((_, index) => index % STRIDE === 0);
  const triggers = sample.flatMap((prompt) => {
    const answer = answerExactly(prompt.prompt, SWEEP_NOW);
    return answer === null ? [] : [{ known: prompt, answer }];
  });
  expect(triggers.length).toBeGreaterThan(10);
  const wrong = triggers.filter((trigger) => !isRightTrigger(trigger));
  expect(wrong.map(({ known: { id }, answer }) => `${id}: ${answer.text}`)).toEqual([]);
});

describe("an accepted form stands alone", () => {
  test.each([
    ["131", "31", false],
    ["31.5", "31", false],
    ["1,031", "031", false],
    ["-31", "31", false],
    ["31일", "31", true],
    ["31 days", "31", true],
    ["5:00 AMX", "5:00 AM", false],
    ["5:00\u202fAM", "5:00 AM", true],
  ])("in %s, %s: %s", (text, form, isHeld) => {
    expect(holdsAcceptedForm(text, [form])).toBe(isHeld);
  });
});
