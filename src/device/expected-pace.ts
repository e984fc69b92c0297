import type { EngineName } from "../terms/catalogue.ts";
import type { Pace } from "../terms/model-card.ts";

/** What wllama was measured at on two quiet cores, and the file it was measured with (FACTS of November 2026). */
const MEASURED_WASM = { bytes: 98_362_432, tokensPerSecond: 21, promptTokensPerSecond: 34 };
/** Weights that a graphics adapter of a laptop is expected to read in a second. A guess: none was measured. */
const GPU_BYTES_PER_SECOND = 15e9;
/** A prompt is read in parallel, a token is written alone. A guess for graphics adapters. */
const PROMPT_GAIN = 8;
/** The browser's own model says nothing of itself; a guess. */
const BROWSER_MODEL: Pace = { firstTokenMs: 800, promptTokensPerSecond: 300, tokensPerSecond: 15 };

/**
 * Expected pace of a model whose weights have `bytes`, until this device has answered once. To write a token every weight
 * is read, so that the pace falls as the file grows.
 */
export function expectedPace(engine: EngineName, bytes: number): Pace {
  switch (engine) {
    case "wllama": {
      const share = MEASURED_WASM.bytes / bytes;
      return {
        firstTokenMs: 300,
        promptTokensPerSecond: MEASURED_WASM.promptTokensPerSecond * share,
        tokensPerSecond: MEASURED_WASM.tokensPerSecond * share,
      };
    }
    case "web-llm": {
      const tokensPerSecond = GPU_BYTES_PER_SECOND / bytes;
      return {
        firstTokenMs: 300,
        promptTokensPerSecond: tokensPerSecond * PROMPT_GAIN,
        tokensPerSecond,
      };
    }
    case "prompt-api":
      return BROWSER_MODEL;
  }
}
