import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allDetectors } from "../../../src/privacy/all-detectors.ts";
import type { Detector } from "../../../src/privacy/detector.ts";
import { emailDetector } from "../../../src/privacy/detectors/email.ts";
import { inspectBody, inspectTexts } from "../../../src/privacy/inspect-sources.ts";
import { SLICE_LENGTH } from "../../../src/privacy/inspect-text.ts";

const within = { detectors: allDetectors, isOverBudget: () => false };
const emailsOnly = { detectors: [emailDetector], isOverBudget: () => false };

/** A detector that finds nothing and counts how often it is asked, and how much it is shown. */
function countingDetector() {
  const seen = { runs: 0, longest: 0 };
  const detector: Detector = {
    name: "counting",
    find(text) {
      seen.runs += 1;
      seen.longest = Math.max(seen.longest, text.length);
      return [];
    },
  };
  return { seen, detector };
}

describe("inspectBody", () => {
  const chat = (content: unknown, more: object = {}) =>
    JSON.stringify({ model: "m", messages: [{ role: "user", content }], ...more });

  test.each([
    ["a message", chat("mail ada@example.org")],
    ["a part of a message", chat([{ type: "text", text: "mail ada@example.org" }])],
    ["a system prompt", chat("hi", { messages: [{ role: "system", content: "ada@example.org" }] })],
    [
      "a tool result",
      chat("hi", { messages: [{ role: "tool", tool_call_id: "1", content: "ada@example.org" }] }),
    ],
    [
      "the arguments of a tool call",
      chat("hi", { tool_calls: [{ function: { arguments: '{"to":"ada@example.org"}' } }] }),
    ],
    ["a tool's definition", chat("hi", { tools: [{ description: "mails ada@example.org" }] })],
    ["the name of a field", chat("hi", { metadata: { "ada@example.org": 1 } })],
    [
      "an earlier turn",
      chat("hi", { messages: [{ content: "ada@example.org" }, { content: "" }] }),
    ],
  ])("sees %s", async (_, body) => {
    const { findings } = await inspectBody(body, within);
    expect(findings.map(({ start, end }) => body.slice(start, end))).toEqual(["ada@example.org"]);
  });

  test("finds the same in a body, wherever it stands and however it is escaped", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "binary" }),
        fc.string({ unit: "binary" }),
        async (before, after) => {
          const body = JSON.stringify({ content: `${before} <ada@example.org> ${after}` });
          const { findings } = await inspectBody(body, emailsOnly);
          expect(findings.map(({ start, end }) => body.slice(start, end))).toContain(
            "ada@example.org",
          );
        },
      ),
    );
  });

  test("two strings are never read as one", async () => {
    const { findings } = await inspectBody(JSON.stringify(["4111 1111", "1111 1111"]), within);
    expect(findings).toEqual([]);
  });
});

describe("inspectTexts", () => {
  test("numbers texts from 0 and keeps the order of what it finds", async () => {
    const { findings } = await inspectTexts(["a@x.org", "-", "b@x.org, c@x.org"], within);
    expect(findings.map(({ part, start }) => [part, start])).toEqual([
      [0, 0],
      [2, 0],
      [2, 9],
    ]);
  });

  test("any Unicode, lone surrogates too, gives findings inside of its text and no exception", async () => {
    const anyUnits = fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 })
      .map((units) => String.fromCharCode(...units));
    await fc.assert(
      fc.asyncProperty(fc.array(anyUnits, { maxLength: 4 }), async (texts) => {
        const { findings } = await inspectTexts(texts, within);
        for (const { part, start, end } of findings) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(texts[part]?.length ?? 0);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("what stands across the border of two slices is found once, whole", async () => {
    const address = "ada.lovelace@example.org";
    for (let shift = 0; shift <= address.length; shift += 1) {
      const text = `${" ".repeat(SLICE_LENGTH - shift)}${address} ${"x ".repeat(400)}`;
      const { findings } = await inspectTexts([text], emailsOnly);
      expect(findings.map(({ start, end }) => text.slice(start, end))).toEqual([address]);
    }
  });

  test("ten thousand findings are found, all of them", async () => {
    const text = Array.from({ length: 10_000 }, (_, index) => `user${index}@example.org`).join(" ");
    const { findings, isOverBudget } = await inspectTexts([text], emailsOnly);
    expect([findings.length, isOverBudget]).toEqual([10_000, false]);
  });
});

describe("the budget", () => {
  const long = "word ".repeat(20_000);

  test("is asked before each detector and each slice, and ends the work where it is spent", async () => {
    const { seen, detector } = countingDetector();
    let asked = 0;
    const isOverBudget = () => {
      asked += 1;
      return asked > 3;
    };
    const inspection = await inspectTexts([long], {
      detectors: [detector, detector],
      isOverBudget,
    });
    expect(inspection).toEqual({ findings: [], isOverBudget: true });
    expect([asked, seen.runs]).toEqual([4, 3]);
  });

  test("spent, keeps what was found until then and says that it is not all", async () => {
    let asked = 0;
    const isOverBudget = () => {
      asked += 1;
      return asked > 1;
    };
    const text = `ada@example.org ${long} bob@example.org`;
    const inspection = await inspectTexts([text], { detectors: [emailDetector], isOverBudget });
    expect(inspection.isOverBudget).toBe(true);
    expect(inspection.findings.map(({ start }) => start)).toEqual([0]);
  });
});

test("the number of runs grows linearly with the text, and no run sees more than a slice", async () => {
  const { seen, detector } = countingDetector();
  await inspectTexts(["a".repeat(1_000_000)], { ...within, detectors: [detector] });
  expect(seen.runs).toBe(Math.ceil(1_000_000 / SLICE_LENGTH));
  expect(seen.longest).toBeLessThan(SLICE_LENGTH * 1.1);
});
