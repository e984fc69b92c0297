import type { DeviceModels } from "./ports.ts";

/** What a run waits for: mains power, a person's answer to be made, or the page to be left alone for a moment. */
export type CalibrationWait = "mains" | "person" | "page";

/** What this device and page say to work that can wait. */
export interface IdleConditions {
  /** What keeps such work from running now; null where nothing does. Never fails. */
  hindrance(): Promise<"mains" | "page" | null>;
  /** Resolves when it makes sense to look again. Rejects with the signal's reason. */
  nextLook(signal: AbortSignal): Promise<void>;
}

/** What decides whether a run may ask its next question. */
export interface WaitingParts {
  readonly device: Pick<DeviceModels, "states">;
  readonly conditions: IdleConditions;
}

/**
 * Waits until nothing stands against background work. `onWait` hears what is waited for as it changes, and null at the end
 * of a wait; it is not called where nothing is waited for. Rejects with the signal's reason.
 */
export async function untilIdle(
  { device, conditions }: WaitingParts,
  onWait: (wait: CalibrationWait | null) => void,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  let told: CalibrationWait | null = null;
  for (;;) {
    const wait = isPersonServed(device) ? "person" : await conditions.hindrance();
    signal.throwIfAborted();
    if (wait !== told) onWait(wait);
    if (wait === null) return;
    told = wait;
    await conditions.nextLook(signal);
  }
}

/** True while a person's request runs or waits: all models of a device share one queue. */
function isPersonServed(device: WaitingParts["device"]): boolean {
  return device.states().some(({ expectedWaitMs }) => expectedWaitMs > 0);
}
