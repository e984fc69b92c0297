import { expect, test } from "vitest";
import { EventQueue } from "../../../src/cloud/event-queue.ts";

async function drain(queue: EventQueue<number>): Promise<{ read: number[]; reason: unknown }> {
  const read: number[] = [];
  try {
    for await (const event of queue) read.push(event);
  } catch (reason) {
    return { read, reason };
  }
  return { read, reason: null };
}

test("events before and during the loop are read in order, and a failure ends it after them", async () => {
  const queue = new EventQueue<number>();
  queue.push(1);
  queue.push(2);
  const reading = drain(queue);
  await Promise.resolve();
  queue.push(3);
  queue.fail("broken");
  expect(await reading).toEqual({ read: [1, 2, 3], reason: "broken" });
});

test("the first failure stands", async () => {
  const queue = new EventQueue<number>();
  queue.fail("first");
  queue.fail("second");
  expect((await drain(queue)).reason).toBe("first");
});

test("a call that is never answered ends with the queue's failure, before or after it began", async () => {
  const never = new Promise<never>(() => undefined);
  const queue = new EventQueue<number>();
  const waiting = queue.orFailure(never);
  queue.fail("died");
  await expect(waiting).rejects.toBe("died");
  await expect(queue.orFailure(never)).rejects.toBe("died");
});

test("a call that is answered gives its value, and the loop goes on", async () => {
  const queue = new EventQueue<number>();
  expect(await queue.orFailure(Promise.resolve("value"))).toBe("value");
  queue.push(1);
  queue.fail("end");
  expect((await drain(queue)).read).toEqual([1]);
});
