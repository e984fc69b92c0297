import type { RouterMemory } from "../../src/routing/ports.ts";
import { defaultLimits } from "../../src/storage/limits.ts";
import type { MemoryLimits } from "../../src/storage/limits.ts";
import {
  sampleAnswer,
  sampleCalibration,
  sampleDecision,
  sampleEstimate,
  sampleRecord,
} from "../fakes/memory-samples.ts";

/** Makes an empty memory. `now` is in milliseconds since the epoch. */
export type MakeMemory = (now: () => number, limits: MemoryLimits) => RouterMemory;

/** One rule that every memory keeps. It throws where the rule is broken, in Node and in a browser alike. */
export interface MemoryRule {
  readonly name: string;
  readonly holds: (make: MakeMemory) => Promise<void>;
}

const DAY_MS = 86_400_000;
const small: MemoryLimits = { ...defaultLimits, values: 3, records: 3 };

/** Fails unless both are the same as JSON. */
export function expectSame(actual: unknown, expected: unknown): void {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (found !== wanted) throw new Error(`found ${found}, wanted ${wanted}`);
}

/** A memory on a clock that the rule moves. */
function onClock(make: MakeMemory, limits = defaultLimits) {
  const clock = { now: Date.UTC(2026, 10, 23) };
  return { clock, memory: make(() => clock.now, limits) };
}

const keepsWhatItIsGiven: readonly MemoryRule[] = [
  {
    name: "a kept value comes back, in its own store only",
    async holds(make) {
      const { memory } = onClock(make);
      await memory.keep("decisions", "k", sampleDecision());
      await memory.keep("estimates", "e", sampleEstimate());
      await memory.keep("answers", "a", sampleAnswer());
      await memory.keep("verdicts", "v", { accepted: false, reason: "repeating" });
      await memory.keep("calibrations", "c", sampleCalibration());
      expectSame(await memory.recall("decisions", "k"), sampleDecision());
      expectSame(await memory.recall("calibrations", "c"), sampleCalibration());
      expectSame(await memory.recall("estimates", "e"), sampleEstimate());
      expectSame(await memory.recall("answers", "a"), sampleAnswer());
      expectSame(await memory.recall("verdicts", "v"), { accepted: false, reason: "repeating" });
      expectSame(await memory.recall("estimates", "k"), undefined);
    },
  },
  {
    name: "the later of two values under one key holds",
    async holds(make) {
      const { memory } = onClock(make);
      await memory.keep("decisions", "k", sampleDecision(1));
      await memory.keep("decisions", "k", sampleDecision(0.5));
      expectSame((await memory.recall("decisions", "k"))?.propensity, 0.5);
    },
  },
  {
    name: "a keyed hash is 64 hex digits, the same for the same text, another after erasing",
    async holds(make) {
      const { memory } = onClock(make);
      const before = await memory.keyedHash("why is the sky blue?");
      expectSame(/^[0-9a-f]{64}$/.test(before), true);
      expectSame(await memory.keyedHash("why is the sky blue?"), before);
      expectSame((await memory.keyedHash("why is the sky blue")) === before, false);
      await memory.erase();
      expectSame((await memory.keyedHash("why is the sky blue?")) === before, false);
    },
  },
  {
    name: "erasing empties every store, and what is kept afterwards is kept",
    async holds(make) {
      const { memory } = onClock(make);
      await memory.keep("decisions", "k", sampleDecision());
      await memory.keep("calibrations", "c", sampleCalibration());
      await memory.addRecord(sampleRecord("a"));
      await memory.erase();
      expectSame(await memory.recall("decisions", "k"), undefined);
      expectSame(await memory.recall("calibrations", "c"), undefined);
      expectSame(await memory.records(9), []);
      expectSame((await memory.totals()).requests, 0);
      await memory.addRecord(sampleRecord("b"));
      expectSame((await memory.records(9)).length, 1);
    },
  },
  {
    name: "a closed memory misses and takes nothing, without failing",
    async holds(make) {
      const { memory } = onClock(make);
      await memory.keep("decisions", "k", sampleDecision());
      await memory.close();
      await memory.keep("decisions", "l", sampleDecision());
      await memory.addRecord(sampleRecord("a"));
      expectSame(await memory.recall("decisions", "k"), undefined);
      expectSame(await memory.recall("decisions", "l"), undefined);
      expectSame(await memory.records(9), []);
    },
  },
];

const forgetsInTime: readonly MemoryRule[] = [
  {
    name: "decisions and estimates live 30 days, verdicts 7, calibrations 365",
    async holds(make) {
      const { clock, memory } = onClock(make);
      await memory.keep("decisions", "d", sampleDecision());
      await memory.keep("estimates", "e", sampleEstimate());
      await memory.keep("verdicts", "v", { accepted: true });
      await memory.keep("calibrations", "c", sampleCalibration());
      clock.now += 8 * DAY_MS;
      expectSame(await memory.recall("verdicts", "v"), undefined);
      clock.now += 21 * DAY_MS;
      expectSame(await memory.recall("decisions", "d"), sampleDecision());
      clock.now += 2 * DAY_MS;
      expectSame(await memory.recall("decisions", "d"), undefined);
      expectSame(await memory.recall("estimates", "e"), undefined);
    },
  },
  {
    name: "a clock set back a day loses nothing and lengthens no life",
    async holds(make) {
      const { clock, memory } = onClock(make);
      await memory.keep("decisions", "d", sampleDecision());
      clock.now -= DAY_MS;
      expectSame(await memory.recall("decisions", "d"), sampleDecision());
      clock.now += 30.5 * DAY_MS;
      expectSame(await memory.recall("decisions", "d"), undefined);
    },
  },
  {
    name: "a value from a far future is not believed",
    async holds(make) {
      const { clock, memory } = onClock(make);
      clock.now += 400 * DAY_MS;
      await memory.keep("decisions", "d", sampleDecision());
      clock.now -= 400 * DAY_MS;
      expectSame(await memory.recall("decisions", "d"), undefined);
    },
  },
  {
    name: "beyond its limit it drops the least recently used value",
    async holds(make) {
      const { clock, memory } = onClock(make, small);
      for (const key of ["a", "b", "c"]) {
        await memory.keep("decisions", key, sampleDecision());
        clock.now += 2 * 3_600_000;
      }
      await memory.recall("decisions", "a");
      clock.now += 2 * 3_600_000;
      await memory.keep("decisions", "d", sampleDecision());
      const left: string[] = [];
      for (const key of ["a", "b", "c", "d"]) {
        if ((await memory.recall("decisions", key)) !== undefined) left.push(key);
      }
      expectSame(left, ["a", "c", "d"]);
    },
  },
  {
    name: "values of a clock that was ahead do not push out those of today",
    async holds(make) {
      const { clock, memory } = onClock(make, small);
      clock.now += 20 * DAY_MS;
      for (const key of ["a", "b", "c"]) await memory.keep("decisions", key, sampleDecision());
      clock.now -= 20 * DAY_MS;
      for (const key of ["d", "e", "f"]) await memory.keep("decisions", key, sampleDecision());
      for (const key of ["d", "e", "f"]) {
        expectSame(await memory.recall("decisions", key), sampleDecision());
      }
    },
  },
];

const keepsRecords: readonly MemoryRule[] = [
  {
    name: "records come newest first, whatever the clock did, and by id",
    async holds(make) {
      const { memory } = onClock(make);
      for (const [id, madeAt] of [
        ["a", 5_000],
        ["b", 1_000],
        ["c", 3_000],
      ] as const) {
        await memory.addRecord(sampleRecord(id, { madeAt }));
      }
      expectSame(
        (await memory.records(2)).map((record) => record.id),
        ["c", "b"],
      );
      expectSame(await memory.recordOf("a"), sampleRecord("a", { madeAt: 5_000 }));
      expectSame(await memory.recordOf("z"), undefined);
      expectSame(await memory.records(0), []);
    },
  },
  {
    name: "totals are sums over all records, also over those dropped since",
    async holds(make) {
      const { memory } = onClock(make, small);
      await memory.addRecord(sampleRecord("a"));
      await memory.addRecord(sampleRecord("b", { place: "cloud", sent: [] }));
      await memory.addRecord(sampleRecord("c", { status: "failed" }));
      await memory.addRecord(sampleRecord("d"));
      await memory.addRecord(sampleRecord("e"));
      expectSame(
        (await memory.records(9)).map((record) => record.id),
        ["e", "d", "c"],
      );
      expectSame(await memory.totals(), {
        requests: 5,
        answeredOnDevice: 3,
        answeredInCloud: 1,
        costUsd: 1.25,
        sentMessages: 4,
        sentBytes: 400,
      });
    },
  },
  {
    name: "a record is counted once, however often it is added",
    async holds(make) {
      const { memory } = onClock(make);
      await memory.addRecord(sampleRecord("a"));
      await Promise.all([memory.addRecord(sampleRecord("a")), memory.addRecord(sampleRecord("a"))]);
      expectSame((await memory.totals()).requests, 1);
      expectSame((await memory.records(9)).length, 1);
    },
  },
  {
    name: "many at once are all kept and counted",
    async holds(make) {
      const { memory } = onClock(make);
      const ids = Array.from({ length: 40 }, (_, index) => `r${String(index)}`);
      await Promise.all(ids.map((id) => memory.addRecord(sampleRecord(id))));
      expectSame((await memory.records(99)).length, 40);
      expectSame((await memory.totals()).requests, 40);
    },
  },
];

/** The rules of the port `RouterMemory`. */
export const memoryRules: readonly MemoryRule[] = [
  ...keepsWhatItIsGiven,
  ...forgetsInTime,
  ...keepsRecords,
];
