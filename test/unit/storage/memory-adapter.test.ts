import { describe, expect, test } from "vitest";
import { MemoryAdapter } from "../../../src/storage/memory-adapter.ts";
import { lossNotes } from "../../../src/storage/memory-loss.ts";
import { openRouterMemory } from "../../../src/storage/router-memory.ts";
import { memoryRules } from "../../contracts/router-memory.contract.ts";

describe("the memory adapter keeps the rules of RouterMemory", () => {
  test.each(memoryRules)("$name", async (rule) => {
    await expect(
      rule.holds((now, limits) => new MemoryAdapter(now, "", limits)),
    ).resolves.toBeUndefined();
  });
});

test("memory that was chosen says that nothing survives", () => {
  const memory = openRouterMemory({ now: () => 0, storage: "memory" });
  expect(memory.note()).toBe(lossNotes.chosen);
});

describe("where there is no IndexedDB, as in Node, memory takes over and says so", () => {
  test.each(memoryRules)("$name", async (rule) => {
    await expect(
      rule.holds((now, limits) => openRouterMemory({ now, limits })),
    ).resolves.toBeUndefined();
  });

  test("with a note", async () => {
    const memory = openRouterMemory({ now: () => 0 });
    expect(await memory.recall("decisions", "k")).toBeUndefined();
    expect(memory.note()).toBe(lossNotes.refused);
  });
});
