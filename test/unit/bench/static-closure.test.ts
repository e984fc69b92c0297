import { expect, test } from "vitest";
import { staticClosure } from "../../../bench/static-closure.ts";

const contents: Readonly<Record<string, string>> = {
  "index.html":
    '<link rel="stylesheet" href="/assets/a.css"><script type="module" src="/assets/a.js"></script>',
  "assets/a.css": "body{}",
  "assets/a.js": 'import{x}from"./b.js";import"./c.js";const later=()=>import("./lazy.js")',
  "assets/b.js": 'export{x}from"./a.js"',
  "assets/c.js": 'new Worker(new URL("./w.js",import.meta.url))',
  "assets/lazy.js": "",
  "assets/w.js": "",
};
const files = new Map(Object.entries(contents).map(([path, content]) => [path, { path, content }]));
const pathsFrom = (entry: string) =>
  staticClosure(entry, files)
    .map(({ path }) => path)
    .toSorted();

test("a page's first load is what it links and what that imports, through circles", () => {
  expect(pathsFrom("index.html")).toEqual([
    "assets/a.css",
    "assets/a.js",
    "assets/b.js",
    "assets/c.js",
    "index.html",
  ]);
});

test("what is imported later, workers, and files that were not built do not count", () => {
  expect(pathsFrom("assets/c.js")).toEqual(["assets/c.js"]);
  expect(pathsFrom("absent.js")).toEqual([]);
});
