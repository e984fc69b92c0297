import { expect, test } from "vitest";
import { ConversationPaths } from "../../../src/routing/conversation-paths.ts";

test("the conversation longest unused is dropped beyond the limit", () => {
  const paths = new ConversationPaths(2);
  paths.note("one", "device:small", "ask");
  paths.note("two", "device:small", "ask");
  paths.note("one", "cloud:large", "ask");
  paths.note("three", "device:small", "ask");
  expect(paths.pathOf("one", "ask")).toBe("cloud:large");
  expect(paths.pathOf("two", "ask")).toBeUndefined();
});

test("a path chosen in another mode does not bind", () => {
  const paths = new ConversationPaths(2);
  paths.note("one", "cloud:large", "allow");
  expect(paths.pathOf("one", "ask")).toBeUndefined();
  expect(paths.pathOf("one", "allow")).toBe("cloud:large");
});
