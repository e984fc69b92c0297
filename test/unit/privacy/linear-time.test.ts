import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { allDetectors } from "../../../src/privacy/all-detectors.ts";
import { inspectTexts } from "../../../src/privacy/inspect-sources.ts";

const folder = new URL("../../../src/privacy/detectors/", import.meta.url);
const literals = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith(".ts"))
  .flatMap((name) =>
    regexLiterals(readFileSync(new URL(name, folder), "utf8")).map((source) => ({ name, source })),
  );

/** Regular expressions as they stand in a file of ours: behind a separator, closed by flags and a separator. */
function regexLiterals(code: string): readonly string[] {
  const withoutComments = code.replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, "");
  return Array.from(
    withoutComments.matchAll(
      /(?<=[\s(:[])\/((?! )(?:\\.|\[(?:\\.|[^\]\n])*\]|[^/\n\\[])+)\/[dgimsuvy]*(?=[\s,;.)])/g,
    ),
    ([, source = ""]) => source,
  );
}

/** Quantifiers that may take any number of steps, outside of character classes. */
function unboundedQuantifiers(source: string): readonly string[] {
  const bare = source.replaceAll(/\\./g, "a").replaceAll(/\[[^\]]*\]/g, "a");
  return bare.match(/[*+](?!\})|\{\d+,\}/g) ?? [];
}

test("the patterns of the detectors are seen by this test", () => {
  expect(literals.length).toBeGreaterThan(80);
  expect(unboundedQuantifiers("a+b")).toEqual(["+"]);
  expect(unboundedQuantifiers(String.raw`[a+]{2,}\+`)).toEqual(["{2,}"]);
});

test("every quantifier of every pattern is bounded, so that a try at one place costs a constant", () => {
  const unbounded = literals.filter(({ source }) => unboundedQuantifiers(source).length > 0);
  expect(unbounded).toEqual([]);
});

describe("a megabyte made to be hard is read to its end", () => {
  const million = (piece: string) => piece.repeat(Math.ceil(1_000_000 / piece.length));
  test.each([
    ["digits", million("1")],
    ["digits and separators", million("1-2 ")],
    ["signs of addresses", million("@a.")],
    ["one local part", `${million("a.")}@`],
    ["dots and colons", million("1:")],
    ["words of secrets", million("password = ")],
    ["beginnings of keys", million("-----BEGIN PRIVATE KEY-----\n")],
    ["beginnings of tokens", million("eyJhbGciOiJ.eyJ")],
    ["beginnings of account numbers", million("DE89 3704 ")],
    ["schemes", million("postgres://a:b")],
    ["plus signs", million("+1(")],
    ["zeros", million("0 ")],
    ["spaces", million(" ")],
  ])("%s", async (_, text) => {
    let runs = 0;
    const isOverBudget = () => {
      runs += 1;
      return false;
    };
    const inspection = await inspectTexts([text], { detectors: allDetectors, isOverBudget });
    expect(inspection.isOverBudget).toBe(false);
    expect(runs).toBe(allDetectors.length * Math.ceil(text.length / 16_384));
  });
});
