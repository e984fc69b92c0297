import { expect, test } from "vitest";
import { DeviceQueue, type Newcomer, type QueueTicket } from "../../../src/device/device-queue.ts";

const limits = { person: 2, page: 1, background: 1 };
const roomy = { person: 5, page: 5, background: 5 };

/** A person of the first tab, on a model that is loaded. */
function newcomer(changes: Partial<Newcomer> = {}): Newcomer {
  const loadMsOf = () => 3_000;
  const loadedModel = "small";
  return {
    ...{ priority: "person", owner: "", model: "small", runningMs: 0, loadedModel, loadMsOf },
    ...changes,
  };
}

/** Notes in which order tickets get their turn. */
function orderOf(tickets: Readonly<Record<string, QueueTicket>>): string[] {
  const order: string[] = [];
  for (const [name, ticket] of Object.entries(tickets))
    void ticket.turn.then(() => order.push(name));
  return order;
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test("persons go before background work, first come first served within each", async () => {
  const queue = new DeviceQueue(roomy);
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
  const queue = new DeviceQueue({ ...roomy, background: 1 });
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

test("the page's own work goes after persons and before background work, which yields to it", async () => {
  const queue = new DeviceQueue(roomy);
  let preempted = 0;
  const onPreempt = () => preempted++;
  const running = queue.enter({ priority: "background", expectedMs: 1, onPreempt });
  const later = queue.enter({ priority: "background", expectedMs: 1 });
  const page = queue.enter({ priority: "page", expectedMs: 1, onPreempt });
  expect(preempted).toBe(1);
  const order = orderOf({ running, later, page });
  running.leave();
  await settled();
  const person = queue.enter({ priority: "person", expectedMs: 1 });
  // The page's own work is not interrupted.
  expect(preempted).toBe(1);
  void person.turn.then(() => order.push("person"));
  for (const ticket of [page, person]) {
    ticket.leave();
    await settled();
  }
  expect(order).toEqual(["running", "page", "person", "later"]);
});

test("owners take turns, and each one's requests come in their order", async () => {
  const queue = new DeviceQueue(roomy);
  const enter = (owner: string) => queue.enter({ priority: "person", expectedMs: 1, owner });
  const running = enter("busy");
  const tickets = {
    busy1: enter("busy"),
    busy2: enter("busy"),
    busy3: enter("busy"),
    calm1: enter("calm"),
    calm2: enter("calm"),
    late1: enter("late"),
  };
  const order = orderOf(tickets);
  const { busy1, busy2, calm1, calm2, late1, busy3 } = tickets;
  for (const ticket of [running, busy1, calm1, late1, busy2, calm2, busy3]) {
    ticket.leave();
    await settled();
  }
  expect(order).toEqual(["busy1", "calm1", "late1", "busy2", "calm2", "busy3"]);
});

test("a tab that fills its own places leaves those of another", () => {
  const queue = new DeviceQueue(limits);
  const enter = (owner: string) => queue.enter({ priority: "person", expectedMs: 1, owner });
  for (let count = 0; count < 3; count++) enter("busy");
  expect(() => enter("busy")).toThrow(expect.objectContaining({ code: "queue_full" }) as Error);
  expect(() => enter("calm")).not.toThrow();
});

test("the expected wait sums what goes before a newcomer and what is left of the one that runs", () => {
  const queue = new DeviceQueue(roomy);
  expect(queue.expectedWaitMs(newcomer())).toBe(0);
  queue.enter({ priority: "person", expectedMs: 1_000 });
  queue.enter({ priority: "person", expectedMs: 500 });
  queue.enter({ priority: "page", expectedMs: 70 });
  queue.enter({ priority: "background", expectedMs: 9_000 });
  expect(queue.expectedWaitMs(newcomer({ runningMs: 600 }))).toBe(1_100);
  expect(queue.expectedWaitMs(newcomer({ priority: "page", runningMs: 600 }))).toBe(1_170);
  expect(queue.expectedWaitMs(newcomer({ priority: "background", runningMs: 600 }))).toBe(10_170);
});

test("the expected wait knows that owners take turns", () => {
  const queue = new DeviceQueue(roomy);
  const enter = (owner: string, expectedMs: number) =>
    queue.enter({ priority: "person", expectedMs, owner });
  enter("busy", 1);
  enter("busy", 10);
  enter("busy", 100);
  for (const expectedMs of [1_000, 10_000, 100_000]) enter("calm", expectedMs);
  expect(queue.expectedWaitMs(newcomer({ owner: "new" }))).toBe(1_010);
  expect(queue.expectedWaitMs(newcomer({ owner: "busy" }))).toBe(11_110);
  expect(queue.expectedWaitMs(newcomer({ owner: "calm" }))).toBe(111_110);
});

test("each change of the model costs a load, also the one back to the newcomer's", () => {
  const queue = new DeviceQueue(roomy);
  const enter = (model: string) => queue.enter({ priority: "person", expectedMs: 1, model });
  for (const model of ["small", "small", "large", "large"]) enter(model);
  expect(queue.expectedWaitMs(newcomer())).toBe(3 + 3_000 + 3_000);
  expect(queue.expectedWaitMs(newcomer({ model: "large" }))).toBe(3 + 3_000);
});

test("background work that runs costs a person no wait, since it yields", () => {
  const queue = new DeviceQueue(limits);
  queue.enter({ priority: "background", expectedMs: 9_000 });
  expect(queue.expectedWaitMs(newcomer({ runningMs: 9_000 }))).toBe(0);
  expect(queue.expectedWaitMs(newcomer({ priority: "background", runningMs: 9_000 }))).toBe(9_000);
});
