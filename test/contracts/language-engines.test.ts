import { describe, test } from "vitest";
import { LanguageModelClient } from "../../src/device/language-model-client.ts";
import { LanguageModelHost } from "../../workers/language-model/language-model-host.ts";
import { webLlmOpener } from "../../workers/language-model/web-llm/open-web-llm.ts";
import { fakeGpu } from "../fakes/fake-gpu.ts";
import { FakeLanguageEngine } from "../fakes/fake-language-engine.ts";
import { fakeWebLlmMaker } from "../fakes/fake-web-llm.ts";
import { FakeWorker } from "../fakes/fake-worker.ts";
import { webLlmFolder } from "../fakes/web-llm-folder.ts";
import { engineRules, type EngineUnderTest } from "./language-engine.contract.ts";

const MODEL = "tiny";
const WORDS = ["Once ", "upon ", "a ", "time ", "there ", "was ", "a ", "model."];
const TOKENS = Array.from({ length: 30 }, () => WORDS).flat();
const options = { contextTokens: 512, threads: 1, usesGpu: true };

function webLlm(): EngineUnderTest {
  const startWorker = () => {
    const open = webLlmOpener({
      gpu: fakeGpu().gpu,
      makeEngine: fakeWebLlmMaker({ tokens: TOKENS }).make,
      provideCaches: () => {},
    });
    return new FakeWorker(new LanguageModelHost(open)) as unknown as Worker;
  };
  const engine = new LanguageModelClient({ startWorker, canContinue: false });
  const load = () => engine.load(MODEL, webLlmFolder(), options, () => {});
  return { engine, model: MODEL, load };
}

function fake(): EngineUnderTest {
  const engine = new FakeLanguageEngine({ answer: () => TOKENS });
  const load = () => engine.load(MODEL, { weights: [] }, options, () => {});
  return { engine, model: MODEL, load };
}

const engines = [
  ["the fake", fake],
  ["web-llm, its engine faked", webLlm],
] as const;

describe.each(engines)("%s keeps the rules of LanguageEngine", (_, open) => {
  test.each(engineRules)("$name", async ({ holds }) => {
    const tested = open();
    await holds(tested);
    tested.engine.dispose();
  });
});
