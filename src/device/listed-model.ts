import type { Manner } from "./device-cards.ts";

/** One model of catalogue.json: what holds for all its builds, and the builds. */
export interface ListedModel {
  readonly name: string;
  readonly parameters: number;
  readonly licence: string;
  readonly languages: readonly string[];
  readonly manner: Manner;
  /** Its name among the known abilities. */
  readonly knownAs?: string;
  /** Rows and columns of its largest tensor, the table of token vectors. */
  readonly vocabulary: number;
  readonly width: number;
  readonly builds: readonly (WllamaBuild | WebLlmBuild)[];
}

/** One GGUF file in a repository of the hub. `bytes` as its listing showed them, rounded. */
export interface WllamaBuild {
  readonly engine: "wllama";
  readonly id: string;
  readonly repository: string;
  readonly file: string;
  readonly bytes: number;
}

/** One model of web-llm's own list, under its own id. `memoryMegabytes` is its `vram_required_MB`. */
export interface WebLlmBuild {
  readonly engine: "web-llm";
  readonly id: string;
  /** File name of the compiled library. */
  readonly library: string;
  readonly memoryMegabytes: number;
  readonly features: readonly string[];
}
