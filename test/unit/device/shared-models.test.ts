import { afterEach, describe, expect, test } from "vitest";
import type { ChatRequest } from "../../../src/chat/chat-request.ts";
import { BROWSER_MODEL_ID } from "../../../src/device/device-cards.ts";
import { SharedModels } from "../../../src/device/shared-models.ts";
import { openTabChannel } from "../../../src/device/tab-channel.ts";
import { RouterError } from "../../../src/router-error.ts";
import type { AnswerEvent } from "../../../src/terms/answer-event.ts";
import { FakeLocalModels } from "../../fakes/fake-local-models.ts";
import { FakeTabLocks } from "../../fakes/fake-tab-locks.ts";

const MODEL = "fake-device-model";
const never = new AbortController().signal;
const ask: ChatRequest = { model: "device", messages: [{ role: "user", content: "hi" }] };

/** Several tabs of one page. Channels are the runtime's own; locks are a fake that can crash a tab. */
class World {
  readonly locks = new FakeTabLocks();
  readonly open = new Map<string, SharedModels>();
  /** Channels of tabs whose main thread stands still: nothing arrives there. */
  readonly frozen = new Set<string>();
  /** How long a silent leader is waited for. */
  silenceMs = 60;
  readonly #name = `test-${crypto.randomUUID()}`;

  tab(
    tab: string,
    answer: (request: ChatRequest) => readonly string[] = () => ["by ", tab],
    model = MODEL,
  ) {
    const models = new FakeLocalModels({ answer, model });
    const shared = new SharedModels(models, {
      tab,
      name: this.#name,
      locks: this.locks.of(tab),
      openChannel: <Out, In>(name: string) => {
        const channel = openTabChannel<Out, In>(name);
        const opened = {
          post: (message: Out) => {
            if (!this.frozen.has(tab)) channel.post(message);
          },
          close: () => channel.close(),
          onMessage: null as ((message: In) => void) | null,
        };
        channel.onMessage = (message) => {
          if (!this.frozen.has(tab)) opened.onMessage?.(message);
        };
        return opened;
      },
      pingMs: 10,
      silenceMs: this.silenceMs,
    });
    this.open.set(tab, shared);
    return { models, shared };
  }

  /** As the browser does it when a tab is closed: nothing runs there any more. */
  close(tab: string): void {
    this.frozen.add(tab);
    this.locks.crash(tab);
  }
}

const world = { now: new World() };
afterEach(() => {
  for (const shared of world.now.open.values()) shared.dispose();
  world.now = new World();
});

async function textOf(events: AsyncIterable<AnswerEvent>): Promise<string> {
  let text = "";
  for await (const event of events) if (event.type === "text-added") text += event.text;
  return text;
}

const generate = ({ shared }: { shared: SharedModels }, signal = never) =>
  shared.generate(MODEL, ask, "person", signal);

/** A pause that a test ends when it likes. */
function gate() {
  let open = () => {};
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { passed, open };
}

describe("one tab leads", () => {
  test("a tab alone answers with its own models", async () => {
    const first = world.now.tab("first");
    expect(await textOf(generate(first))).toBe("by first");
  });

  test("the second tab is answered by the first, and loads nothing itself", async () => {
    const first = world.now.tab("first");
    await textOf(generate(first));
    const second = world.now.tab("second");
    expect(await textOf(generate(second))).toBe("by first");
    expect(second.models.requests).toEqual([]);
    expect(first.models.owners).toEqual(["", "second"]);
  });

  test("a follower tells the leader's readiness and waits", async () => {
    const first = world.now.tab("first");
    await textOf(generate(first));
    const second = world.now.tab("second");
    await textOf(generate(second));
    expect(second.models.states()[0]?.readiness).toBe("loadable");
    expect(second.shared.states()[0]).toMatchObject({ readiness: "ready", expectedLoadMs: 0 });
  });

  test("a load goes to the leader, and its progress comes back", async () => {
    const first = world.now.tab("first");
    await textOf(generate(first));
    const second = world.now.tab("second");
    const told: string[] = [];
    await second.shared.load(MODEL, ({ stage }) => told.push(stage), never);
    expect(told).toEqual(["downloading", "ready"]);
  });

  test("a failure in the leader keeps its code", async () => {
    const first = world.now.tab("first");
    await textOf(generate(first));
    const second = world.now.tab("second");
    const failed = textOf(second.shared.generate("nobody", ask, "person", never));
    await expect(failed).rejects.toMatchObject({ code: "model_unknown" });
  });

  test("a model of one tab's own is made known to the leader", async () => {
    const first = world.now.tab("first");
    await textOf(generate(first));
    const second = world.now.tab("second");
    const entry = { card: { id: "own" } } as never;
    second.shared.add(entry);
    await textOf(generate(second));
    expect(first.models.added).toEqual([entry]);
  });

  test("a model whose id is another one's in the leader is refused, and not answered by that one", async () => {
    const first = world.now.tab("first");
    await textOf(generate(first));
    first.models.add = () => {
      throw new RouterError("options_invalid", "There is such a model already.");
    };
    const second = world.now.tab("second");
    second.shared.add({ card: { id: MODEL } } as never);
    await expect(textOf(generate(second))).rejects.toMatchObject({ code: "options_invalid" });
  });

  test("each tab asks the browser's own model itself: another tab knows nothing of what is allowed here", async () => {
    const first = world.now.tab("first");
    await textOf(generate(first));
    const second = world.now.tab("second", () => ["by second"], BROWSER_MODEL_ID);
    await second.shared.load(BROWSER_MODEL_ID, () => {}, never);
    expect(second.shared.states()[0]?.readiness).toBe("ready");
    const answer = second.shared.generate(BROWSER_MODEL_ID, ask, "person", never);
    expect(await textOf(answer)).toBe("by second");
    await second.shared.unload();
    expect([first.models.unloads, second.models.unloads]).toEqual([1, 1]);
  });

  test("what the leader unloads by itself is not ready for its followers either", async () => {
    const first = world.now.tab("first");
    await textOf(generate(first));
    const second = world.now.tab("second");
    await textOf(generate(second));
    first.models.state = { readiness: "loadable" };
    first.models.tell({ kind: "unloaded-idle", model: MODEL });
    await until(() => second.shared.states()[0]?.readiness === "loadable");
  });
});

describe("a follower's signal and end", () => {
  test("an abort rejects at once and stops the run in the leader", async () => {
    const first = world.now.tab("first");
    const runs = holdRuns(first.models);
    await first.shared.load(MODEL, () => {}, never);
    const second = world.now.tab("second");
    const controller = new AbortController();
    const answer = textOf(generate(second, controller.signal));
    await until(() => runs.length === 1);
    controller.abort();
    await expect(answer).rejects.toMatchObject({ name: "AbortError" });
    await until(() => runs[0]?.aborted === true);
  });

  test("a tab that closes while it is answered ends its run in the leader", async () => {
    const first = world.now.tab("first");
    const runs = holdRuns(first.models);
    await first.shared.load(MODEL, () => {}, never);
    const second = world.now.tab("second");
    void textOf(generate(second)).catch(() => {});
    await until(() => runs.length === 1);
    world.now.close("second");
    await until(() => runs[0]?.aborted === true);
  });
});

test("an update in one tab takes the revision before out of the leader's memory", async () => {
  const first = world.now.tab("first");
  await textOf(generate(first));
  const second = world.now.tab("second");
  await textOf(generate(second));
  second.models.update = async () => true;
  expect(await second.shared.update(MODEL, () => {}, never)).toBe(true);
  expect(first.models.unloads).toBe(1);
});

describe("another tab takes over", () => {
  test("a request that waits goes on with the next leader when the tab closes", async () => {
    const held = gate();
    const first = world.now.tab("first");
    first.models.generateFor = async function* () {
      await held.passed;
      yield { type: "text-added", text: "late" };
    };
    await first.shared.load(MODEL, () => {}, never);
    const second = world.now.tab("second");
    const answer = textOf(generate(second));
    await until(() => second.shared.states()[0]?.readiness === "ready");
    world.now.close("first");
    expect(await answer).toBe("by second");
  });

  test("a request that had shown text fails with worker_died", async () => {
    const held = gate();
    const first = world.now.tab("first");
    first.models.generateFor = async function* () {
      yield { type: "text-added", text: "half" };
      await held.passed;
    };
    await first.shared.load(MODEL, () => {}, never);
    const second = world.now.tab("second");
    const shown: AnswerEvent[] = [];
    const answer = (async () => {
      for await (const event of generate(second)) shown.push(event);
    })();
    await until(() => shown.length === 1);
    world.now.close("first");
    await expect(answer).rejects.toMatchObject({ code: "worker_died" });
    expect(await textOf(generate(second))).toBe("by second");
  });

  test("a leader that hangs is replaced; when it thaws it gives its memory back and follows", async () => {
    const first = world.now.tab("first");
    await textOf(generate(first));
    const second = world.now.tab("second");
    await textOf(generate(second));
    world.now.frozen.add("first");
    expect(await textOf(generate(second))).toBe("by second");
    world.now.frozen.delete("first");
    expect(first.models.unloads).toBeGreaterThan(0);
    expect(await textOf(generate(first))).toBe("by second");
  });

  test("a third tab follows whoever leads now", async () => {
    const first = world.now.tab("first");
    await textOf(generate(first));
    const [second, third] = [world.now.tab("second"), world.now.tab("third")];
    await Promise.all([textOf(generate(second)), textOf(generate(third))]);
    world.now.close("first");
    const answers = await Promise.all([textOf(generate(second)), textOf(generate(third))]);
    expect(new Set(answers).size).toBe(1);
    expect(["by second", "by third"]).toContain(answers[0]);
  });
});

test("dispose fails what is outstanding with router_disposed", async () => {
  const first = world.now.tab("first", () => Array.from({ length: 10_000 }, () => "a "));
  await first.shared.load(MODEL, () => {}, never);
  const second = world.now.tab("second");
  const answer = textOf(generate(second));
  await until(() => first.models.requests.length === 1);
  second.shared.dispose();
  await expect(answer).rejects.toMatchObject({ code: "router_disposed" });
});

test("a tab that is disposed of on its way to lead does not lead, whenever that is", async () => {
  for (let microtasks = 0; microtasks < 8; microtasks++) {
    world.now = new World();
    world.now.silenceMs = 60_000;
    const first = world.now.tab("first");
    for (let passed = 0; passed < microtasks; passed++) await Promise.resolve();
    first.shared.dispose();
    const second = world.now.tab("second");
    expect(await textOf(generate(second))).toBe("by second");
    second.shared.dispose();
  }
});

/** Lets every run wait for its end; the signals of the runs, oldest first. */
function holdRuns(models: FakeLocalModels): readonly AbortSignal[] {
  const signals: AbortSignal[] = [];
  // oxlint-disable-next-line require-yield
  models.generateFor = async function* (_owner, _model, _request, _priority, signal) {
    signals.push(signal);
    await new Promise((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error));
    });
  };
  return signals;
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
}
