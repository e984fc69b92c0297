import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { headersFile } from "./headers.mjs";

const ENTRY = "workers/service-worker.ts";

/**
 * After the app is built: builds workers/service-worker.ts to the fixed name dist/service-worker.js, with the list
 * of all built files in the place of `self.__WB_MANIFEST`, and writes dist/_headers. The fixed name lets a browser
 * find the next version; one classic script lets every browser run it.
 * @returns {import("vite").Plugin}
 */
export function serviceWorkerBuild() {
  /** @type {import("vite").ResolvedConfig} */
  let config;
  return {
    name: "nearside:service-worker",
    apply: "build",
    configResolved(resolved) {
      config = resolved;
    },
    closeBundle: {
      order: "post",
      sequential: true,
      async handler() {
        const dist = join(config.root, config.build.outDir);
        if (!existsSync(join(dist, "index.html"))) return;
        if (existsSync(join(config.root, ENTRY))) await buildServiceWorker(config.root, dist);
        writeFileSync(join(dist, "_headers"), headersFile(builtFiles(dist)));
      },
    },
  };
}

/**
 * @param {string} root
 * @param {string} dist
 */
async function buildServiceWorker(root, dist) {
  const [{ build }, { getManifest }] = await Promise.all([import("vite"), import("workbox-build")]);
  const { manifestEntries } = await getManifest({
    globDirectory: dist,
    globPatterns: ["**/*"],
    // A static host may keep the model files beside the app. Those and the engines' WebAssembly live in the model store,
    // and an engine's own code (web-llm's is `lib`) is kept once it is chosen: `engineCode` in the service worker.
    globIgnores: [
      "**/*.{map,gguf}",
      "models/use-multilingual*",
      "assets/wllama-*",
      "assets/lib-*.js",
      "_headers",
      "service-worker.js",
    ],
    maximumFileSizeToCacheInBytes: 64 * 1024 * 1024,
    // Files with a hash in their name need no revision beside it.
    dontCacheBustURLsMatching: /assets\/.+-[\w-]{8,}\.\w+$/,
  });
  await build({
    root,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    define: {
      "self.__WB_MANIFEST": JSON.stringify(manifestEntries),
      "process.env.NODE_ENV": JSON.stringify("production"),
    },
    build: {
      outDir: dist,
      emptyOutDir: false,
      target: "es2023",
      lib: {
        entry: join(root, ENTRY),
        formats: ["iife"],
        name: "nearsideServiceWorker",
        fileName: () => "service-worker.js",
      },
    },
  });
}

/** @param {string} dist */
function builtFiles(dist) {
  return readdirSync(dist, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name !== "_headers")
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(dist.length + 1)
        .replaceAll("\\", "/"),
    );
}
