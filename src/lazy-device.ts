import { untilAborted } from "./device/until.ts";
import type { DevicePart } from "./open-device.ts";
import { RouterError } from "./router-error.ts";
import type { DeviceModels } from "./routing/ports.ts";
import type { ModelCard } from "./terms/model-card.ts";

/** A request waits no longer than this for the device: the cloud or a skill may answer it. */
const PATIENCE_MS = 4_000;

/**
 * The device before and after its code is there. What can be asked at once has no models until then; what can wait, waits.
 * Loading begins at once, after the page's own code; where it fails, the next call tries again.
 */
export class LazyDevice {
  readonly #open: () => Promise<DevicePart>;
  #opening: Promise<DevicePart> | null = null;
  #part: DevicePart | null = null;
  #isDisposed = false;
  readonly #looked: Promise<void>;
  readonly #patience = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS));

  constructor(open: () => Promise<DevicePart>) {
    this.#open = open;
    this.#looked = this.part().then(
      ({ models }) => models.look(),
      () => {},
    );
  }

  /** Resolves once the device was looked at, or has taken too long. Rejects with the signal's reason alone. */
  isReady(signal: AbortSignal): Promise<void> {
    return untilAborted(Promise.race([this.#looked, this.#patience]), signal);
  }

  /** Fails with `model_missing` where the code does not load, or as `openDevice` does. */
  part(): Promise<DevicePart> {
    if (this.#isDisposed)
      return Promise.reject(new RouterError("router_disposed", "This router is disposed."));
    this.#opening ??= this.#load();
    return this.#opening;
  }

  cards(): readonly ModelCard[] {
    return this.#part?.models.cards() ?? [];
  }

  /** The models as requests use them. */
  models(): DeviceModels {
    const part = () => this.part();
    return {
      states: () => this.#part?.models.states() ?? [],
      load: async (model, onProgress, signal) =>
        (await part()).models.load(model, onProgress, signal),
      async *generate(model, request, priority, signal) {
        yield* (await part()).models.generate(model, request, priority, signal);
      },
    };
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#part?.models.dispose();
  }

  async #load(): Promise<DevicePart> {
    try {
      const part = await this.#open();
      if (this.#isDisposed) part.models.dispose();
      this.#part = part;
      return part;
    } catch (cause) {
      this.#opening = null;
      if (cause instanceof RouterError) throw cause;
      throw new RouterError("model_missing", "The code that runs models could not be loaded.", {
        cause,
      });
    }
  }
}
