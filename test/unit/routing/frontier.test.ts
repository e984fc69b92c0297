import { describe, expect, test } from "vitest";
import type { ChatRequest } from "../../../src/chat/chat-request.ts";
import { openRouter } from "../../../src/open-router.ts";
import type { Router, RouterOptions } from "../../../src/router.ts";
import { fakeAssembly, type FakeWorld } from "../../fakes/fake-parts.ts";
import { fakeWorld } from "../../fakes/fake-world.ts";

function open(world: FakeWorld = fakeWorld(), options: RouterOptions = {}): Router {
  return openRouter(fakeAssembly(world, null), options);
}

const asked = (content: string): ChatRequest => ({
  model: "auto",
  messages: [{ role: "user", content }],
});

describe("router.frontier", () => {
  test("without requests draws the fleet over the reference mix, and asks nothing and nobody", async () => {
    const world = fakeWorld();
    const { paths, mixes } = await open(world).frontier();
    expect(paths.map(({ path }) => path.id)).toEqual([
      "device:small",
      "cloud:large",
      "device:small>check>cloud:large",
    ]);
    expect(mixes).toHaveLength(11);
    expect(mixes[0]?.deviceShare).toBeGreaterThan(mixes[10]?.deviceShare ?? 1);
    expect([world.estimates, world.sent.length, world.deviceRuns.length]).toEqual([0, 0, 0]);
  });

  test("over requests it reads each of them once; nothing runs and nothing leaves", async () => {
    const world = fakeWorld();
    const router = open(world);
    const { paths } = await router.frontier([asked("one"), asked("two")]);
    expect(paths.every(({ openShare }) => openShare === 1)).toBe(true);
    expect(world.estimates).toBe(2);
    expect([world.sent.length, world.deviceRuns.length]).toEqual([0, 0]);
    expect(await router.records()).toEqual([]);
    const preview = await router.preview(asked("one"));
    const previewed = preview.candidates[0]?.figures.quality.mean;
    expect(paths[0]?.figures.quality.mean).toBeCloseTo(previewed ?? NaN, 12);
  });

  test("shows what is open now: the mode, the network, the caller's bound", async () => {
    const here = await open(fakeWorld(), { privacy: "device-only" }).frontier();
    expect(here.paths.map(({ path }) => path.id)).toEqual(["device:small"]);
    const gone = await open(fakeWorld({ isOnline: false, fleet: [] })).frontier();
    expect(gone).toEqual({ paths: [], mixes: [] });
  });

  test("a request's own controls hold for it", async () => {
    const closed = { ...asked("one"), nearside: { privacy: "device-only" } } as const;
    const { paths } = await open().frontier([closed, asked("two")]);
    expect(paths.find(({ path }) => path.id === "cloud:large")?.openShare).toBe(0.5);
  });

  test("without a classifier the requests count as unread", async () => {
    const { paths } = await open(fakeWorld({ isClassifierBroken: true })).frontier([asked("one")]);
    expect(paths).toHaveLength(3);
  });

  test.each([
    ["no list", "text"],
    ["an empty list", []],
    ["too long a list", Array.from({ length: 501 }, () => asked("one"))],
    ["a request that is none", [{ model: "auto" }]],
  ])("%s is refused", async (_name, requests) => {
    await expect(open().frontier(requests as never)).rejects.toMatchObject({ name: "RouterError" });
  });

  test("an aborted call rejects with the signal's reason", async () => {
    const frontier = open().frontier([asked("one")], { signal: AbortSignal.abort() });
    await expect(frontier).rejects.toMatchObject({ name: "AbortError" });
  });
});
