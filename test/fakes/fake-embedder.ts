import type { EmbeddedTexts, Embedder } from "../../src/routing/ports.ts";

const DIMENSIONS = 8;
const MOST_WORDS = 40;

/** An embedder whose vectors follow from the letters of a text alone; a token is a word. */
export function createFakeEmbedder(): Embedder {
  return {
    model: "fake-encoder",
    dimensions: DIMENSIONS,
    async embed(texts, signal): Promise<EmbeddedTexts> {
      signal.throwIfAborted();
      // A turn of the event loop, in which an abort can come.
      await new Promise((resolve) => setTimeout(resolve, 5));
      signal.throwIfAborted();
      const words = texts.map((text) => text.trim().split(/\s+/));
      return {
        vectors: words.map((all) => fakeVector(all.slice(0, MOST_WORDS).join(" "))),
        tokens: words.map(({ length }) => Math.min(length, MOST_WORDS)),
        isTruncated: words.map(({ length }) => length > MOST_WORDS),
      };
    },
  };
}

/** Length 1; letters and their places decide it. */
export function fakeVector(text: string, dimensions = DIMENSIONS): Float32Array {
  const vector = new Float32Array(dimensions).fill(0.1);
  for (let index = 0; index < text.length; index += 1) {
    const place = (text.charCodeAt(index) + index) % dimensions;
    vector[place] = (vector[place] ?? 0) + 1;
  }
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
