import { describe, expect, test, vi } from "vitest";
import { idleConditions, type WatchedBrowser } from "../../../src/device/idle-conditions.ts";

/** A seen page that nobody touches, on a device without a battery interface. */
function browserWith(navigator: WatchedBrowser["navigator"] = {}, isHidden = false) {
  return { navigator, document: { visibilityState: isHidden ? "hidden" : "visible" } } as const;
}
const hindranceOf = (browser: WatchedBrowser) => idleConditions(browser).hindrance();
const battery = (charging: boolean) => ({ getBattery: () => Promise.resolve({ charging }) });

describe("work that can wait", () => {
  test("waits for mains power where the battery is not charging, and for nothing where it is", async () => {
    expect(await hindranceOf(browserWith(battery(false)))).toBe("mains");
    expect(await hindranceOf(browserWith(battery(true)))).toBeNull();
  });

  test("runs where the browser does not tell, or not without failing", async () => {
    expect(await hindranceOf(browserWith())).toBeNull();
    const getBattery = () => Promise.reject(new DOMException("denied", "NotAllowedError"));
    expect(await hindranceOf(browserWith({ getBattery }))).toBeNull();
  });

  test("waits for a seen page that a person has just used, not for a hidden one", async () => {
    const used = { userActivation: { isActive: true } };
    expect(await hindranceOf(browserWith(used))).toBe("page");
    expect(await hindranceOf(browserWith(used, true))).toBeNull();
    expect(await hindranceOf(browserWith({ userActivation: { isActive: false } }))).toBeNull();
  });

  test("hears of a plug that is pulled: the battery is asked each time", async () => {
    const state = { charging: true };
    const conditions = idleConditions(browserWith({ getBattery: () => Promise.resolve(state) }));
    expect(await conditions.hindrance()).toBeNull();
    state.charging = false;
    expect(await conditions.hindrance()).toBe("mains");
  });
});

describe("the next look", () => {
  test("comes by itself, and leaves no listener", async () => {
    vi.useFakeTimers();
    const { signal } = new AbortController();
    const removed = vi.spyOn(signal, "removeEventListener");
    const looking = idleConditions(browserWith()).nextLook(signal);
    await vi.runAllTimersAsync();
    await expect(looking).resolves.toBeUndefined();
    expect(removed).toHaveBeenCalledOnce();
    vi.useRealTimers();
  });

  test("is ended by an abort at once, and leaves no timer", async () => {
    vi.useFakeTimers();
    const controller = new AbortController();
    const looking = idleConditions(browserWith()).nextLook(controller.signal);
    controller.abort();
    await expect(looking).rejects.toMatchObject({ name: "AbortError" });
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });
});
