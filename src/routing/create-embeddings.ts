import type { EmbeddingResponse } from "../chat/embedding.ts";
import { readEmbeddingRequest } from "../chat/read-embedding-request.ts";
import { RouterError } from "../router-error.ts";
import type { Embedder } from "./ports.ts";

/**
 * Vectors of texts in OpenAI's shape, made on this device; null for a page without device models. Fails with what
 * `readEmbeddingRequest` fails with, `model_unknown` for any other model, `unsupported_parameter` for more dimensions than
 * the encoder has, or the embedder's code; an abort is an `AbortError`.
 */
export async function createEmbeddings(
  input: unknown,
  embedder: Embedder | null,
  signal: AbortSignal,
): Promise<EmbeddingResponse> {
  signal.throwIfAborted();
  const request = readEmbeddingRequest(input);
  const encoder = encoderOf(request.model, embedder);
  const dimensions = dimensionsOf(request.dimensions ?? null, encoder);
  const texts = typeof request.input === "string" ? [request.input] : request.input;
  const { vectors, tokens, isTruncated } = await encoder.embed(texts, signal);
  const asked = vectors.map((vector) => shortened(vector, dimensions));
  const data = asked.map((vector, index) => ({
    object: "embedding" as const,
    index,
    embedding: request.encoding_format === "base64" ? base64Of(vector) : Array.from(vector),
  }));
  const total = tokens.reduce((sum, count) => sum + count, 0);
  const truncated = isTruncated.flatMap((is, index) => (is ? [index] : []));
  return {
    object: "list",
    model: encoder.model,
    data,
    usage: { prompt_tokens: total, total_tokens: total },
    nearside: { place: "device", truncated },
  };
}

function encoderOf(model: string, embedder: Embedder | null): Embedder {
  if (embedder !== null && (model === "device" || model === embedder.model)) return embedder;
  const named = embedder === null ? "" : `: use "device" or "${embedder.model}"`;
  throw new RouterError("model_unknown", `There is no encoder called "${model}"${named}.`);
}

function dimensionsOf(asked: number | null, { dimensions, model }: Embedder): number {
  if (asked === null || asked <= dimensions) return asked ?? dimensions;
  throw new RouterError(
    "unsupported_parameter",
    `The field "dimensions" must be at most ${dimensions}: ${model} has no more.`,
  );
}

/** The first numbers, brought to length 1 again. A vector that begins with zeros alone stays zero. */
function shortened(vector: Float32Array, dimensions: number): Float32Array {
  if (dimensions === vector.length) return vector;
  const head = vector.slice(0, dimensions);
  const length = Math.hypot(...head);
  return length === 0 ? head : head.map((value) => value / length);
}

/** Little-endian 32-bit floats, whatever this machine's order is. */
function base64Of(vector: Float32Array): string {
  const view = new DataView(new ArrayBuffer(4 * vector.length));
  for (const [index, value] of vector.entries()) view.setFloat32(4 * index, value, true);
  return btoa(String.fromCharCode(...new Uint8Array(view.buffer)));
}
