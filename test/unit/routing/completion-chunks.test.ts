import { expect, test } from "vitest";
import { chunksOf } from "../../../src/routing/completion-chunks.ts";
import type { RoutedEvent } from "../../../src/routing/routed-event.ts";

const head = { id: "1", created: 0, model: "m" };
const alternatives = ["a", "b", "c"].map((token) => ({ token, logprob: -1 }));

async function* events(): AsyncGenerator<RoutedEvent, void> {
  const logprob = { token: "a", logprob: -1, alternatives };
  yield { type: "piece-added", piece: { type: "text-added", text: "a", logprob } };
  yield { type: "answer-broken", report: {} as never };
}

async function firstLogprobs(topLogprobs: number | null) {
  const never = new AbortController().signal;
  for await (const chunk of chunksOf(events(), head, { topLogprobs, hasUsage: false }, never))
    return chunk.choices[0]?.logprobs?.content?.[0];
  return undefined;
}

test("a caller sees as many alternatives as asked for, whatever the engine reports", async () => {
  expect((await firstLogprobs(2))?.top_logprobs.map(({ token }) => token)).toEqual(["a", "b"]);
  expect((await firstLogprobs(0))?.top_logprobs).toEqual([]);
});

test("who asked for no log-probabilities sees none", async () => {
  expect(await firstLogprobs(null)).toBeUndefined();
});
