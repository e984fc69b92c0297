import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ChatRequest } from "../../../src/chat/chat-request.ts";
import { prepareBody } from "../../../src/cloud/prepare-body.ts";
import { startLlamaServer, type LlamaServer } from "../../servers/llama-server.ts";
import { clearedFor, egressFor } from "./egress-run.ts";

let server: LlamaServer;
beforeAll(async () => {
  server = await startLlamaServer();
}, 120_000);
afterAll(() => server.close());

test("a real endpoint streams an answer with its usage", async () => {
  const asked = {
    messages: [{ role: "user", content: "Say hi" }],
    max_completion_tokens: 8,
  } as unknown as ChatRequest;
  const body = prepareBody("smollm2-135m", asked, undefined);
  const bodySha256 = createHash("sha256").update(body).digest("hex");
  const egress = await egressFor(server);
  const { events, text, failed } = await egress.send({
    ...clearedFor(server),
    body,
    bodySha256,
  } as never);
  expect(failed).toBeNull();
  expect(text).not.toBe("");
  expect(events.filter((event) => event.type === "text-added").length).toBeGreaterThan(1);
  const ended = events.at(-1);
  expect(ended?.type === "answer-ended" && ended.usage?.completionTokens).toBeGreaterThan(0);
});
