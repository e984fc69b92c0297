import { describe, expect, test } from "vitest";
import { createEmbeddings } from "../../../src/routing/create-embeddings.ts";
import { createFakeEmbedder, fakeVector } from "../../fakes/fake-embedder.ts";

const never = new AbortController().signal;
const create = (more: object, signal = never) =>
  createEmbeddings(
    { model: "device", input: "hello there", ...more },
    createFakeEmbedder(),
    signal,
  );

async function vectorOf(more: object): Promise<number[]> {
  const { data } = await create(more);
  const [first] = data;
  if (first === undefined || typeof first.embedding === "string") throw new Error("no numbers");
  return [...first.embedding];
}

describe("the answer in OpenAI's shape", () => {
  test("a text gives one vector, the encoder's id, and the tokens that were read", async () => {
    expect(await create({})).toEqual({
      object: "list",
      model: "fake-encoder",
      data: [{ object: "embedding", index: 0, embedding: [...fakeVector("hello there")] }],
      usage: { prompt_tokens: 2, total_tokens: 2 },
      nearside: { place: "device", truncated: [] },
    });
  });

  test("vectors are in the order of the inputs, and tokens are summed", async () => {
    const { data, usage } = await create({ input: ["b", "a c", "b"] });
    expect(data.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(data.map(({ embedding }) => embedding)).toEqual(
      ["b", "a c", "b"].map((text) => [...fakeVector(text)]),
    );
    expect(usage).toEqual({ prompt_tokens: 4, total_tokens: 4 });
  });

  test("inputs that were cut are told by their index", async () => {
    const { nearside } = await create({ input: ["a", "b ".repeat(100), "c", "d ".repeat(100)] });
    expect(nearside.truncated).toEqual([1, 3]);
  });

  test("base64 holds the same numbers, little-endian", async () => {
    const base64 = await create({ encoding_format: "base64" });
    const bytes = Buffer.from(String(base64.data[0]?.embedding), "base64");
    const numbers = Array.from({ length: 8 }, (_, index) => bytes.readFloatLE(4 * index));
    expect(bytes).toHaveLength(32);
    expect(numbers).toEqual(await vectorOf({}));
  });
});

describe("dimensions", () => {
  test("fewer are the first ones, brought to length 1", async () => {
    const head = (await vectorOf({})).slice(0, 3);
    const vector = await vectorOf({ dimensions: 3 });
    expect(vector).toHaveLength(3);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
    const ratios = vector.map((value, index) => value / (head[index] ?? NaN));
    for (const ratio of ratios) expect(ratio).toBeCloseTo(1 / Math.hypot(...head), 5);
  });

  test("all of them change nothing, more are unsupported_parameter", async () => {
    expect(await create({ dimensions: 8 })).toEqual(await create({}));
    await expect(create({ dimensions: 9 })).rejects.toMatchObject({
      code: "unsupported_parameter",
      message: 'The field "dimensions" must be at most 8: fake-encoder has no more.',
    });
  });
});

describe("the model", () => {
  test("is the encoder by its id too", async () => {
    expect((await create({ model: "fake-encoder" })).model).toBe("fake-encoder");
  });

  test.each(["auto", "cloud", "text-embedding-3-small"])("%s is model_unknown", async (model) => {
    await expect(create({ model })).rejects.toMatchObject({ code: "model_unknown" });
  });

  test("without device models there is none", async () => {
    const work = createEmbeddings({ model: "device", input: "a" }, null, never);
    await expect(work).rejects.toMatchObject({ code: "model_unknown" });
  });
});

test("a bad request never reaches the encoder", async () => {
  const encoder = { ...createFakeEmbedder(), embed: () => Promise.reject(new Error("reached")) };
  const work = createEmbeddings({ model: "device", input: "" }, encoder, never);
  await expect(work).rejects.toMatchObject({ code: "request_invalid" });
});

test("an abort is an AbortError", async () => {
  await expect(create({}, AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
});
