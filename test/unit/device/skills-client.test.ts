import { afterEach, describe, expect, test } from "vitest";
import { createSkillsClient } from "../../../src/device/skills-client.ts";
import type { SkillsClient, SkillsClientOptions } from "../../../src/device/skills-client.ts";
import { RouterError } from "../../../src/router-error.ts";
import type { SkillAnswer } from "../../../src/terms/skill-answer.ts";
import type { SkillsWorker } from "../../../workers/skills.contract.ts";
import { FakeWorker } from "../../fakes/fake-worker.ts";

const never = new AbortController().signal;
const now = { nowMs: 1_795_521_600_000, timeZone: "Asia/Seoul" };
const four: SkillAnswer = { skill: "arithmetic", text: "4", explanation: "2 + 2 = 4" };
const clients: SkillsClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.dispose();
});

const honestWorker: SkillsWorker = {
  answer: (text) => Promise.resolve(text === "2 + 2" ? four : null),
};
/** Answers the empty text that says "I run", and hangs on every other. */
const hangingWorker: SkillsWorker = {
  answer: (text) => (text === "" ? Promise.resolve(null) : new Promise(() => undefined)),
};
const muteWorker: SkillsWorker = { answer: () => new Promise(() => undefined) };
const throwingWorker: SkillsWorker = {
  answer: (text) => (text === "" ? Promise.resolve(null) : Promise.reject(new TypeError("bug"))),
};

/** A client whose first worker is the first of `made`, and so on; the last serves from then on. */
function clientOver(made: readonly SkillsWorker[], options: SkillsClientOptions = {}) {
  const workers: FakeWorker[] = [];
  const client = createSkillsClient({
    ...options,
    createWorker() {
      const worker = new FakeWorker(made[Math.min(workers.length, made.length - 1)] ?? {});
      workers.push(worker);
      return worker as unknown as Worker;
    },
  });
  clients.push(client);
  return { client, workers };
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "nothing",
    (error: unknown) => (error instanceof RouterError ? error.code : (error as Error).name),
  );

test("no worker is started before the first call, and one serves all calls", async () => {
  const { client, workers } = clientOver([honestWorker]);
  expect(workers).toHaveLength(0);
  const texts = ["2 + 2", "a poem"];
  const answers = await Promise.all(texts.map((text) => client.answer(text, now, never)));
  expect(answers).toEqual([four, null]);
  expect(workers).toHaveLength(1);
});

test("the worker is told the moment and the zone", async () => {
  const asked: unknown[] = [];
  const { client } = clientOver([
    {
      answer(text, moment) {
        if (text !== "") asked.push(moment);
        return Promise.resolve(null);
      },
    },
  ]);
  await client.answer("what time is it", now, never);
  expect(asked).toEqual([now]);
});

describe("too late", () => {
  test("an answer is null, the worker is ended, and the next call has a new one", async () => {
    const { client, workers } = clientOver([hangingWorker, honestWorker], { deadlineMs: 20 });
    expect(await client.answer("2 + 2", now, never)).toBeNull();
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true]);
    expect(await client.answer("2 + 2", now, never)).toEqual(four);
    expect(workers).toHaveLength(2);
  });

  test("everybody who waits for the same worker gets null", async () => {
    const { client, workers } = clientOver([hangingWorker], { deadlineMs: 20 });
    const texts = ["2 + 2", "3 + 3"];
    const answers = await Promise.all(texts.map((text) => client.answer(text, now, never)));
    expect(answers).toEqual([null, null]);
    expect(workers).toHaveLength(1);
  });

  test("a worker that still starts costs a request its patience, and is kept for the next", async () => {
    let start: () => void = () => undefined;
    const started = new Promise<null>((resolve) => (start = () => resolve(null)));
    const slow: SkillsWorker = {
      answer: (text) => (text === "" ? started : honestWorker.answer(text, now)),
    };
    const { client, workers } = clientOver([slow], { startPatienceMs: 20 });
    expect(await client.answer("2 + 2", now, never)).toBeNull();
    start();
    expect(await client.answer("2 + 2", now, never)).toEqual(four);
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([false]);
  });
});

describe("a failure has a code, and the next call tries again", () => {
  test("worker_died where no worker can be made", async () => {
    const client = createSkillsClient({
      createWorker() {
        throw new TypeError("refused by policy");
      },
    });
    expect(await codeOf(client.answer("2 + 2", now, never))).toBe("worker_died");
  });

  test("worker_died where the script cannot be loaded", async () => {
    const { client, workers } = clientOver([muteWorker, honestWorker]);
    const failing = codeOf(client.answer("2 + 2", now, never));
    workers[0]?.die();
    expect(await failing).toBe("worker_died");
    expect(await client.answer("2 + 2", now, never)).toEqual(four);
  });

  test("worker_died where the worker dies over a text", async () => {
    const { client, workers } = clientOver([hangingWorker, honestWorker]);
    await client.answer("", now, never);
    const failing = codeOf(client.answer("2 + 2", now, never));
    await new Promise((resolve) => setTimeout(resolve, 5));
    workers[0]?.die();
    expect(await failing).toBe("worker_died");
    expect(await client.answer("2 + 2", now, never)).toEqual(four);
  });

  test("worker_died where a skill throws, whatever it throws", async () => {
    const { client, workers } = clientOver([throwingWorker, honestWorker]);
    expect(await codeOf(client.answer("2 + 2", now, never))).toBe("worker_died");
    expect(workers[0]?.isTerminated).toBe(true);
    expect(await client.answer("2 + 2", now, never)).toEqual(four);
  });

  test("worker_timeout where the start never ends", async () => {
    const { client, workers } = clientOver([muteWorker], { startTimeoutMs: 20 });
    expect(await codeOf(client.answer("2 + 2", now, never))).toBe("worker_timeout");
    expect(workers[0]?.isTerminated).toBe(true);
  });
});

test("an abort is an AbortError and leaves the worker running", async () => {
  const { client, workers } = clientOver([hangingWorker]);
  expect(await codeOf(client.answer("2 + 2", now, AbortSignal.abort()))).toBe("AbortError");
  expect(workers).toHaveLength(0);
  const abort = new AbortController();
  await client.answer("", now, never);
  const asking = codeOf(client.answer("2 + 2", now, abort.signal));
  abort.abort();
  expect(await asking).toBe("AbortError");
  expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([false]);
});

test("after dispose the worker is gone, who waited is told, and every call fails with router_disposed", async () => {
  const { client, workers } = clientOver([hangingWorker]);
  await client.answer("", now, never);
  const waiting = codeOf(client.answer("2 + 2", now, never));
  await new Promise((resolve) => setTimeout(resolve, 5));
  client.dispose();
  expect(await waiting).toBe("router_disposed");
  expect(workers[0]?.isTerminated).toBe(true);
  expect(await codeOf(client.answer("2 + 2", now, never))).toBe("router_disposed");
});
