/**
 * The layers of the source tree and what each may import: the table of docs/decisions/0001-import-rule.md as data.
 * A layer that does not exist yet is not listed; it is added with its first file.
 */
export interface Layer {
  /** A folder, ending in "/", or one file. The longest match wins. */
  readonly at: string;
  /** Other layers it may import; its own files are always allowed. */
  readonly mayImport: readonly string[];
  /** Packages it may import. "*" allows every package (command lines and tests). */
  readonly packages: readonly string[];
}

const PURE = ["src/terms/", "src/chat/", "src/router-error.ts"];
/** What workers share with the page: nothing is learned in them. */
const SHARED = [...PURE, "src/decision/", "src/privacy/"];
const CORE = [...SHARED, "src/learning/"];
/** `src/router.ts` holds only types: the adapters take their options from there. */
const ADAPTER = [...CORE, "src/routing/", "src/router.ts", "workers/"];

export const LAYERS: readonly Layer[] = [
  { at: "src/router-error.ts", mayImport: [], packages: [] },
  { at: "src/terms/", mayImport: ["src/router-error.ts"], packages: [] },
  { at: "src/chat/", mayImport: PURE, packages: ["valibot"] },
  { at: "src/decision/", mayImport: PURE, packages: [] },
  {
    at: "src/privacy/",
    mayImport: PURE,
    packages: ["ibantools", "libphonenumber-js", "@secretlint/*"],
  },
  { at: "src/learning/", mayImport: [...PURE, "src/decision/"], packages: [] },
  { at: "src/routing/", mayImport: CORE, packages: [] },
  { at: "src/device/", mayImport: [...ADAPTER, "public/models/router/"], packages: ["comlink"] },
  { at: "src/cloud/", mayImport: ADAPTER, packages: ["comlink", "valibot"] },
  { at: "src/storage/", mayImport: ADAPTER, packages: ["idb", "valibot"] },
  { at: "src/router.ts", mayImport: [...CORE, "src/routing/"], packages: [] },
  {
    at: "src/assembly.ts",
    mayImport: [...CORE, "src/routing/", "src/router.ts"],
    packages: [],
  },
  {
    at: "src/open-router.ts",
    mayImport: [
      ...CORE,
      "src/routing/",
      "src/assembly.ts",
      "src/router.ts",
      "src/router-settings.ts",
      "src/request-calls.ts",
    ],
    packages: [],
  },
  {
    at: "src/request-calls.ts",
    mayImport: [...CORE, "src/routing/", "src/router.ts", "src/router-settings.ts"],
    packages: [],
  },
  {
    at: "src/router-settings.ts",
    mayImport: [...CORE, "src/routing/", "src/router.ts"],
    packages: ["valibot"],
  },
  { at: "src/router-models.ts", mayImport: [...ADAPTER, "src/device/"], packages: [] },
  {
    at: "src/open-device.ts",
    mayImport: [...ADAPTER, "src/device/", "src/router-models.ts"],
    packages: [],
  },
  {
    at: "src/lazy-device.ts",
    mayImport: [...ADAPTER, "src/device/", "src/open-device.ts"],
    packages: [],
  },
  { at: "src/lazy-router-models.ts", mayImport: ["src/router.ts"], packages: [] },
  {
    at: "src/create-router.ts",
    mayImport: [
      ...ADAPTER,
      "src/assembly.ts",
      "src/open-router.ts",
      "src/open-device.ts",
      "src/lazy-device.ts",
      "src/lazy-router-models.ts",
      "src/router-settings.ts",
      "src/device/",
      "src/cloud/",
      "src/storage/",
    ],
    packages: ["comlink", "valibot"],
  },
  {
    at: "src/index.ts",
    mayImport: [...CORE, "src/routing/", "src/router.ts", "src/create-router.ts"],
    packages: [],
  },
  {
    at: "src/element/",
    mayImport: ["src/index.ts"],
    packages: ["lit", "marked", "dompurify", "remend"],
  },
  { at: "src/app/", mayImport: ["src/index.ts", "src/element/define.ts"], packages: ["lit"] },
  {
    at: "workers/",
    mayImport: SHARED,
    packages: [
      "comlink",
      "onnxruntime-web",
      "@wllama/wllama",
      "@wllama/wllama-compat",
      "@mlc-ai/web-llm",
      "mathjs",
      "temporal-polyfill",
      "@huggingface/jinja",
      "hash-wasm",
      "eventsource-parser",
      "valibot",
      "ibantools",
      "libphonenumber-js",
      "@secretlint/*",
      "tinyld",
      "workbox-precaching",
    ],
  },
  {
    at: "tools/",
    mayImport: [...CORE, "src/device/device-cards.ts", "workers/classifier/"],
    packages: ["*"],
  },
  {
    at: "training/",
    mayImport: [...CORE, "tools/set-up/", "tools/classifier/"],
    packages: ["*"],
  },
  { at: "bench/", mayImport: ["src/", "workers/", "tools/", "vite.config.ts"], packages: ["*"] },
  {
    at: "test/",
    mayImport: ["src/", "workers/", "tools/", "training/", "bench/", "public/models/router/"],
    packages: ["*"],
  },
];
