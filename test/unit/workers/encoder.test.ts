import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import manifest from "../../../src/device/encoder.json" with { type: "json" };
import { openEncoderSession } from "../../../workers/classifier/encoder-session.ts";
import type { EncoderSession } from "../../../workers/classifier/encoder-session.ts";
import { readVocabulary, tokenize } from "../../../workers/classifier/encoder-tokenizer.ts";
import golden from "../../fixtures/encoder.json" with { type: "json" };

// The built encoder, as set-up leaves it in .models/, against what the wheel's own code says (training/encoder/golden.py).

const ROOT = new URL("../../../", import.meta.url);
const model = (name: string) => readFileSync(new URL(`.models/${name}`, ROOT));
const vocabularyText = model(manifest.vocabulary.name).toString("utf8");
const vocabulary = readVocabulary(vocabularyText) ?? expect.fail("no vocabulary");
const tokensOf = (text: string, most = 512) => tokenize(text, vocabulary, most);
const sentences = [...golden.en, ...golden.ko];

describe("the tokenizer", () => {
  test.each([...sentences, ...golden.odd])("finds the wheel's pieces in %j", ({ text, ids }) => {
    expect([...tokensOf(text).ids]).toEqual(ids);
  });

  test("names of control pieces in a text are text", () => {
    expect([...tokensOf("<s>").ids].filter((id) => id === 1)).toHaveLength(1);
  });

  test("a text of more tokens is read from its beginning, and the cut is told", () => {
    const long = tokensOf("word ".repeat(60), 20);
    expect(long.isTruncated).toBe(true);
    expect(long.ids).toHaveLength(20);
    expect([...long.ids.slice(0, 19)]).toEqual([...tokensOf("word ".repeat(60)).ids.slice(0, 19)]);
  });

  test("a text that just fits is not cut", () => {
    const { ids } = tokensOf("one two three");
    expect(tokensOf("one two three", ids.length).isTruncated).toBe(false);
    expect(tokensOf("one two three", ids.length - 1).isTruncated).toBe(true);
  });

  test("a text of megabytes costs no more than its beginning", () => {
    const text = "a\u0301한x".repeat(1_000_000);
    expect([...tokensOf(text).ids]).toEqual([...tokensOf(text.slice(0, 20_000)).ids]);
  });

  test.each(["", "\n", "no tab", "<unk>\t-1\n<s>\t0\n</s>\t0\na\tscore\n"])(
    "%j is no vocabulary",
    (text) => {
      expect(readVocabulary(text)).toBeNull();
    },
  );
});

describe("the encoder", () => {
  let encoder: EncoderSession;

  beforeAll(async () => {
    const opened = await openEncoderSession(filesWith(vocabularyText), null);
    if ("code" in opened) throw new Error(opened.message);
    encoder = opened;
  });

  async function vectorsOf(texts: readonly string[]): Promise<Float32Array[]> {
    const batch = await encoder.embed(texts);
    if ("code" in batch) throw new Error(batch.message);
    return texts.map((_, index) => batch.vectors.slice(index * 512, (index + 1) * 512));
  }

  test("gives the wheel's vectors to a cosine of .99", async () => {
    const vectors = await vectorsOf(sentences.map(({ text }) => text));
    const cosines = vectors.map((vector, index) => cosine(vector, goldenVector(index)));
    expect(Math.min(...cosines)).toBeGreaterThan(0.99);
  });

  test("gives a text the same vector alone as among others", async () => {
    const [, second] = await vectorsOf(["a", "The bank raised its rates.", "끝"]);
    const [alone] = await vectorsOf(["The bank raised its rates."]);
    expect(largestDifference(second, alone)).toBeLessThan(1e-5);
  });

  test("finds for each English sentence its Korean translation, and the other way round", async () => {
    const english = await vectorsOf(golden.en.map(({ text }) => text));
    const korean = await vectorsOf(golden.ko.map(({ text }) => text));
    const own = english.map((_, index) => index);
    expect(english.map((vector) => nearest(vector, korean))).toEqual(own);
    expect(korean.map((vector) => nearest(vector, english))).toEqual(own);
  });

  test("a vocabulary that is none is refused by name", async () => {
    const opened = await openEncoderSession(filesWith("<html>"), null);
    expect(opened).toMatchObject({ code: "model_corrupt" });
  });
});

function filesWith(text: string) {
  const runtime = import.meta.resolve("onnxruntime-web/ort-wasm-simd-threaded.wasm");
  return {
    model: new Blob([new Uint8Array(model(manifest.encoder.name))]),
    vocabulary: new Blob([text]),
    runtime: new Blob([new Uint8Array(readFileSync(fileURLToPath(runtime)))]),
    maxTokens: manifest.maxTokens,
  };
}

function goldenVector(index: number): Int8Array {
  return new Int8Array(Buffer.from(sentences[index]?.vector ?? "", "base64"));
}

function cosine(one: ArrayLike<number>, other: ArrayLike<number>): number {
  const dot = (left: ArrayLike<number>, right: ArrayLike<number>) =>
    Array.from(left).reduce((sum, value, index) => sum + value * (right[index] ?? NaN), 0);
  return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
}

function nearest(vector: Float32Array, others: readonly Float32Array[]): number {
  const cosines = others.map((other) => cosine(vector, other));
  return cosines.indexOf(Math.max(...cosines));
}

function largestDifference(one: Float32Array = new Float32Array(), other = one): number {
  return Math.max(...one.map((value, index) => Math.abs(value - (other[index] ?? NaN))));
}
