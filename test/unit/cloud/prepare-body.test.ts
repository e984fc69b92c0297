import { expect, test } from "vitest";
import type { ChatRequest } from "../../../src/chat/chat-request.ts";
import { prepareBody } from "../../../src/cloud/prepare-body.ts";

const request = {
  model: "auto",
  messages: [{ role: "user", content: "안녕" }],
  reasoning_effort: "high",
  temperature: 0.2,
  nearside: { secret: "never leaves" },
} as unknown as ChatRequest;

test("the endpoint's model id and the decided effort take the place of what was asked", () => {
  const body = JSON.parse(prepareBody("vendor/model-1", request, "low")) as object;
  expect(body).toEqual({
    model: "vendor/model-1",
    messages: [{ role: "user", content: "안녕" }],
    temperature: 0.2,
    reasoning_effort: "low",
    stream: true,
    stream_options: { include_usage: true },
  });
});

test("without a decided effort none leaves, whatever was asked", () => {
  expect(prepareBody("m", request, undefined)).not.toContain("reasoning_effort");
});

test("Nearside's own field never leaves", () => {
  expect(prepareBody("m", request, undefined)).not.toContain("never leaves");
});

test("equal inputs give equal bytes", () => {
  expect(prepareBody("m", structuredClone(request), "low")).toBe(prepareBody("m", request, "low"));
});
