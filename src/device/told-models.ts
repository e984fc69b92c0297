import type { DeviceModels, LoadProgress } from "../routing/ports.ts";

/** A request that finds its model unloaded loads it, and the page sees how far that is. */
export function toldModels(
  device: DeviceModels,
  onProgress: (progress: LoadProgress) => void,
): DeviceModels {
  const load: DeviceModels["load"] = (model, onBytes, signal) =>
    device.load(model, (progress) => (onBytes(progress), onProgress(progress)), signal);
  return {
    states: () => device.states(),
    load,
    async *generate(model, request, priority, signal) {
      await load(model, () => undefined, signal);
      yield* device.generate(model, request, priority, signal);
    },
  };
}
