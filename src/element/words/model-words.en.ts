import type { DeviceNotice, DeviceReport, WhyNot } from "../../index.ts";
import { memoryOf, sizeOf } from "./size-of.ts";
import type { ModelWords } from "./model-words.ts";

export const modelWordsEn: ModelWords = {
  device,
  exactFigures: "Exact figures",
  figures: {
    adapter: "GPU",
    none: "none that models can use",
    memory: "Memory, as the browser tells it",
    cores: "Processor cores",
    threads: "Several threads",
    storage: "Storage",
    tier: "Class",
    notTold: "not told by this browser",
  },
  tiers: {
    minimal: "small models only",
    processor: "processor only",
    "small-gpu": "small GPU",
    "medium-gpu": "medium GPU",
    "large-gpu": "large GPU",
  },
  storage: (used, quota) => `${used} of ${quota} used by this site.`,
  isPersistent: "The browser keeps the models, also when space is short.",
  persist: "Keep my models",
  engines: {
    wllama: "runs on the processor",
    "web-llm": "runs on the GPU",
    "prompt-api": "browser model",
  },
  stored: {
    absent: "not on this device",
    partial: "partly on this device",
    stored: "on this device",
    outdated: "on this device, a newer one is there",
  },
  hashes: {
    known: "Every byte is checked against a hash that comes with Nearside.",
    publisher: "Every byte is checked against the hash that its publisher lists.",
    "first-use": "Nobody published a hash. What came first is pinned, and checked at each load.",
  },
  isLoaded: "Here now",
  isRecommended: "Best for this device",
  isStarter: "Comes with Nearside",
  languages: "Languages",
  licence: "Licence",
  speed: (value) => `${value} tokens a second, measured here`,
  speedUnknown: "Speed not measured yet",
  measured: (right, asked, date) =>
    `Right in ${right} of ${asked} test questions, measured on this device on ${date}`,
  abilityUnknown: "Ability not measured on this device yet",
  actions: {
    download: (size) => `Download ${size}`,
    resume: "Resume download",
    pause: "Pause",
    load: "Load",
    unload: "Unload",
    remove: "Delete",
    removeSure: "Delete for good",
    update: "Look for an update",
    measure: "Measure its ability",
  },
  about(milliseconds) {
    const minutes = Math.round(milliseconds / 60_000);
    if (minutes < 1) return "less than a minute";
    return minutes === 1 ? "about a minute" : `about ${minutes} minutes`;
  },
  isMeasuring: "Asking test questions in idle time",
  waits: {
    mains: "Waiting for mains power",
    person: "Waiting until you have your answer",
    page: "Waiting for a quiet moment",
  },
  asked: (count, most) => `${count} asked, ${most} at most`,
  whyNot,
  notForThisDevice: (count) => `Not for this device (${count})`,
  ownTitle: "A model of your own",
  ownText: "A GGUF file from this device, or from an address you trust. It stays in this browser.",
  pickFile: "Choose a GGUF file",
  url: "Address of a GGUF file",
  hash: "Its sha-256, if you know it",
  addUrl: "Add",
  browserModel: "Let the browser's own model answer",
  browserModelText:
    "Some browsers bring a model. Nothing proves that it stays on this device, so it is off unless you allow it.",
  offer: (model, size, time) =>
    `Your machine can run ${model} (${size}${time === null ? "" : `, ${time} at this speed`}). Meanwhile, a small model answers, or the cloud.`,
  notNow: "Not now",
  notice,
  looking: "Looking at this device",
};

function device({ gpu, memoryBytes }: DeviceReport, cores: string): string {
  const memory = memoryBytes === null ? "" : `, ${memoryOf(memoryBytes)} of memory or more`;
  if (gpu !== null && !gpu.isFallback)
    return `This device has a GPU that models can use${memory} and ${cores} cores.`;
  return "This browser offers no GPU, so a small model runs on the processor. It is slower and knows less.";
}

function whyNot({ reason, needed, found }: WhyNot): string {
  switch (reason) {
    case "no_webgpu":
      return "It needs a GPU, and this browser has no WebGPU.";
    case "no_adapter":
      return "It needs a GPU, and WebGPU found none that it may use.";
    case "probe_failed":
      return "It needs a GPU, and the GPU did not answer.";
    case "software_adapter":
      return "It needs a real GPU. Here the GPU is software, which is slower than the processor.";
    case "feature_missing":
      return `It needs ${String(needed)}, which this GPU does not have.`;
    case "limit_too_low":
      return `It needs ${String(needed)}; this GPU has ${String(found)}.`;
    case "memory_too_small":
      return `It needs ${sizes(needed)} of memory; about ${sizes(found)} can be used here.`;
    case "storage_too_small":
      return `It needs ${sizes(needed)} of storage; ${sizes(found)} are free.`;
    case "wasm_too_old":
      return `It needs ${sizes(needed)} of memory; this browser's WebAssembly reaches ${sizes(found)}.`;
    case "browser_has_none":
      return "This browser brings no model.";
    case "not_allowed":
      return "The browser's own model is switched off below.";
    case "device_lost_too_often":
      return "The GPU was reset too often with it. It may be tried again in a few minutes.";
  }
}

function sizes(value: string | number | undefined): string {
  return sizeOf(Number(value), "en");
}

function notice(event: DeviceNotice, nameOf: (id: string) => string): string {
  switch (event.kind) {
    case "device-lost":
      return "The GPU was reset. The model is loading again; your question is kept.";
    case "worker-restarted":
      return `${nameOf(event.model)} stopped and is loading again; your question is kept.`;
    case "gave-up":
      return `${nameOf(event.model)} keeps stopping and rests for some minutes.`;
    case "evicted":
      return `The browser needed space and deleted ${event.models.map(nameOf).join(", ")}.`;
    case "unloaded-idle":
      return `${nameOf(event.model)} was not used for a while and gave its memory back.`;
    case "took-over":
      return "Another tab held the model and is gone. This tab holds it now.";
    case "pinned-on-first-use":
      return `Nobody published a hash for ${nameOf(event.model)}. What came now is pinned.`;
  }
}
