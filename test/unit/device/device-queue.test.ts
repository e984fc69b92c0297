import { expect, test } from "vitest";
import { DeviceQueue, type QueueTicket } from "../../../src/device/device-queue.ts";

const limits = { person: 2, background: 1 };

/** Notes in which order tickets get their turn. */
function orderOf(tickets: Readonly<Record<string, QueueTicket>>): string[] {
  const order: string[] = [];
  for (const [name, ticket] of Object.entries(tickets))
    void ticket.turn.then(() => order.push(name));
  return order;
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test("persons go before background work, first come first served within each", async () => {
  const queue = new DeviceQueue({ person: 5, background: 5 });
  const tickets = {
    running: queue.enter({ priority: "background", expectedMs: 1 }),
    later: queue.enter({ priority: "background", expectedMs: 1 }),
    first: queue.enter({ priority: "person", expectedMs: 1 }),
    second: queue.enter({ priority: "person", expectedMs: 1 }),
  };
  const order = orderOf(tickets);
  for (const ticket of [tickets.running, tickets.first, tickets.second, tickets.later]) {
    await settled();
    ticket.leave();
  }
  expect(order).toEqual(["running", "first", "second", "later"]);
});

test("a queue that is full refuses with queue_full, each priority by its own limit", () => {
  const queue = new DeviceQueue(limits);
  for (let count = 0; count < 3; count++) queue.enter({ priority: "person", expectedMs: 1 });
  const full = expect.objectContaining({ code: "queue_full" }) as Error;
  expect(() => queue.enter({ priority: "person", expectedMs: 1 })).toThrow(full);
  queue.enter({ priority: "background", expectedMs: 1 });
  expect(() => queue.enter({ priority: "background", expectedMs: 1 })).toThrow(full);
});

test("who leaves before its turn is passed over", async () => {
  const queue = new DeviceQueue(limits);
  const running = queue.enter({ priority: "person", expectedMs: 1 });
  const gone = queue.enter({ priority: "person", expectedMs: 1 });
  const next = queue.enter({ priority: "person", expectedMs: 1 });
  const order = orderOf({ running, gone, next });
  gone.leave();
  running.leave();
  running.leave();
  await settled();
  expect(order).toEqual(["running", "next"]);
});

test("a person makes background work that runs yield, and it resumes before other background work", async () => {
  const queue = new DeviceQueue({ person: 5, background: 1 });
  let preempted = 0;
  const running = queue.enter({
    priority: "background",
    expectedMs: 1,
    onPreempt: () => preempted++,
  });
  const other = queue.enter({ priority: "background", expectedMs: 1 });
  expect(preempted).toBe(0);
  const person = queue.enter({ priority: "person", expectedMs: 1 });
  expect(preempted).toBe(1);
  const resumed = queue.enter({ priority: "background", expectedMs: 1, isResuming: true });
  const order = orderOf({ person, resumed, other });
  for (const ticket of [running, person, resumed]) {
    ticket.leave();
    await settled();
  }
  expect(order).toEqual(["person", "resumed", "other"]);
});

test("the expected wait sums the persons ahead and what is left of the one that runs", () => {
  const queue = new DeviceQueue({ person: 5, background: 5 });
  expect(queue.expectedWaitMs(0)).toBe(0);
  queue.enter({ priority: "person", expectedMs: 1_000 });
  queue.enter({ priority: "person", expectedMs: 500 });
  queue.enter({ priority: "background", expectedMs: 9_000 });
  expect(queue.expectedWaitMs(400)).toBe(1_100);
  expect(queue.expectedWaitMs(5_000)).toBe(500);
});

test("background work that runs costs a person no wait, since it yields", () => {
  const queue = new DeviceQueue(limits);
  queue.enter({ priority: "background", expectedMs: 9_000 });
  expect(queue.expectedWaitMs(0)).toBe(0);
});
