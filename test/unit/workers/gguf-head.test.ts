import { openAsBlob } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readGgufHead } from "../../../workers/language-model/wllama/gguf-head.ts";
import { tensorBytes } from "../../../workers/language-model/wllama/tensor-bytes.ts";

const path = fileURLToPath(
  new URL("../../../.models/SmolLM2-135M-Instruct.Q4_1.gguf", import.meta.url),
);

test("a real model is whole, and without its last byte it is not", async () => {
  const file = await openAsBlob(path);
  const { values } = await readGgufHead(file);
  expect(values.get("general.architecture")).toBe("llama");
  const cut = readGgufHead(file.slice(0, file.size - 1));
  await expect(cut).rejects.toMatchObject({ code: "model_corrupt" });
});

test("a tensor takes whole blocks of its type; one of an unknown type takes something", () => {
  expect(tensorBytes(0, 10)).toBe(40);
  expect(tensorBytes(3, 64)).toBe(40);
  expect(tensorBytes(14, 512)).toBe(420);
  expect(tensorBytes(999, 512)).toBeGreaterThan(0);
});
