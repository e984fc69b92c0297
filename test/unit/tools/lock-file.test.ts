import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Entry {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock = JSON.parse(
  readFileSync(new URL("../../../package-lock.json", import.meta.url), "utf8"),
) as { packages: Record<string, Entry> };

test("the lock file names every optional package: `npm ci` refuses it otherwise", () => {
  // npm leaves out, without a word, what its registry did not have while the file was written.
  const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).filter((name) => !isLocked(path, name)),
  );
  expect(missing).toEqual([]);
});

test("the lock file names no download address", () => {
  const addressed = Object.entries(lock.packages).filter(([, entry]) => entry.resolved);
  expect(addressed).toEqual([]);
});

/** Whether a package is locked where Node would look for it from `path`. */
function isLocked(path: string, name: string): boolean {
  if (`${path}/node_modules/${name}` in lock.packages) return true;
  const above = path.lastIndexOf("/node_modules/");
  if (above < 0) return `node_modules/${name}` in lock.packages;
  return isLocked(path.slice(0, above), name);
}
