import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, mergeConfig } from "vite";
import viteConfig from "../vite.config.ts";
import { staticClosure } from "./static-closure.ts";
import type { BuiltFile } from "./static-closure.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

const library = await libraryFiles();
const app = staticClosure("index.html", filesIn(join(root, "dist")));
report("The library before engines: src/index.ts and what it imports statically, bundled", library);
report("The app's first load: index.html and what it links and imports statically", app);
console.log(JSON.stringify({ libraryKb: kilobytes(library), appKb: kilobytes(app) }));

/** The library bundled as a page bundles it, its dependencies included. */
async function libraryFiles(): Promise<readonly BuiltFile[]> {
  const built = await build(
    mergeConfig(viteConfig, {
      configFile: false,
      root,
      publicDir: false,
      logLevel: "error",
      build: {
        write: false,
        rolldownOptions: {
          input: join(root, "src/index.ts"),
          // Otherwise what the entry exports counts as unused and is dropped.
          preserveEntrySignatures: "strict",
          output: { entryFileNames: "library.js" },
        },
      },
    }),
  );
  const [output] = [built].flat();
  if (output === undefined || !("output" in output)) throw new Error("Nothing was built.");
  const files = output.output.map((file): BuiltFile => {
    const content = file.type === "chunk" ? file.code : file.source;
    return { path: file.fileName, content };
  });
  return staticClosure("library.js", new Map(files.map((file) => [file.path, file])));
}

function filesIn(folder: string): ReadonlyMap<string, BuiltFile> {
  const files = new Map<string, BuiltFile>();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const place = join(entry.parentPath, entry.name);
    const path = place.slice(folder.length + 1).replaceAll("\\", "/");
    const isText = /\.(html|js|css|svg|webmanifest)$/.test(path);
    files.set(path, { path, content: isText ? readFileSync(place, "utf8") : readFileSync(place) });
  }
  return files;
}

function report(title: string, files: readonly BuiltFile[]): void {
  console.log(`${title}; gzip, kB of 1000 bytes.`);
  console.table(files.map((file) => ({ file: file.path, kB: kilobytes([file]) })));
}

function kilobytes(files: readonly BuiltFile[]): number {
  const bytes = files.reduce((sum, { content }) => sum + gzipSync(content).length, 0);
  return Math.round(bytes / 100) / 10;
}
