import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PERTURBATIONS, perturb } from "../../../training/perturbations.ts";

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);
const QUESTION = "Which river runs through Cairo, and how long is it? See f(x) = 3.14 at a.b@c.de";
const KOREAN = "카이로를 지나는 강의 이름은 무엇입니까?";
const CODE = "```\nlet total = count;\n```";

describe("perturb", () => {
  test.each(PERTURBATIONS)("%s: the same seed gives the same text, any text is taken", (kind) => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.nat(), (text, seed) => {
        expect(perturb(kind, text, seed)).toBe(perturb(kind, text, seed));
      }),
    );
  });

  test.each(["typos", "case", "punctuation", "spacing"] as const)(
    "%s: fenced code stays whole",
    (kind) => {
      for (const seed of SEEDS) {
        expect(perturb(kind, `Mend this, please.\n${CODE}\nThank you`, seed)).toContain(CODE);
      }
    },
  );

  test("typos: 1 to 3 plain words change, numbers, code and addresses never", () => {
    for (const seed of SEEDS) {
      const typed = perturb("typos", QUESTION, seed);
      expect(typed).toContain("f(x) = 3.14 at a.b@c.de");
      const before = QUESTION.split(" ");
      const changed = typed.split(" ").filter((word, at) => word !== before[at]);
      expect(changed.length).toBeLessThanOrEqual(3);
    }
    expect(SEEDS.filter((seed) => perturb("typos", QUESTION, seed) === QUESTION)).toEqual([]);
  });

  test("typos: Hangul stays Hangul", () => {
    for (const seed of SEEDS) {
      const typed = perturb("typos", KOREAN, seed);
      expect(typed).toMatch(/^[가-힣 ]+\?$/u);
      expect(typed.length).toBe(KOREAN.length);
    }
    expect(new Set(SEEDS.map((seed) => perturb("typos", KOREAN, seed))).size).toBeGreaterThan(20);
  });

  test("case: nothing but case changes", () => {
    for (const seed of SEEDS) {
      expect(perturb("case", QUESTION, seed).toLowerCase()).toBe(QUESTION.toLowerCase());
    }
  });

  test("punctuation and spacing: the labels of options stay", () => {
    for (const seed of SEEDS) {
      for (const kind of ["punctuation", "spacing"] as const) {
        const changed = perturb(kind, "Pick one.\nA. red\n(2) green. Or\nb) blue", seed);
        expect(changed).toMatch(/A\.\s+red\s+\(2\)\s+green[^]*b\)\s+blue/);
      }
    }
  });

  test("options: labels keep their order, texts only move", () => {
    const text = "Pick one.\nA. red\nB. green\nC. blue\nSay why.";
    const seen = new Set(SEEDS.map((seed) => perturb("options", text, seed)));
    expect(seen.size).toBe(6);
    for (const each of seen) {
      expect(each.match(/^[A-C]\. /gm)).toEqual(["A. ", "B. ", "C. "]);
      expect(each.match(/red|green|blue/g)?.toSorted()).toEqual(["blue", "green", "red"]);
    }
    expect(perturb("options", QUESTION, 1)).toBe(QUESTION);
  });

  test.each(["wrappers", "tricks"] as const)("%s: the text stands whole among them", (kind) => {
    for (const seed of SEEDS) {
      expect(perturb(kind, QUESTION, seed)).toContain(QUESTION);
      expect(perturb(kind, KOREAN, seed)).toMatch(/[가-힣]/);
      expect(perturb(kind, KOREAN, seed)).not.toBe(KOREAN);
    }
  });
});
