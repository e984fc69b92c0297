import type { Embedder } from "../../src/routing/ports.ts";

/** One rule that every embedder keeps. It throws where the rule is broken, in Node and in a browser alike. */
export interface EmbedderRule {
  readonly name: string;
  readonly holds: (embedder: Embedder) => Promise<void>;
}

const never = new AbortController().signal;
const TEXTS = ["A cat sleeps on the sofa.", "은행이 금리를 올렸다.", "Turn left here.", "끝"];

function expectTrue(is: boolean, what: string): void {
  if (!is) throw new Error(what);
}

function lengthOf(vector: Float32Array): number {
  return Math.hypot(...vector);
}

/** For vectors of length 1. */
function isSame(one: Float32Array | undefined, other: Float32Array | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return one.every((value, index) => Math.abs(value - (other[index] ?? NaN)) < 1e-4);
}

/** What every `Embedder` promises, the real one and the fake. */
export const embedderRules: readonly EmbedderRule[] = [
  {
    name: "each text has one vector of length 1, its tokens, and whether it was cut",
    async holds(embedder) {
      const { vectors, tokens, isTruncated } = await embedder.embed(TEXTS, never);
      expectTrue(vectors.length === TEXTS.length, `${vectors.length} vectors`);
      for (const vector of vectors) {
        expectTrue(vector.length === embedder.dimensions, `${vector.length} dimensions`);
        expectTrue(Math.abs(lengthOf(vector) - 1) < 1e-4, `length ${lengthOf(vector)}`);
      }
      expectTrue(tokens.length === TEXTS.length && tokens.every((count) => count > 0), "tokens");
      expectTrue(JSON.stringify(isTruncated) === "[false,false,false,false]", "nothing is cut");
    },
  },
  {
    name: "vectors come in the order of the texts, whatever stands beside them",
    async holds(embedder) {
      const { vectors } = await embedder.embed(TEXTS, never);
      const backwards = await embedder.embed(TEXTS.toReversed(), never);
      for (const [index, vector] of backwards.vectors.toReversed().entries()) {
        expectTrue(isSame(vector, vectors[index]), `another vector for "${TEXTS[index]}"`);
      }
      expectTrue(!isSame(vectors[0], vectors[1]), "two texts have the same vector");
    },
  },
  {
    name: "a text that is too long is cut, and told",
    async holds(embedder) {
      const { isTruncated, tokens } = await embedder.embed(["a ", "word ".repeat(5_000)], never);
      expectTrue(isTruncated[0] === false && isTruncated[1] === true, String(isTruncated));
      expectTrue((tokens[1] ?? Infinity) < 5_000, `${tokens[1]} tokens read`);
    },
  },
  {
    name: "no text is no vector",
    async holds(embedder) {
      const { vectors, tokens } = await embedder.embed([], never);
      expectTrue(vectors.length === 0 && tokens.length === 0, "something came of nothing");
    },
  },
  {
    name: "an abort is an AbortError, before and during the work, and the next call works",
    async holds(embedder) {
      const name = (signal: AbortSignal) =>
        embedder
          .embed(
            Array.from({ length: 400 }, () => TEXTS.join(" ")),
            signal,
          )
          .then(
            () => "nothing",
            (error: unknown) => (error as Error).name,
          );
      expectTrue((await name(AbortSignal.abort())) === "AbortError", "an abort before");
      const during = new AbortController();
      const work = name(during.signal);
      setTimeout(() => during.abort(), 0);
      expectTrue((await work) === "AbortError", "an abort during the work");
      expectTrue((await embedder.embed(TEXTS, never)).vectors.length === 4, "the next call");
    },
  },
];
