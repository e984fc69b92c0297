import { describe, expect, test } from "vitest";
import type { ChatCompletion } from "../../../src/chat/chat-completion.ts";
import type { NearsideControls } from "../../../src/chat/chat-request.ts";
import { openRouter } from "../../../src/open-router.ts";
import type { Router } from "../../../src/router.ts";
import { fakeAssembly, type FakeWorld } from "../../fakes/fake-parts.ts";
import { fakeWorld } from "../../fakes/fake-world.ts";

const CLOUD = "cloud:large";
/** Hard enough for the cloud; then a difficulty at which another path is worth a little more; then an easy one. */
const [HARD, NEAR, EASY] = [2, -1.15, -5];

function open(): { readonly world: FakeWorld; readonly router: Router } {
  const world = fakeWorld();
  const send = () => Promise.resolve("send" as const);
  const router = openRouter(fakeAssembly(world, send), { privacy: "allow" });
  return { world, router };
}

const asked = (content: string, nearside: NearsideControls, model = "auto") => ({
  model,
  messages: [{ role: "user", content } as const],
  nearside,
});

/** Asks one question of each difficulty and gives the reports, newest last. */
async function talk(
  { world, router }: ReturnType<typeof open>,
  difficulties: readonly number[],
  nearside: NearsideControls = { conversation: "one" },
): Promise<ChatCompletion["nearside"][]> {
  const reports = [];
  for (const difficulty of difficulties) {
    world.difficulty = difficulty;
    const request = { ...asked(`question ${difficulty}`, nearside), stream: false } as const;
    reports.push((await router.chat.completions.create(request)).nearside);
  }
  return reports;
}

describe("R20: a named conversation", () => {
  test("stays on its path while another is only a little better, and leaves it for a clear gain", async () => {
    const [, near, easy] = await talk(open(), [HARD, NEAR, EASY]);
    expect(near).toMatchObject({ pathId: CLOUD, reason: "kept_in_conversation" });
    expect(easy).toMatchObject({ reason: "best_value" });
    expect(easy?.pathId).not.toBe(CLOUD);
  });

  test("is not bound by another conversation, nor without a name", async () => {
    const opened = open();
    await talk(opened, [HARD]);
    const [other] = await talk(opened, [NEAR], { conversation: "two" });
    expect(other).toMatchObject({ reason: "best_value" });
    const [, unnamed] = await talk(opened, [HARD, NEAR], {});
    expect(unnamed).toMatchObject({ reason: "best_value" });
  });

  test("is not bound where the caller switches it off", async () => {
    const opened = open();
    await talk(opened, [HARD]);
    const [free] = await talk(opened, [NEAR], { conversation: "one", sticky: false });
    expect(free).toMatchObject({ reason: "best_value" });
  });

  test("is not bound once its mode has changed", async () => {
    const opened = open();
    await talk(opened, [HARD]);
    const changed = { conversation: "one", privacy: "ask" } as const;
    const [free] = await talk(opened, [NEAR], changed);
    expect(free).toMatchObject({ reason: "best_value" });
  });

  test("is not put on a path by a place that the caller named", async () => {
    const opened = open();
    opened.world.difficulty = NEAR;
    const named = asked("named", { conversation: "one" }, "cloud");
    await opened.router.chat.completions.create(named);
    const [free] = await talk(opened, [NEAR]);
    expect(free).toMatchObject({ reason: "best_value" });
  });

  test("is forgotten by erase", async () => {
    const opened = open();
    await talk(opened, [HARD]);
    await opened.router.erase();
    const [free] = await talk(opened, [NEAR]);
    expect(free).toMatchObject({ reason: "best_value" });
  });

  test("is previewed as it is then answered, and a decision made on another path is not recalled", async () => {
    const opened = open();
    await talk(opened, [NEAR], { conversation: "fresh" });
    await talk(opened, [HARD]);
    opened.world.difficulty = NEAR;
    const request = asked(`question ${NEAR}`, { conversation: "one" });
    const preview = await opened.router.preview(request);
    expect(preview).toMatchObject({ reason: "kept_in_conversation", isCached: false });
    const [kept] = await talk(opened, [NEAR]);
    expect(kept).toMatchObject({ pathId: preview.path.id, isDecisionCached: true });
  });
});
