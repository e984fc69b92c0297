import { expect, test } from "vitest";
import type { ConsentQuestion } from "../../../src/index.ts";
import { ConsentQueue } from "../../../src/element/consent-queue.ts";

function question(conversation: string): ConsentQuestion {
  const destination = "https://api.example.com/v1";
  return { destination, model: "m", body: "{}", findings: [], isOverBudget: false, conversation };
}

test("one question is shown at a time, in the order they came", async () => {
  const queue = new ConsentQueue(() => undefined);
  const { signal } = new AbortController();
  const first = queue.ask(question("a"), signal);
  const second = queue.ask(question("b"), signal);
  expect(queue.current?.conversation).toBe("a");
  queue.answer("send");
  expect(queue.current?.conversation).toBe("b");
  queue.answer("keep");
  expect(await Promise.all([first, second])).toEqual(["send", "keep"]);
});

test("an abort means keep, and takes the question away", async () => {
  const queue = new ConsentQueue(() => undefined);
  const controller = new AbortController();
  const asked = queue.ask(question("a"), controller.signal);
  controller.abort();
  expect(await asked).toBe("keep");
  expect(queue.current).toBeNull();
});

test("a question that was aborted before it came is never shown", async () => {
  const queue = new ConsentQueue(() => undefined);
  expect(await queue.ask(question("a"), AbortSignal.abort())).toBe("keep");
  expect(queue.current).toBeNull();
});

test("a person who is gone has kept everything here", async () => {
  const queue = new ConsentQueue(() => undefined);
  const { signal } = new AbortController();
  const asked = [queue.ask(question("a"), signal), queue.ask(question("b"), signal)];
  queue.keepAll();
  expect(await Promise.all(asked)).toEqual(["keep", "keep"]);
});
