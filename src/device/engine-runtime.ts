/// <reference path="./asset-url.d.ts" />
import compatUrl from "@wllama/wllama-compat/wasm/wllama.wasm?url";
import runtimeUrl from "@wllama/wllama/esm/wasm/wllama.wasm?url";
import type { StoredFile } from "../../workers/model-store.contract.ts";
import { hasModernWasm } from "./device-abilities.ts";

/** The WebAssembly of both builds, by what they ask of a browser. Length and hash belong to the version in the name. */
const RUNTIMES = {
  modern: {
    name: "wllama-3.8.1.wasm",
    bytes: 8_763_949,
    sha256: "551f13439366eff11e057b1b91fe46a7fdac29d56d67372d4c5f19a549dfe70c",
    url: runtimeUrl,
  },
  compat: {
    name: "wllama-compat-3.8.1.wasm",
    bytes: 16_005_007,
    sha256: "2db3f67d0bcc19cdf8f14f129e46cab691bff898954808f8a2dc4c586eb5bb68",
    url: compatUrl,
  },
} as const;

/**
 * wllama's own WebAssembly, self-hosted and verified like a model file; a test compares it with the installed packages.
 * Where this browser needs the other build, it is that: the worker goes by the same rule.
 */
export function engineRuntime(
  baseUrl: string,
  build: keyof typeof RUNTIMES = buildForThisBrowser(),
): StoredFile {
  const { name, bytes, sha256, url } = RUNTIMES[build];
  return { name, bytes, sha256, urls: [new URL(url, baseUrl).href] };
}

/** Firefox runs the first build without promise integration, and the other one too slowly to be of use. */
function buildForThisBrowser(): keyof typeof RUNTIMES {
  return hasModernWasm() || /Firefox\//.test(navigator.userAgent) ? "modern" : "compat";
}
