import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "nearside-lint-"));
copyFileSync(join(ROOT, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Rules that the lint, with this tree's configuration, says a file breaks if it stood at `path`. */
function brokenRules(path: string, source: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, source);
  const oxlint = join(ROOT, "node_modules/oxlint/bin/oxlint");
  const { stdout } = spawnSync(process.execPath, [oxlint, "-f", "unix", path], {
    cwd: folder,
    encoding: "utf8",
  });
  rmSync(file);
  return stdout;
}

/** Those of `uses` that may not stand in a file of the folder `place`. */
function bannedUses(place: string, uses: readonly string[]): readonly string[] {
  const source = uses
    .map((use, index) => `export const value${String(index)} = ${use};\n`)
    .join("");
  const found = brokenRules(`${place}/planted.ts`, source).split("\n");
  const isBanned = (line: number): boolean =>
    found.some((each) => each.includes(`.ts:${String(line)}:`) && each.includes("no-restricted-"));
  return uses.filter((_use, index) => isBanned(index + 1));
}

const PURE = ["src/terms", "src/chat", "src/decision", "src/privacy", "src/learning"];

describe("no clock and no chance in", () => {
  test.each(PURE)("%s", (layer) => {
    const uses = [
      "Date.now()",
      "new Date()",
      "performance.now()",
      "Math.random()",
      "setTimeout(String)",
      "crypto.randomUUID()",
    ];
    expect(bannedUses(layer, uses)).toEqual(uses);
  });
});

describe("nothing reaches the network", () => {
  const uses = [
    'fetch("x")',
    'self.fetch("x")',
    'globalThis.fetch("x")',
    "new XMLHttpRequest()",
    'new WebSocket("x")',
    'new EventSource("x")',
    'navigator.sendBeacon("x")',
  ];

  test.each(["src/device", "src/element", "src/app", "workers/guard", "workers/language-model"])(
    "from %s",
    (place) => {
      expect(bannedUses(place, uses)).toEqual(uses);
    },
  );

  test("but from the egress worker and the model store", () => {
    expect(bannedUses("workers/egress", uses)).toEqual([]);
    expect(bannedUses("workers/model-store", uses)).toEqual([]);
  });
});

test.each([
  ["a default export", "export default 1;\n", "no-default-export"],
  ["any", "export const value: any = 1;\n", "no-explicit-any"],
  ["a namespace", "export namespace a { export const b = 1; }\n", "no-namespace"],
])("the lint finds %s", (_what, source, rule) => {
  expect(brokenRules("src/routing/planted.ts", source)).toContain(rule);
});
