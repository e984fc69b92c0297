import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { build } from "vite";
import { startServer } from "../../tools/serve.mjs";
import type { SkillsHarness } from "./harness/skills/skills-page.ts";

declare global {
  interface Window {
    skills: SkillsHarness;
  }
}

const root = fileURLToPath(new URL("./harness/skills", import.meta.url));
const distDir = fileURLToPath(new URL("../../.cache/skills-harness", import.meta.url));

let server: { url: string; close: () => Promise<void> };

test.beforeAll(async () => {
  await build({
    root,
    configFile: false,
    logLevel: "error",
    worker: { format: "es" },
    build: { outDir: distDir, emptyOutDir: true, assetsInlineLimit: 0, target: "es2023" },
  });
  server = await startServer({ port: 0, distDir });
});

test.afterAll(() => server.close());

test.beforeEach(async ({ page }) => {
  await page.goto(server.url);
  await page.waitForFunction(() => "skills" in window);
});

test("each skill answers in the worker as in Node, offline too", async ({ page, context }) => {
  const cases = [
    ["what is 17 * 23?", "arithmetic", "391"],
    ["20% off 80", "percentage", "64"],
    ["how many miles in five kilometers", "units", "≈ 3.106856 miles"],
    ["255를 2진수로 바꿔줘", "number-base", "11111111"],
    ["100일 후는 며칠이야?", "date", "2027년 3월 4일 목요일"],
    ["what time is it in tokyo", "time-zone", "2:30 PM, Tuesday, 24 November 2026"],
    ['how many characters in "👍🏽é"', "text-count", "2 characters"],
    ['uppercase "straße"', "text-case", "STRASSE"],
    ["sort 10, 9, 2 in ascending order", "list", "2, 9, 10"],
    ["10, 20, 30의 평균을 구해줘", "statistics", "20"],
  ] as const;
  await page.evaluate(() => window.skills.answer("2 + 2"));
  await context.setOffline(true);
  for (const [request, skill, text] of cases) {
    const answer = await page.evaluate((asked) => window.skills.answer(asked), request);
    expect({ request, skill: answer?.skill, text: answer?.text }).toEqual({ request, skill, text });
  }
});

test("a request that is not read as a whole has no answer", async ({ page }) => {
  const requests = [
    "write a poem about 2 + 2",
    "what day is 03/04/2026",
    "9^9^9",
    "(".repeat(9_000),
  ];
  for (const request of requests) {
    expect(await page.evaluate((asked) => window.skills.answer(asked), request)).toBeNull();
  }
});

test("over the deadline there is no answer, and a new worker serves the next call", async ({
  page,
}) => {
  const [late, again] = await page.evaluate(() => window.skills.answerLateThenAgain("2 + 2"));
  expect(late).toBeNull();
  expect(again?.text).toBe("4");
});

test("skills whose script is missing fail with worker_died", async ({ page }) => {
  expect(await page.evaluate(() => window.skills.codeWithoutScript())).toBe("worker_died");
});

test("the worker is served under a policy of its own that reaches nothing", async ({ page }) => {
  const script = readdirSync(`${distDir}/assets`).find((name) => name.startsWith("skills.worker-"));
  const response = await page.request.get(`${server.url}/assets/${script ?? "missing"}`);
  expect(response.headers()["content-security-policy"]).toContain("connect-src 'none'");
});

test("the worker's script stays under 110 kB gzip, and the page's holds none of its libraries", () => {
  const sizes = new Map(
    readdirSync(`${distDir}/assets`).map((name) => {
      const bytes = readFileSync(`${distDir}/assets/${name}`);
      return [name.replace(/-[\w-]{8}\.js$/, ""), gzipSync(bytes).byteLength] as const;
    }),
  );
  expect(sizes.get("skills.worker")).toBeLessThan(110_000);
  expect(sizes.get("index")).toBeLessThan(12_000);
});
