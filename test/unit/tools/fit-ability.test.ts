import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { calibratedItems } from "../../../tools/fit-ability/calibrated-items.ts";
import { modelAbility } from "../../../src/learning/model-ability.ts";
import type { Measured } from "../../../src/terms/estimate.ts";
import { openWorkspace } from "./command-line.ts";
import { linesOf, type ToolRun } from "./run-tool.ts";

interface Card {
  readonly id: string;
  readonly ability: readonly Measured[];
  readonly answers: number;
  readonly note: string;
  readonly classifier: string;
  readonly fittedOn: string;
}

const workspace = openWorkspace();
afterAll(() => workspace.remove());

const PROMPTS = [
  "What is the capital of France?",
  "Write a function that reverses a list.",
  "Which gas do plants take in?\nA. oxygen\nB. carbon dioxide",
  "Find the remainder of 7^100 divided by 13.",
];

function lines(...graded: readonly object[]): string {
  return graded.map((each) => `${JSON.stringify(each)}\n`).join("");
}

async function fit(text: string, more: readonly string[] = []): Promise<ToolRun & { card: Card }> {
  const from = workspace.write("graded.jsonl", text);
  const out = workspace.path("card.json");
  const run = await workspace.run("fit-ability", ["--outcomes", from, "--out", out, ...more]);
  return { ...run, card: JSON.parse(workspace.read("card.json")) as Card };
}

describe("npm run fit-ability", () => {
  test("writes a card that `estimate --card` takes, and says a sentence", async () => {
    const graded = PROMPTS.map((prompt, at) => ({ id: at, prompt, correct: at % 2 === 0 }));
    const chat = { messages: [{ role: "user", content: "hello" }], correct: 0.5 };
    const called = { prompt: "turn on the light", tools: [{ name: "on" }], correct: 1 };
    const run = await fit(lines(...graded, chat, called), ["--id", "mine"]);
    expect(run.code).toBe(0);
    expect(linesOf(run.stdout).at(-1)).toMatch(/^mine: ability -?\d\.\d\d ± \d\.\d\d.* 6 answers/);
    const { card } = run;
    expect(card).toMatchObject({ id: "mine", answers: 6, note: "fitted" });
    expect(card.classifier).toMatch(/^router-[0-9a-f]{8}$/);
    expect(card.fittedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    for (const { mean, sd } of card.ability) {
      expect(Math.abs(mean)).toBeLessThan(1.5);
      expect(sd).toBeGreaterThan(0);
      expect(sd).toBeLessThan(1);
    }
    const asked = workspace.write("asked.jsonl", lines({ id: "a", prompt: PROMPTS[0] }));
    const out = workspace.path("estimated.jsonl");
    const cardPath = workspace.path("card.json");
    const taken = ["--in", asked, "--out", out, "--card", cardPath];
    const estimated = await workspace.run("estimate", taken);
    expect(estimated.code).toBe(0);
    const written = JSON.parse(workspace.read("estimated.jsonl")) as { quality: object };
    expect(Object.keys(written.quality)).toEqual(["mine"]);
  }, 60_000);

  test("one class is fitted under the prior and says so; without --out the card alone goes to stdout", async () => {
    const right = lines(...PROMPTS.map((prompt) => ({ prompt, correct: true })));
    const from = workspace.write("right.jsonl", right);
    const { code, stdout, stderr } = await workspace.run("fit-ability", ["--outcomes", from]);
    const card = JSON.parse(stdout) as Card;
    expect(code).toBe(0);
    expect(card).toMatchObject({ id: "right", answers: 4, note: "one_class" });
    expect(card.ability[0]!.mean).toBeGreaterThan(0);
    expect(stderr).toMatch(/^right: ability .*100\.0 % right; all of one class/);
  });

  test("a question of the calibration set counts with its known parameters, surely", async () => {
    const router = workspace.copyRouter("calibrated-router");
    const { heads, version } = JSON.parse(readFileSync(join(router, "manifest.json"), "utf8")) as {
      readonly version: string;
      readonly heads: { readonly difficulty: { readonly dimensions: number } };
    };
    const figures = (value: number): number[] =>
      Array.from({ length: heads.difficulty.dimensions }, () => value);
    const known = { prompt: PROMPTS[0], difficulties: figures(1.5), discriminations: figures(1.2) };
    writeFileSync(
      join(router, "calibration-set.json"),
      JSON.stringify({ classifier: version, items: [known] }),
    );
    const { card } = await fit(lines({ prompt: PROMPTS[0], correct: true }), ["--router", router]);
    const difficulties = figures(1.5).map((mean) => ({ mean, sd: 0 }));
    const expected = modelAbility([{ difficulties, discriminations: figures(1.2), outcome: 1 }]);
    card.ability.forEach(({ mean, sd }, at) => {
      expect(mean).toBeCloseTo(expected.ability[at]!.mean, 3);
      expect(sd).toBeCloseTo(expected.ability[at]!.sd, 3);
    });
  });

  test("names every bad line, and writes nothing", async () => {
    const text = [
      '{"prompt":"fine","correct":true}',
      '{"prompt":"a","correct":true,"model":"mine"}',
      '{"prompt":"a"}',
      '{"prompt":"a","correct":"yes"}',
      '{"prompt":"a","correct":1.5}',
      '{"correct":true}',
      "no json",
    ].join("\n");
    const from = workspace.write("bad.jsonl", text);
    const out = workspace.path("unwritten.json");
    const run = await workspace.run("fit-ability", ["--outcomes", from, "--out", out]);
    expect(run.code).toBe(1);
    expect(existsSync(out)).toBe(false);
    const told = linesOf(run.stderr);
    const expected = [
      /^Line 2 has the unknown field "model"/,
      /^Line 3 has no "correct"/,
      /^Line 4 has a "correct" that is neither/,
      /^Line 5 has a "correct" that is neither/,
      /^Line 6 has neither "prompt" nor "messages"/,
      /^Line 7 is not JSON/,
      /nothing was written/,
    ];
    expect(told).toHaveLength(expected.length);
    expected.forEach((sentence, at) => expect(told[at]).toMatch(sentence));
  });

  test.each([
    ["an absent file", () => ["--outcomes", workspace.path("absent")], /There is no file/],
    ["an empty file", () => ["--outcomes", workspace.write("empty", "\n")], /no graded answer/],
  ])("ends with code 1 and a sentence for %s", async (_what, args, sentence) => {
    const { code, stderr } = await workspace.run("fit-ability", args());
    expect(code).toBe(1);
    expect(stderr).toMatch(sentence);
    expect(linesOf(stderr)).toHaveLength(1);
  });
});

describe("a calibration set", () => {
  const set = (content: unknown): string =>
    workspace.write("set.json", typeof content === "string" ? content : JSON.stringify(content));
  const C1 = { version: "c1", dimensions: 2 };
  const item = { prompt: "2 + 2?", difficulties: [0.5, -1], discriminations: [1, 2] };

  test("gives the items whose parameters are known, as certain, by their prompt", () => {
    const uncalibrated = { prompt: "3 + 3?", difficulties: null, discriminations: null };
    const items = calibratedItems(set({ classifier: "c1", items: [item, uncalibrated] }), C1);
    expect([...items]).toEqual([
      [
        "2 + 2?",
        {
          difficulties: [
            { mean: 0.5, sd: 0 },
            { mean: -1, sd: 0 },
          ],
          discriminations: [1, 2],
        },
      ],
    ]);
  });

  test("that is not there has no items", () => {
    expect(calibratedItems(workspace.path("absent.json"), C1).size).toBe(0);
  });

  test.each([
    ["no JSON", "{", /set\.json is not JSON/],
    ["a list", [item], /is no calibration set/],
    ["a difficulty in words", { items: [{ ...item, difficulties: ["hard", 1] }] }, /is no cal/],
    [
      "other dimensions",
      { classifier: "c1", items: [{ ...item, difficulties: [1] }] },
      /2 dimensions/,
    ],
    ["another classifier", { classifier: "c0", items: [item] }, /for c0, .* is c1/],
  ])("of %s is refused by name", (_what, content, sentence) => {
    expect(() => calibratedItems(set(content), C1)).toThrow(sentence);
  });
});
