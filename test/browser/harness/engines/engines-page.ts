import { SMOLLM2_CARD } from "../../../../src/device/device-cards.ts";
import { engineRuntime } from "../../../../src/device/engine-runtime.ts";
import type { RunEnd, RunEvent } from "../../../../src/device/language-engine.ts";
import {
  LanguageModelClient,
  startWebLlmWorker,
  startWllamaWorker,
} from "../../../../src/device/language-model-client.ts";
import type { ChatRequest } from "../../../../src/chat/chat-request.ts";
import type { EngineFiles, LoadOptions } from "../../../../workers/language-model.contract.ts";
import { engineRules } from "../../../contracts/language-engine.contract.ts";
import { tinyGguf, type TinyGgufValue } from "../../../fixtures/tiny-gguf.ts";
import { webLlmFolder } from "../../../fakes/web-llm-folder.ts";

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}
const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
trustedTypes?.createPolicy("default", {
  createScriptURL(url) {
    if (new URL(url, location.href).origin === location.origin) return url;
    throw new TypeError(`Not one of our scripts: ${url}`);
  },
});

/** How a load or a run came out, as a test looks at it. */
export interface Outcome {
  /** The code of the failure; "none" where there was none. */
  readonly code: string;
  readonly message: string;
  readonly text: string;
  readonly events: readonly RunEvent[];
  readonly end: RunEnd | null;
}

type EngineName = "wllama" | "wllama-compat" | "web-llm";

const NOTHING = { code: "none", message: "", text: "", events: [], end: null };

function startCompatWorker(): Worker {
  return new Worker(new URL("./without-promises/language-model.worker.ts", import.meta.url), {
    type: "module",
  });
}

function open(name: EngineName): LanguageModelClient {
  const startWorker = {
    wllama: startWllamaWorker,
    "wllama-compat": startCompatWorker,
    "web-llm": startWebLlmWorker,
  }[name];
  return new LanguageModelClient({ startWorker, canContinue: name !== "web-llm" });
}

const blobs = new Map<string, Promise<Blob>>();

function blobOf(url: string): Promise<Blob> {
  const known = blobs.get(url) ?? fetch(url).then((response) => response.blob());
  blobs.set(url, known);
  return known;
}

async function runtimeOf(build: "modern" | "compat"): Promise<Blob> {
  return blobOf(engineRuntime(location.href, build).urls[0] ?? "");
}

async function smolLm(build: "modern" | "compat" = "modern"): Promise<EngineFiles> {
  const blob = await blobOf("/models/SmolLM2-135M-Instruct.Q4_1.gguf");
  return { weights: [{ name: "model.gguf", blob }], runtime: await runtimeOf(build) };
}

async function ggufOf(blob: Blob): Promise<EngineFiles> {
  return { weights: [{ name: "model.gguf", blob }], runtime: await runtimeOf("modern") };
}

const OPTIONS: LoadOptions = {
  contextTokens: SMOLLM2_CARD.contextTokens,
  threads: 1,
  usesGpu: false,
};

function failed(error: unknown): Outcome {
  const { code, name, message } = error as { code?: unknown; name?: string; message: string };
  return { ...NOTHING, code: typeof code === "string" ? code : String(name), message };
}

let engine = open("wllama");
let progress: [number, number][] = [];

/** What the tests drive: one engine at a time, of the kind that was chosen last. */
export const enginesHarness = {
  use(name: EngineName): void {
    engine.dispose();
    engine = open(name);
  },

  progress: () => progress,
  loadedModel: () => engine.loadedModel,
  smolLm,
  ggufOf,
  tinyGguf: (values: Readonly<Record<string, TinyGgufValue>>) => tinyGguf(values),
  webLlmFolder,

  async load(files: EngineFiles, options: Partial<LoadOptions> = {}, name = "m"): Promise<Outcome> {
    progress = [];
    try {
      await engine.load(name, files, { ...OPTIONS, ...options }, (loaded, total) =>
        progress.push([loaded, total]),
      );
    } catch (error) {
      return failed(error);
    }
    return NOTHING;
  },

  async ask(content: string, more: Partial<ChatRequest> = {}): Promise<Outcome> {
    const request = { model: "device", messages: [{ role: "user", content } as const], ...more };
    const events: RunEvent[] = [];
    try {
      const end = await engine.run(request, {}, (event) => events.push(event)).ended;
      const text = events.map((event) => (event.type === "token" ? event.text : "")).join("");
      return { ...NOTHING, text, events, end };
    } catch (error) {
      return failed(error);
    }
  },

  /** Throws where wllama breaks the rule of that name. */
  async holds(rule: string): Promise<void> {
    const tested = open("wllama");
    const files = await smolLm();
    const load = () => tested.load("m", files, OPTIONS, () => {});
    await engineRules
      .find(({ name }) => name === rule)
      ?.holds({ engine: tested, model: "m", load });
    tested.dispose();
  },
};
export type EnginesHarness = typeof enginesHarness;

declare global {
  interface Window {
    engines: EnginesHarness;
  }
}
window.engines = enginesHarness;
