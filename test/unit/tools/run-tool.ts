import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

export interface ToolRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder with our tools and nothing installed, and a PATH that holds only the programs asked for. */
export interface FreshClone {
  readonly root: string;
  /** Runs one of our tools with this Node; `env` is the whole environment besides PATH and HOME. */
  run(
    script: string,
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): Promise<ToolRun>;
  remove(): void;
}

/** Makes a fresh clone in a temporary folder, or in `parent` if one is given. */
export function freshClone(
  programs: Readonly<Record<string, string>>,
  parent = tmpdir(),
): FreshClone {
  const root = mkdtempSync(join(parent, "nearside-clone-"));
  const path = mkdtempSync(join(tmpdir(), "nearside-path-"));
  for (const part of ["tools", "package.json", "package-lock.json", ".npmrc"]) {
    cpSync(join(ROOT, part), join(root, part), { recursive: true });
  }
  cpSync(join(ROOT, "src/device/models.json"), join(root, "src/device/models.json"));
  for (const [name, target] of Object.entries(programs)) symlinkSync(target, join(path, name));
  return {
    root,
    run: (script, args, env = {}) =>
      runNode([join(root, "tools", script), ...args], root, {
        PATH: path,
        HOME: path,
        ...env,
      }),
    remove: () => {
      rmSync(root, { recursive: true, force: true });
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Writes a models manifest with one file into a clone. */
export function writeManifest(clone: FreshClone, file: object): void {
  writeFileSync(join(clone.root, "src/device/models.json"), JSON.stringify({ files: [file] }));
}

/** The lines that a person sees of a failure. */
export function linesOf(text: string): string[] {
  return text.split("\n").filter((line) => line.trim() !== "");
}

function runNode(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<ToolRun> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, env: { ...env } }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      resolve({ code, stdout, stderr });
    });
  });
}
