import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { closingLine, readClosingLine, sum } from "../../../tools/test/counts.mjs";
import { countPlaywright, countVitest } from "../../../tools/test/reports.mjs";
import { countReport } from "../../../tools/test/stages.mjs";

test("the last line has the sums, and speaks of skipped ones only if there are any", () => {
  const parts = [
    { passed: 3, failed: ["a"], skipped: [] },
    { passed: 4, failed: [], skipped: [] },
  ];
  expect(closingLine(sum(parts))).toBe("7 passed, 1 failed");
  expect(closingLine({ passed: 1, failed: [], skipped: ["b"] })).toBe(
    "1 passed, 0 failed, 1 skipped",
  );
});

test("a closing line reads back as it was written", () => {
  expect(readClosingLine("7 passed, 1 failed")).toEqual({ passed: 7, failed: 1, skipped: 0 });
  expect(readClosingLine("7 passed, 1 failed, 2 skipped")?.skipped).toBe(2);
  expect(readClosingLine("Tests 7 passed, 1 failed today")).toBeUndefined();
});

test("vitest: a file that could not be loaded is one failure", () => {
  const counts = countVitest({
    testResults: [
      { name: "broken.test.ts", status: "failed", assertionResults: [] },
      {
        name: "good.test.ts",
        status: "failed",
        assertionResults: [
          { status: "passed", fullName: "x" },
          { status: "failed", fullName: "y" },
          { status: "skipped", fullName: "z" },
        ],
      },
    ],
  });
  expect(counts).toEqual({ passed: 1, failed: ["broken.test.ts", "y"], skipped: ["z"] });
});

test("Playwright: nested tests are counted, a skip tells its reason, an error outside of tests fails", () => {
  const spec = (title: string, status: string, annotations: object[] = []) => ({
    title,
    tests: [{ status, annotations }],
  });
  const counts = countPlaywright({
    errors: [{ message: "global set-up failed\nat x" }],
    suites: [
      {
        title: "a.spec.ts",
        specs: [spec("one", "expected"), spec("two", "unexpected")],
        suites: [
          {
            title: "inner",
            specs: [
              spec("three", "skipped", [{ type: "skip", description: "../shared is not here" }]),
            ],
          },
        ],
      },
    ],
  });
  expect(counts).toEqual({
    passed: 1,
    failed: ["global set-up failed", "a.spec.ts > two"],
    skipped: ["a.spec.ts > inner > three (../shared is not here)"],
  });
});

test("a runner that ends badly without a failed test is one failure", () => {
  const none = join(tmpdir(), "nearside-no-such-report.json");
  expect(countReport("vitest", none, 1, countVitest).failed).toEqual([
    "vitest (ended with code 1, no report)",
  ]);
  const folder = mkdtempSync(join(tmpdir(), "nearside-report-"));
  const path = join(folder, "report.json");
  writeFileSync(path, JSON.stringify({ testResults: [] }));
  const counts = countReport("vitest", path, 124, countVitest);
  rmSync(folder, { recursive: true });
  expect(counts.failed).toEqual(["vitest (was stopped, out of time)"]);
});
