import { expect, test } from "vitest";
import { RouterError, type ChatRequest, type Router } from "../../../src/index.ts";
import { Conversation } from "../../../src/element/conversation.ts";
import { fakeRouter } from "../../fakes/fake-router.ts";

function conversationOver(router: Router): Conversation {
  return new Conversation(() => router, { onChange: () => undefined, onEnd: () => undefined });
}

test("an answer comes piece by piece and ends with its report", async () => {
  const conversation = conversationOver(fakeRouter({ answer: (question) => `Yes, ${question}` }));
  await conversation.ask("really?");
  const answer = conversation.turns[0]?.answers[0];
  expect(answer).toMatchObject({ text: "Yes, really?", phase: "done" });
  expect(answer?.report?.place).toBe("device");
});

test("a question carries the earlier turns, each with its newest answer", async () => {
  const asked: ChatRequest[] = [];
  const router = fakeRouter({ answer: (question) => `to ${question}` });
  const create = router.chat.completions.create.bind(router.chat.completions);
  Object.assign(router.chat.completions, {
    create: (request: ChatRequest & { stream: true }) => {
      asked.push(request);
      return create(request);
    },
  });
  const conversation = conversationOver(router);
  await conversation.ask("one");
  await conversation.ask("two");
  expect(asked[1]?.messages).toEqual([
    { role: "user", content: "one" },
    { role: "assistant", content: "to one" },
    { role: "user", content: "two" },
  ]);
  expect(asked[1]?.nearside?.conversation).toBe(conversation.id);
});

test("stopping keeps what had come, and the next question works", async () => {
  let isHeld = true;
  const hold = new Promise<void>(() => undefined);
  const router = fakeRouter({
    answer: () => "A long answer",
    get hold() {
      return isHeld ? hold : Promise.resolve();
    },
  });
  const conversation = conversationOver(router);
  const asking = conversation.ask("first");
  await expect.poll(() => conversation.turns[0]?.answers[0]?.text).toBe("A l");
  conversation.stop();
  await asking;
  expect(conversation.turns[0]?.answers[0]).toMatchObject({ phase: "stopped", text: "A l" });
  isHeld = false;
  await conversation.ask("second");
  expect(conversation.turns[1]?.answers[0]?.phase).toBe("done");
});

test("a refusal is kept as its code, and leaves the conversation usable", async () => {
  const router = fakeRouter({
    answer: () => {
      throw new RouterError("offline_needs_cloud", "Offline.");
    },
  });
  const conversation = conversationOver(router);
  await conversation.ask("anything");
  expect(conversation.turns[0]?.answers[0]).toMatchObject({
    phase: "failed",
    errorCode: "offline_needs_cloud",
  });
  expect(conversation.isWorking).toBe(false);
});
