import type { LocalModels } from "./local-models.ts";
import { openDeviceModels, type DeviceModelsOptions } from "./open-device-models.ts";
import { SharedModels } from "./shared-models.ts";
import { openTabChannel } from "./tab-channel.ts";

/**
 * The models of this browser, shared between its tabs: one of them holds what is loaded. Where there are no locks or no
 * channels between tabs (an insecure context) this tab works alone. Fails as `openDeviceModels` does.
 */
export function openSharedModels(options: DeviceModelsOptions = {}): LocalModels {
  const models = openDeviceModels(options);
  if (!("locks" in navigator) || typeof BroadcastChannel === "undefined") return models;
  const shared = new SharedModels(models, {
    tab: crypto.randomUUID(),
    name: `nearside-device:${options.modelsUrl ?? "/models/"}`,
    locks: navigator.locks,
    openChannel: openTabChannel,
  });
  // A page that sleeps in the browser's cache must not keep the others waiting.
  const { ended: signal } = shared;
  addEventListener("pagehide", ({ persisted }) => persisted && shared.sleep(), { signal });
  addEventListener("pageshow", ({ persisted }) => persisted && shared.wakeUp(), { signal });
  return shared;
}
