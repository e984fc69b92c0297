import type { ModelCard } from "./model-card.ts";

/** What runs a model in a browser. `prompt-api` is the browser's own model. */
export type EngineName = "wllama" | "web-llm" | "prompt-api";

/** One model that can run in a browser: its card, where its files are, and what it needs of the device. */
export interface CatalogueEntry {
  readonly card: ModelCard;
  readonly engine: EngineName;
  /** What is downloaded, in bytes, the engine's own WebAssembly apart; about, until the files are known. */
  readonly bytes: number;
  readonly needs: DeviceNeeds;
  /** SPDX identifier, or the licence's own name. */
  readonly licence: string;
  readonly source: ModelSource;
}

/** What a device must have for a model to run on it. */
export interface DeviceNeeds {
  /** Main or graphics memory while it runs, weights and context together. */
  readonly memoryBytes: number;
  readonly gpu: boolean;
  /** WebGPU features by their names in the standard, as in "shader-f16". */
  readonly features: readonly string[];
  /** WebGPU limits by their names in the standard, and the least that will do. */
  readonly limits?: Readonly<Record<string, number>>;
}

/** One file of a model. Without a hash it is trusted on first use: pinned to what came first, and said so. */
export interface ModelFile {
  readonly name: string;
  readonly bytes: number | null;
  /** Lower-case hex; null where nobody published one that we have seen. */
  readonly sha256: string | null;
  /** By which git names these bytes, where the publisher gives no sha-256 but this: lower-case hex. */
  readonly gitSha1?: string;
  /** Tried in order; relative ones are relative to the page. */
  readonly urls: readonly string[];
}

/** Where a model's files come from. */
export type ModelSource =
  /** Files that are known one by one. */
  | { readonly kind: "files"; readonly revision: string; readonly files: readonly ModelFile[] }
  /**
   * A repository of a hub that lists its files with lengths and hashes. `revision` may be a branch: it is resolved to
   * a commit at the first listing and pinned there. `patterns` name the files, `*` standing for anything but "/".
   */
  | {
      readonly kind: "repository";
      readonly repository: string;
      readonly revision: string;
      readonly patterns: readonly string[];
      /** Further files from elsewhere, as a compiled model library. */
      readonly extra?: readonly ModelFile[];
    }
  /** A file that a person picked on this device; its bytes are in the store. */
  | { readonly kind: "picked"; readonly file: ModelFile }
  /** The browser keeps it. */
  | { readonly kind: "browser" };
