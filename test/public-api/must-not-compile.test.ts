import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compileCase } from "./compile-case.ts";

const FOLDER = join(import.meta.dirname, "must-not-compile");
const cases = readdirSync(FOLDER).filter((name) => name.endsWith(".ts"));

describe("must not compile:", () => {
  test.each(cases)("%s", { timeout: 60_000 }, (name) => {
    const { expected, actual } = compileCase(join(FOLDER, name));
    expect(expected).not.toEqual([]);
    expect(actual).toEqual(expected);
  });
});
