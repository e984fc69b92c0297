import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Where a program of this machine is, or undefined. */
export function findProgram(name: string): string | undefined {
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

/** The Python itself: what stands on the PATH may be a script that needs more of the PATH. */
export function requirePython(): string {
  const show = "import sys; print(sys.executable)";
  return execFileSync("python3", ["-c", show], { encoding: "utf8" }).trim();
}

/** Where a program that these tests cannot do without is. */
export function requireProgram(name: string): string {
  const path = findProgram(name);
  if (path === undefined) throw new Error(`${name} is not on the PATH`);
  return path;
}
