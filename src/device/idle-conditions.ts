import type { IdleConditions } from "../routing/calibration-conditions.ts";
import { probe } from "./probe.ts";

/** What is asked of a browser; some of it is missing in one browser or another. */
export interface WatchedBrowser {
  readonly navigator: {
    getBattery?(): Promise<{ readonly charging: boolean }>;
    readonly userActivation?: { readonly isActive: boolean };
  };
  readonly document: { readonly visibilityState: DocumentVisibilityState };
}

const LOOK_EVERY_MS = 500;
/** A browser whose battery does not answer is taken for one that has none. */
const BATTERY_DEADLINE_MS = 1_000;

/**
 * Whether this device and page are idle enough for work that can wait. A device is on mains power unless it says that its
 * battery is not charging. A page is in use while it is seen and a person has just clicked or typed; one that is hidden, or
 * where the browser does not tell, is not. Keeps no listener and no timer but during `nextLook`.
 */
export function idleConditions(browser: WatchedBrowser = globalThis): IdleConditions {
  const { navigator, document } = browser;
  return {
    async hindrance() {
      const battery = await probe(() => navigator.getBattery?.() ?? null, BATTERY_DEADLINE_MS);
      if (battery?.charging === false) return "mains";
      const isActive = navigator.userActivation?.isActive ?? false;
      return isActive && document.visibilityState === "visible" ? "page" : null;
    },
    nextLook: (signal) => pause(LOOK_EVERY_MS, signal),
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal.addEventListener("abort", onAbort, { once: true });
  });
}
