import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { build } from "vite";
import { startServer } from "../../tools/serve.mjs";
import { guardRules } from "../contracts/guard.contract.ts";
import type { GuardHarness } from "./harness/guard/guard-page.ts";

declare global {
  interface Window {
    guard: GuardHarness;
  }
}

const root = fileURLToPath(new URL("./harness/guard", import.meta.url));
const distDir = fileURLToPath(new URL("../../.cache/guard-harness", import.meta.url));

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
  await page.waitForFunction(() => "guard" in window);
});

test.describe("the real guard in its real worker keeps the rules of Guard", () => {
  for (const rule of guardRules) {
    test(rule.name, async ({ page }) => {
      await page.evaluate((name) => window.guard.holds(name), rule.name);
    });
  }
});

test("identifiers, numbers and credentials are found in the worker as in Node", async ({
  page,
}) => {
  const texts = [
    "IBAN GB82 WEST 1234 5698 7654 32",
    "call +82 10-1234-5678",
    "card 4242 4242 4242 4242",
    "token ghp_" + "q7Zk2VbX9mT4cRwLhYs8NdJ3fGpA6eUu5iKo",
    "postgres://app:s3cr3tPa55@db.internal:5432/main",
    "900101-1234568",
  ];
  const { findings } = await page.evaluate((list) => window.guard.inspect(list), texts);
  expect(findings.map(({ part, kind }) => `${part} ${kind}`)).toEqual([
    "0 IBAN",
    "1 PHONE",
    "2 CREDIT_CARD",
    "3 CREDENTIAL",
    "4 CREDENTIAL",
    "5 NATIONAL_ID",
  ]);
});

test("a spent budget says that not everything was looked at", async ({ page }) => {
  const inspection = await page.evaluate(() =>
    window.guard.inspectWithoutBudget("ada@example.org"),
  );
  expect(inspection).toEqual({ findings: [], isOverBudget: true });
});

test("over the deadline the answer is isOverBudget, and a new worker serves the next call", async ({
  page,
}) => {
  const { late, again } = await page.evaluate(() =>
    window.guard.inspectLateThenAgain("0 1 2 3 4 5 6 7 8 9 ".repeat(100_000)),
  );
  expect(late).toEqual({ findings: [], isOverBudget: true });
  expect(again.isOverBudget).toBe(false);
  expect(again.findings).toHaveLength(1);
});

test("a guard whose script is missing fails with guard_unavailable", async ({ page }) => {
  expect(await page.evaluate(() => window.guard.codeWithoutScript())).toBe("guard_unavailable");
});

test("the worker is served under a policy of its own that reaches nothing", async ({ page }) => {
  const script = readdirSync(`${distDir}/assets`).find((name) => name.startsWith("guard.worker-"));
  const response = await page.request.get(`${server.url}/assets/${script ?? "missing"}`);
  expect(response.headers()["content-security-policy"]).toContain("connect-src 'none'");
});

test("the worker's script stays under 80 kB gzip, and the page's holds none of its libraries", () => {
  const sizes = new Map(
    readdirSync(`${distDir}/assets`).map((name) => {
      const bytes = readFileSync(`${distDir}/assets/${name}`);
      return [name.replace(/-[\w-]{8}\.js$/, ""), gzipSync(bytes).byteLength] as const;
    }),
  );
  expect(sizes.get("guard.worker")).toBeLessThan(80_000);
  expect(sizes.get("index")).toBeLessThan(12_000);
});
