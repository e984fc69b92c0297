import { fileURLToPath } from "node:url";
import { defineConfig, defaultClientConditions, type Plugin } from "vite";
import { thirdPartyLicenses } from "./tools/package/third-party-licenses.mjs";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** `LIBRARY_PASS=script` makes the one file for a script tag; otherwise the modules that packages import. */
const isScriptTag = process.env["LIBRARY_PASS"] === "script";

const MODULES = {
  index: at("src/index.ts"),
  element: at("src/element/nearside-chat.ts"),
  define: at("src/element/define.ts"),
};

const NESTED_URL =
  /new URL\(new URL\((?<address>`[^`]+`|"[^"]+"|'[^']+'), ?import\.meta\.url\)\.href, ?(?:``|""|'') ?\+ ?import\.meta\.url\)/g;

/**
 * Vite writes `new URL(new URL("x", import.meta.url).href, "" + import.meta.url)`. Bundlers know a worker or an asset
 * only by `new URL("x", import.meta.url)`: a worker they do not know is copied without the files it names.
 */
function plainUrls(): Plugin {
  return {
    name: "nearside:plain-urls",
    enforce: "post",
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (!file.fileName.endsWith(".js")) continue;
        if (file.type === "chunk") file.code = plain(file.code);
        else file.source = plain(file.source.toString());
      }
    },
  };
}

function plain(code: string): string {
  return code.replaceAll(NESTED_URL, "new URL($<address>,import.meta.url)");
}

const licenses = thirdPartyLicenses("THIRD-PARTY-LICENSES.txt");

const SCRIPT_TAG = "virtual:script-tag";

/** What `<script type="module" src="…/nearside.js">` brings: the element registered, and the library's exports. */
function scriptTagEntry(): Plugin {
  return {
    name: "nearside:script-tag",
    resolveId: (id) => (id === SCRIPT_TAG ? id : null),
    load(id) {
      if (id !== SCRIPT_TAG) return null;
      const [define, index] = [at("src/element/define.ts"), at("src/index.ts")];
      return `import ${JSON.stringify(define)};\nexport * from ${JSON.stringify(index)};\n`;
    },
  };
}

// Workers and wasm lie beside the modules under names without a hash: both passes name the same files, and whoever
// bundles the package hashes them again. A relative base keeps their addresses relative to the module.
export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [scriptTagEntry(), plainUrls(), licenses.writer],
  resolve: { conditions: ["onnxruntime-web-use-extern-wasm", ...defaultClientConditions] },
  worker: {
    format: "es",
    plugins: () => [licenses.collector],
    rolldownOptions: {
      output: {
        entryFileNames: "workers/[name].js",
        assetFileNames: "assets/[name][extname]",
        codeSplitting: false,
      },
    },
  },
  build: {
    target: "es2023",
    outDir: "dist-package",
    emptyOutDir: !isScriptTag,
    assetsInlineLimit: 0,
    copyPublicDir: false,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: isScriptTag ? { nearside: SCRIPT_TAG } : MODULES,
      // Otherwise what the entries export counts as unused and is dropped.
      preserveEntrySignatures: "strict",
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "chunks/[name]-[hash].js",
        assetFileNames: "assets/[name][extname]",
        ...(isScriptTag ? { codeSplitting: false } : {}),
      },
    },
  },
});
