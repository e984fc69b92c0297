import { describe, test } from "vitest";
import { createFakeEmbedder } from "../fakes/fake-embedder.ts";
import { embedderRules } from "./embedder.contract.ts";

describe("the fake embedder keeps the rules of Embedder", () => {
  for (const rule of embedderRules) test(rule.name, () => rule.holds(createFakeEmbedder()));
});
