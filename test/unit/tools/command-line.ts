import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ToolRun } from "./run-tool.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const TSX = join(ROOT, "node_modules/tsx/dist/cli.mjs");
const SHIPPED_ROUTER = join(ROOT, "public/models/router");

/** A folder for the files of one test file, and our command lines over them. */
export interface Workspace {
  path(name: string): string;
  write(name: string, text: string | Uint8Array): string;
  read(name: string): string;
  /** A copy of the shipped artefact, with its manifest changed. */
  copyRouter(name: string, change?: (manifest: string) => string): string;
  /** Runs tools/NAME.ts as its npm script does, once everything is installed. */
  run(tool: string, args: readonly string[]): Promise<ToolRun>;
  remove(): void;
}

/** Makes an empty workspace. */
export function openWorkspace(): Workspace {
  const folder = mkdtempSync(join(tmpdir(), "nearside-tool-"));
  const path = (name: string): string => join(folder, name);
  return {
    path,
    write(name, text) {
      writeFileSync(path(name), text);
      return path(name);
    },
    read: (name) => readFileSync(path(name), "utf8"),
    copyRouter(name, change = (manifest) => manifest) {
      cpSync(SHIPPED_ROUTER, path(name), { recursive: true });
      const manifest = readFileSync(join(SHIPPED_ROUTER, "manifest.json"), "utf8");
      writeFileSync(join(path(name), "manifest.json"), change(manifest));
      return path(name);
    },
    run: (tool, args) => runTool([TSX, join(ROOT, "tools", `${tool}.ts`), ...args]),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function runTool(args: readonly string[]): Promise<ToolRun> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      resolve({ code, stdout, stderr });
    });
  });
}
