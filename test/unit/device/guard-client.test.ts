import { createHash } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { createGuardClient } from "../../../src/device/guard-client.ts";
import type { GuardClient, GuardClientOptions } from "../../../src/device/guard-client.ts";
import { RouterError } from "../../../src/router-error.ts";
import type { GuardWorker } from "../../../workers/guard.contract.ts";
import { guardRules } from "../../contracts/guard.contract.ts";
import { createFakeGuard } from "../../fakes/fake-guard.ts";
import { FakeWorker } from "../../fakes/fake-worker.ts";

const never = new AbortController().signal;
const clients: GuardClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.dispose();
});

function honestWorker(): GuardWorker {
  const guard = createFakeGuard();
  return {
    inspect: (texts) => guard.inspect(texts, never),
    inspectBody: (body) => guard.inspectBody(body, never),
  };
}
/** Answers the empty question that says "I run", and hangs on every text. */
function hangingWorker(): GuardWorker {
  return {
    inspect: (texts) =>
      texts.length === 0
        ? Promise.resolve({ findings: [], isOverBudget: false })
        : new Promise(() => undefined),
    inspectBody: () => new Promise(() => undefined),
  };
}

/** A client whose first worker is the first of `made`, and so on; the last serves from then on. */
function clientOver(made: readonly GuardWorker[], options: GuardClientOptions = {}) {
  const workers: FakeWorker[] = [];
  const client = createGuardClient({
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

describe("the guard's client keeps the rules of Guard", () => {
  for (const rule of guardRules) {
    test(rule.name, () => rule.holds(clientOver([honestWorker()]).client));
  }
});

test("no worker is started before the first call, and one serves all calls", async () => {
  const { client, workers } = clientOver([honestWorker()]);
  expect(workers).toHaveLength(0);
  await Promise.all([client.inspect(["a"], never), client.inspectBody("{}", never)]);
  await client.inspect(["b"], never);
  expect(workers).toHaveLength(1);
});

describe("over the deadline", () => {
  test("the answer is isOverBudget, the worker is ended, and the next call has a new one", async () => {
    const { client, workers } = clientOver([hangingWorker(), honestWorker()], { deadlineMs: 20 });
    const late = { findings: [], isOverBudget: true };
    expect(await client.inspect(["a@example.org"], never)).toEqual(late);
    expect(workers.map((worker) => worker.isTerminated)).toEqual([true]);
    expect((await client.inspect(["a@example.org"], never)).findings).toHaveLength(1);
    expect(workers).toHaveLength(2);
  });

  test("a body still gets its hash, so that what is asked is bound to its bytes", async () => {
    const { client } = clientOver([hangingWorker()], { deadlineMs: 20 });
    expect(await client.inspectBody('{"é":1}', never)).toEqual({
      findings: [],
      isOverBudget: true,
      bodySha256: createHash("sha256").update('{"é":1}').digest("hex"),
    });
  });

  test("everybody who waits for the same worker is told", async () => {
    const { client } = clientOver([hangingWorker()], { deadlineMs: 20 });
    const answers = await Promise.all([
      client.inspect(["a"], never),
      client.inspectBody("1", never),
    ]);
    expect(answers.map(({ isOverBudget }) => isOverBudget)).toEqual([true, true]);
  });
});

describe("guard_unavailable", () => {
  test("where no worker can be made", async () => {
    const client = createGuardClient({
      createWorker() {
        throw new TypeError("refused by policy");
      },
    });
    expect(await codeOf(client.inspect(["a"], never))).toBe("guard_unavailable");
    expect(await codeOf(client.inspectBody("{}", never))).toBe("guard_unavailable");
  });

  test("where the script cannot be loaded, and the next call tries again", async () => {
    const mute: GuardWorker = { ...hangingWorker(), inspect: () => new Promise(() => undefined) };
    const { client, workers } = clientOver([mute, honestWorker()]);
    const failing = codeOf(client.inspect(["a"], never));
    workers[0]?.die();
    expect(await failing).toBe("guard_unavailable");
    expect((await client.inspect(["a"], never)).isOverBudget).toBe(false);
  });

  test("where the worker does not start in time", async () => {
    const mute: GuardWorker = { ...hangingWorker(), inspect: () => new Promise(() => undefined) };
    const { client, workers } = clientOver([mute], { startTimeoutMs: 20 });
    expect(await codeOf(client.inspect(["a"], never))).toBe("guard_unavailable");
    expect(workers[0]?.isTerminated).toBe(true);
  });

  test("where the worker dies while it reads", async () => {
    const { client, workers } = clientOver([hangingWorker(), honestWorker()]);
    await client.inspect([], never);
    const failing = codeOf(client.inspect(["a"], never));
    await new Promise((resolve) => setTimeout(resolve, 5));
    workers[0]?.die();
    expect(await failing).toBe("guard_unavailable");
    expect(await codeOf(client.inspect(["a"], never))).toBe("nothing");
  });

  test("where the worker says so, with its own words", async () => {
    const failing: GuardWorker = {
      ...honestWorker(),
      inspectBody: () => Promise.resolve({ code: "guard_unavailable", message: "It failed." }),
    };
    const { client } = clientOver([failing]);
    await expect(client.inspectBody("{}", never)).rejects.toThrow("It failed.");
  });
});

test("an abort while it reads is an AbortError and leaves the worker running", async () => {
  const { client, workers } = clientOver([hangingWorker()]);
  const abort = new AbortController();
  await client.inspect([], never);
  const reading = codeOf(client.inspect(["a"], abort.signal));
  abort.abort();
  expect(await reading).toBe("AbortError");
  expect(workers.map((worker) => worker.isTerminated)).toEqual([false]);
});

test("after dispose the worker is gone, who waited is told, and every call fails with router_disposed", async () => {
  const { client, workers } = clientOver([hangingWorker()]);
  await client.inspect([], never);
  const waiting = codeOf(client.inspect(["a"], never));
  await new Promise((resolve) => setTimeout(resolve, 5));
  client.dispose();
  expect(await waiting).toBe("router_disposed");
  expect(workers[0]?.isTerminated).toBe(true);
  expect(await codeOf(client.inspectBody("{}", never))).toBe("router_disposed");
});
