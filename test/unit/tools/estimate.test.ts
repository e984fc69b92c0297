import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkOutput } from "../../../tools/command-line/check-paths.ts";
import { readLines } from "../../../tools/json-lines/read-lines.ts";
import { chosenCards } from "../../../tools/estimate/chosen-cards.ts";
import { estimateLine } from "../../../tools/estimate/estimate-line.ts";
import { query } from "../decision/decision-samples.ts";
import { openWorkspace } from "./command-line.ts";
import { linesOf, type ToolRun } from "./run-tool.ts";

interface Written {
  readonly id: unknown;
  readonly difficulty: number;
  readonly difficulties: readonly number[];
  readonly discriminations: readonly number[];
  readonly uncertainty: number;
  readonly domain: string;
  readonly task: string;
  readonly domainProbabilities: Record<string, number>;
  readonly taskProbabilities: Record<string, number>;
  readonly needsTools: number;
  readonly language: string | null;
  readonly quality: Record<string, number>;
}

const workspace = openWorkspace();
afterAll(() => workspace.remove());

/** Line by line: what is written of it, or why it is skipped. */
const LINES: readonly (readonly [line: string | Buffer, fate: string])[] = [
  ['{"id":"easy","prompt":"What do plants need to grow?\\nA. sunlight\\nB. sand"}', "written"],
  [
    '{"id":"hard","prompt":"Let $f(x) = x^3 - 3x + 1$ with roots $a, b, c$. Find $\\\\frac{a^5 + b^5 + c^5}{abc}$ exactly."}',
    "written",
  ],
  ["not json", "is not JSON"],
  ["[1]", "is not a JSON object"],
  ["", "blank"],
  ['{"prompt":"nameless"}', 'has no "id"'],
  ['{"id":"x"}', 'has neither "prompt" nor "messages"'],
  ['{"id":"x","prompt":"a","messages":[{"role":"user","content":"b"}]}', "has both"],
  ['{"id":"x","prompt":5}', 'has a "prompt" that is no text'],
  ['{"id":"x","messages":[]}', "has no messages"],
  ['{"id":"x","messages":[{"role":"robot","content":"a"}]}', '"messages.0.role"'],
  ['{"id":"x","prompt":"a","tools":"none"}', '"tools" must be'],
  ['{"id":7,"messages":[{"role":"user","content":"안녕하세요, 오늘 저녁은요?"}]}', "written"],
  ['{"id":"bare","prompt":"turn on the light","tools":[{"name":"on","parameters":{}}]}', "written"],
  [
    '{"id":"wrapped","prompt":"turn on the light","tools":[{"type":"function","function":{"name":"on"}}]}',
    "written",
  ],
  ['{"id":"no-tools","prompt":"turn on the light","tools":null}', "written"],
  ['{"id":"empty","prompt":""}', "written"],
  ['{"id":"broken","prompt":"\\ud800\\u0000\\uffff"}', "written"],
  [Buffer.from('{"id":"bytes","prompt":"\xff\xfe \x80"}', "latin1"), "written"],
  ['{"id":"separator","prompt":"one\u2028two"}', "written"],
  [JSON.stringify({ id: "huge", prompt: "zxqv wrtk plmf ".repeat(400_000) }), "written"],
  ['{"id":"last","prompt":"a line that no line feed ends"}', "written"],
];

describe("npm run estimate", () => {
  let run: ToolRun;
  let written: readonly Written[];
  const of = (id: string): Written => written.find((each) => each.id === id)!;

  beforeAll(async () => {
    const joined = LINES.flatMap(([line], at) => [
      Buffer.from(at === 0 ? "" : "\n"),
      typeof line === "string" ? Buffer.from(line) : line,
    ]);
    const from = workspace.write("in.jsonl", Buffer.concat(joined));
    run = await workspace.run("estimate", ["--in", from, "--out", workspace.path("out.jsonl")]);
    written = linesOf(workspace.read("out.jsonl")).map((line) => JSON.parse(line) as Written);
  }, 60_000);

  test("writes one line for each that can be read, in their order, and says how many", () => {
    expect(run.code).toBe(0);
    expect(written.map(({ id }) => id)).toEqual([
      ...["easy", "hard", 7, "bare", "wrapped", "no-tools", "empty", "broken", "bytes"],
      ...["separator", "huge", "last"],
    ]);
    expect(linesOf(run.stdout).at(-1)).toMatch(/^12 estimates .*; 9 lines .*skipped\.$/);
  });

  test("names every other line by its number and what is wrong with it", () => {
    const told = linesOf(run.stderr);
    const skipped = LINES.flatMap(([, fate], at) =>
      fate === "written" || fate === "blank" ? [] : [{ number: at + 1, fate }],
    );
    expect(told).toHaveLength(skipped.length);
    skipped.forEach(({ number, fate }, at) => {
      expect(told[at]).toMatch(new RegExp(`^Line ${number} was skipped: `));
      expect(told[at]).toContain(fate);
    });
  });

  test("tells an easy question from a hard one", () => {
    expect(of("hard").difficulty).toBeGreaterThan(of("easy").difficulty + 0.5);
    expect(of("easy").task).toBe("exam");
    expect(of("hard").task).toBe("maths");
    for (const quality of [of("easy").quality, of("hard").quality]) {
      expect(quality["o1-mini"]).toBeGreaterThan(quality["gemma-2-2b-it"]!);
    }
    expect(of("easy").quality["gpt-4o-mini"]).toBeGreaterThan(of("hard").quality["gpt-4o-mini"]!);
    expect(written[2]?.language).toBe("ko");
  });

  test("the overall difficulty and doubt follow from those of the dimensions", () => {
    for (const each of written) {
      const sum = each.difficulties.reduce((s, b, at) => s + b * each.discriminations[at]!, 0);
      expect(each.difficulty).toBeCloseTo(sum, 4);
      expect(each.uncertainty).toBeGreaterThan(0);
    }
  });

  test("every number is finite, whatever the text, and probabilities sum to 1", () => {
    for (const each of written) {
      const numbers = [
        ...[each.difficulty, each.uncertainty, each.needsTools],
        ...[...each.difficulties, ...each.discriminations, ...Object.values(each.quality)],
      ];
      for (const number of numbers) expect(Number.isFinite(number)).toBe(true);
      for (const shares of [each.domainProbabilities, each.taskProbabilities]) {
        expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 3);
      }
      expect(each.domainProbabilities[each.domain]).toBe(
        Math.max(...Object.values(each.domainProbabilities)),
      );
    }
    for (const id of ["empty", "broken", "huge"]) {
      expect(of(id).uncertainty).toBeGreaterThan(of("easy").uncertainty);
    }
  });

  test("tools count in either shape, and null is none", () => {
    const figures = ({ id: _id, ...rest }: Written): object => rest;
    expect(figures(of("bare"))).toEqual(figures(of("wrapped")));
    expect(figures(of("bare"))).not.toEqual(figures(of("no-tools")));
  });

  test("estimates for the cards that are named, an id or a file, and for no other", async () => {
    const ability = of("easy").difficulties.map(() => ({ mean: 9, sd: 0 }));
    const card = workspace.write("card.json", JSON.stringify({ id: "mine", ability }));
    const from = workspace.write("one.jsonl", LINES[0]![0]);
    const out = workspace.path("cards.jsonl");
    const named = ["--card", card, "--card", "gpt-4o-mini"];
    const { code } = await workspace.run("estimate", ["--in", from, "--out", out, ...named]);
    expect(code).toBe(0);
    const { quality } = JSON.parse(workspace.read("cards.jsonl")) as Written;
    expect(Object.keys(quality)).toEqual(["mine", "gpt-4o-mini"]);
    expect(quality["mine"]).toBeGreaterThan(0.95);
    expect(quality["gpt-4o-mini"]).toBe(of("easy").quality["gpt-4o-mini"]);
  });

  test("refuses a model that was fitted on other features, by name", async () => {
    const router = workspace.copyRouter("other-router", (manifest) =>
      manifest.replace(/"features-\d+"/, '"features-0"'),
    );
    const from = workspace.path("in.jsonl");
    const args = ["--in", from, "--out", workspace.path("none.jsonl"), "--router", router];
    const { code, stderr } = await workspace.run("estimate", args);
    expect(code).toBe(1);
    expect(linesOf(stderr)).toHaveLength(1);
    expect(stderr).toMatch(/router\.onnx: .*router-\w+ was fitted on features-0; this build/);
    expect(existsSync(workspace.path("none.jsonl"))).toBe(false);
  });

  test.each([
    ["nothing to read", () => ["--in", workspace.path("absent"), "--out", "x"], /no file .*absent/],
    [
      "no line that can be read",
      () => ["--in", workspace.write("bad", "x\n"), "--out", workspace.path("y")],
      /holds no line/,
    ],
    ["an unknown option", () => ["--into", "x"], /Unknown option '--into'/],
  ])("ends with code 1 and a sentence for %s", async (_what, args, sentence) => {
    const { code, stderr } = await workspace.run("estimate", args());
    expect(code).toBe(1);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

test("the output is a file that can be written, and never the input, which opening would empty", () => {
  const from = workspace.write("input", "kept");
  expect(() => checkOutput(from, from)).toThrow(/name another one/);
  expect(() => checkOutput(workspace.path("."), from)).toThrow(/is a folder/);
  expect(() => checkOutput(workspace.path("absent/x"), from)).toThrow(/no folder/);
  expect(() => checkOutput(workspace.path("new"), from)).not.toThrow();
});

test("a line of three dimensions weighs each by its discrimination; a head that is absent is null", () => {
  const estimate = {
    version: "test",
    difficulties: [1, -1, 0.5].map((mean) => ({ mean, sd: 0.5 })),
    discriminations: [2, 1, 0],
    domain: {},
    task: { code: 0.4, maths: 0.6 },
  };
  const sure = { id: "sure", ability: [1, -1, 9].map((mean) => ({ mean, sd: 0 })) };
  const line = estimateLine("a", query, estimate, [sure]);
  expect(line["difficulty"]).toBe(1);
  expect(line["uncertainty"]).toBeCloseTo(Math.hypot(1, 0.5), 5);
  expect(line["quality"]).toEqual({ sure: 0.5 });
  expect(line).toMatchObject({ domain: null, task: "maths", needsFresh: null, needsTools: null });
  expect(line).toMatchObject({ reasoningDepth: null, language: null });
});

describe("cards", () => {
  const classifier = { version: "router-test", dimensions: 2 };
  const two = [
    { mean: 0, sd: 1 },
    { mean: 1, sd: 0.2 },
  ];
  const card = (content: unknown): string =>
    workspace.write("a-card.json", JSON.stringify(content));

  test("none named: every known one, by distinct ids", () => {
    const ids = chosenCards([], classifier).map(({ id }) => id);
    expect(ids).toContain("gpt-4o-mini");
    expect(ids).toContain("smollm2-135m-instruct-q4_1");
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("a file gives its id, ability and languages; a whole model card serves too", () => {
    const content = { id: "mine", ability: two, languages: ["en"], note: "fitted" };
    expect(chosenCards([card(content)], classifier)).toEqual([
      { id: "mine", ability: two, languages: ["en"] },
    ]);
  });

  test.each([
    ["no id", { ability: two }, /no "id"/],
    ["too few dimensions", { id: "a", ability: two.slice(1) }, /2 \{"mean", "sd"\}/],
    ["an ability that is no number", { id: "a", ability: [{ mean: 0 }, two[1]] }, /"mean", "sd"/],
    ["languages that are no list", { id: "a", ability: two, languages: "en" }, /"languages"/],
    ["null", null, /no JSON object/],
  ])("a file with %s is refused by name", (_what, content, sentence) => {
    const path = card(content);
    expect(() => chosenCards([path], classifier)).toThrow(sentence);
    expect(() => chosenCards([path], classifier)).toThrow(/a-card\.json/);
  });

  test("an unknown id is refused with those that are known, and one id twice with its name", () => {
    expect(() => chosenCards(["gpt-99"], classifier)).toThrow(/"gpt-99".*gpt-4o-mini/);
    expect(() => chosenCards(["gpt-4o", "gpt-4o"], classifier)).toThrow(/"gpt-4o"/);
  });
});

test("a line longer than the limit is told apart and passed over", async () => {
  const path = workspace.write("long", `ab\n${"x".repeat(200_000)}\ncd\n\n`);
  const lines = [];
  for await (const line of readLines(path, 1000)) lines.push(line);
  expect(lines).toEqual([
    { number: 1, text: "ab" },
    { number: 2, text: null },
    { number: 3, text: "cd" },
  ]);
});
