import { Tensor } from "onnxruntime-web/wasm";
import type { InferenceSession } from "onnxruntime-web/wasm";
import type { EmbeddedBatch, EncoderFiles, Failure } from "../classifier.contract.ts";
import { readVocabulary, tokenize } from "./encoder-tokenizer.ts";
import type { TokenizedText } from "./encoder-tokenizer.ts";
import { startOnnxSession } from "./onnx-session.ts";

/** The sentence encoder at work. */
export interface EncoderSession {
  /** One run over all texts. Fails as a value with `engine_failed`. */
  embed(texts: readonly string[]): Promise<EmbeddedBatch | Failure>;
}

/**
 * Starts the encoder. `runtimeLoaderUrl` is where ONNX Runtime's loader lies, null where it came in one bundle with the
 * runtime. Fails as a value: `model_corrupt` for a vocabulary that is none, `engine_failed` where the graph does not start.
 */
export async function openEncoderSession(
  files: EncoderFiles,
  runtimeLoaderUrl: string | null,
): Promise<EncoderSession | Failure> {
  const vocabulary = readVocabulary(await files.vocabulary.text());
  if (vocabulary === null) {
    return { code: "model_corrupt", message: "The encoder's vocabulary cannot be read." };
  }
  try {
    const runtime = { bytes: await files.runtime.arrayBuffer(), loaderUrl: runtimeLoaderUrl };
    const session = await startOnnxSession(await files.model.arrayBuffer(), runtime);
    return {
      embed: (texts) =>
        embed(
          session,
          texts.map((text) => tokenize(text, vocabulary, files.maxTokens)),
        ),
    };
  } catch (cause) {
    return failed("The encoder could not be started", cause);
  }
}

async function embed(
  session: InferenceSession,
  texts: readonly TokenizedText[],
): Promise<EmbeddedBatch | Failure> {
  try {
    const { vectors } = await session.run(feedsOf(texts.map(({ ids }) => ids)));
    return {
      vectors: vectors?.data as Float32Array,
      tokens: texts.map(({ ids }) => ids.length),
      isTruncated: texts.map(({ isTruncated }) => isTruncated),
    };
  } catch (cause) {
    return failed("The encoder failed", cause);
  }
}

/** All tokens in one row, and beside each the number of its text: nothing is padded. */
function feedsOf(texts: readonly Int32Array[]): InferenceSession.FeedsType {
  const length = texts.reduce((sum, { length: tokens }) => sum + tokens, 0);
  const ids = new Int32Array(length);
  const numbers = new Int32Array(length);
  let at = 0;
  for (const [number, text] of texts.entries()) {
    ids.set(text, at);
    numbers.fill(number, at, at + text.length);
    at += text.length;
  }
  return {
    ids: new Tensor("int32", ids, [length]),
    texts: new Tensor("int32", numbers, [length]),
  };
}

function failed(what: string, cause: unknown): Failure {
  const why = cause instanceof Error ? cause.message : String(cause);
  return { code: "engine_failed", message: `${what}: ${why}` };
}
