import { expect, test } from "vitest";
import { GivenUp, faultOf, recovering, type Fault } from "../../../src/device/recovery.ts";
import { RouterError, type RouterErrorCode } from "../../../src/router-error.ts";

/** Work that fails with these codes in turn and succeeds then; what happened, in order. */
function work(codes: readonly RouterErrorCode[], canGoOn = true) {
  const told: string[] = [];
  const left = [...codes];
  return {
    told,
    steps: {
      async attempt() {
        const code = left.shift();
        if (code !== undefined) throw new RouterError(code, "It broke.");
        return "whole";
      },
      canGoOn: () => canGoOn,
      rebuild: (fault: Fault, attempt: number) => void told.push(`${attempt} ${fault}`),
      onGaveUp: (fault: Fault) => void told.push(`gave up ${fault}`),
      wait: async (ms: number) => void told.push(`${ms} ms`),
    },
  };
}

const never = new AbortController().signal;

test("only faults of the engine are recovered from", () => {
  for (const code of [
    "device_lost",
    "worker_died",
    "worker_timeout",
    "engine_failed",
    "out_of_memory",
  ])
    expect(faultOf(new RouterError(code as RouterErrorCode, ""))).toBe(code);
  for (const code of ["context_overflow", "model_corrupt", "router_disposed", "quota_exceeded"])
    expect(faultOf(new RouterError(code as RouterErrorCode, ""))).toBeNull();
  expect(faultOf(new DOMException("", "AbortError"))).toBeNull();
});

test("each further attempt is told, and waits longer than the one before", async () => {
  const { steps, told } = work(["device_lost", "worker_died"]);
  expect(await recovering(steps, never)).toBe("whole");
  expect(told).toEqual(["1 device_lost", "250 ms", "2 worker_died", "1000 ms"]);
});

test("after two further attempts the last code is thrown", async () => {
  const { steps, told } = work(["device_lost", "worker_died", "out_of_memory"]);
  await expect(recovering(steps, never)).rejects.toMatchObject({ code: "out_of_memory" });
  expect(told.at(-1)).toBe("gave up out_of_memory");
});

test("what cannot go on is given up at once; another failure passes through", async () => {
  const shown = work(["device_lost"], false);
  await expect(recovering(shown.steps, never)).rejects.toMatchObject({ code: "device_lost" });
  expect(shown.told).toEqual(["gave up device_lost"]);
  const other = work(["context_overflow"]);
  await expect(recovering(other.steps, never)).rejects.toMatchObject({ code: "context_overflow" });
  expect(other.told).toEqual([]);
});

test("nothing is built anew once the signal is aborted, and an abort ends the wait", async () => {
  const early = work(["worker_died"]);
  await expect(recovering(early.steps, AbortSignal.abort())).rejects.toMatchObject({
    code: "worker_died",
  });
  expect(early.told).toEqual([]);
  const controller = new AbortController();
  const { steps } = work(["worker_died"]);
  const waiting = { ...steps, wait: () => new Promise<void>(() => controller.abort()) };
  await expect(recovering(waiting, controller.signal)).rejects.toMatchObject({
    name: "AbortError",
  });
});

test("a model rests once it was given up twice within ten minutes, until ten minutes after that", () => {
  const givenUp = new GivenUp();
  const minute = 60_000;
  givenUp.add("slow", 0);
  givenUp.add("slow", 11 * minute);
  expect(givenUp.isResting("slow", 11 * minute)).toBe(false);
  givenUp.add("slow", 15 * minute);
  expect(givenUp.isResting("slow", 15 * minute)).toBe(true);
  expect(givenUp.isResting("slow", 25 * minute)).toBe(false);
  expect(givenUp.isResting("other", 15 * minute)).toBe(false);
});
