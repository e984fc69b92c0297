import { RouterError } from "../../../src/router-error.ts";

/** What is heard of a device that somebody else asks for and keeps. */
export interface GpuListener {
  /** The device is gone, or has made an error that nobody caught: whatever waits for it waits for ever. */
  onFailure(reason: RouterError): void;
  /** Shaders are being compiled; said again and again while they are. */
  onCompiling(): void;
}

type WatchedGpu = Pick<GPU, "requestAdapter">;

const SIGN_OF_LIFE_MS = 5_000;
/** A pipeline that takes longer than this will not come: one took seven minutes on a software adapter. */
const MOST_COMPILING_MS = 15 * 60_000;

/**
 * Listens to every device that is made through `gpu` from now on. The library hides its device, logs what breaks and
 * waits; and while it compiles shaders, nothing moves for minutes though nothing is wrong.
 */
export function watchGpu(gpu: WatchedGpu, listener: GpuListener): void {
  const requestAdapter = gpu.requestAdapter.bind(gpu);
  gpu.requestAdapter = async (options) => {
    const adapter = await requestAdapter(options);
    if (adapter !== null) watchAdapter(adapter, listener);
    return adapter;
  };
}

function watchAdapter(adapter: GPUAdapter, listener: GpuListener): void {
  const requestDevice = adapter.requestDevice.bind(adapter);
  adapter.requestDevice = async (descriptor) => {
    const device = await requestDevice(descriptor);
    device.addEventListener("uncapturederror", ({ error }) => listener.onFailure(failureOf(error)));
    void device.lost.then(({ reason }) => {
      // "destroyed" is what an unloaded model does to its own device.
      if (reason !== "destroyed") listener.onFailure(lost());
    });
    watchPipelines(device, listener);
    return device;
  };
}

function watchPipelines(device: GPUDevice, listener: GpuListener): void {
  const create = device.createComputePipelineAsync.bind(device);
  const compiling = new Compiling(() => listener.onCompiling());
  device.createComputePipelineAsync = async (descriptor) => {
    compiling.begin();
    try {
      return await create(descriptor);
    } finally {
      compiling.end();
    }
  };
}

/** Says again and again that something is being compiled, until nothing is, or one takes too long. */
class Compiling {
  readonly #say: () => void;
  #pending = 0;
  #silentMs = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(say: () => void) {
    this.#say = say;
  }

  begin(): void {
    this.#pending++;
    this.#timer ??= setInterval(() => this.#tick(), SIGN_OF_LIFE_MS);
  }

  end(): void {
    this.#pending--;
    this.#silentMs = 0;
    if (this.#pending === 0) this.#stop();
  }

  #tick(): void {
    this.#silentMs += SIGN_OF_LIFE_MS;
    if (this.#silentMs > MOST_COMPILING_MS) return this.#stop();
    this.#say();
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

function lost(): RouterError {
  return new RouterError("device_lost", "The graphics processor was taken away.");
}

function failureOf(error: GPUError): RouterError {
  const isMemory = error.constructor.name === "GPUOutOfMemoryError";
  return isMemory
    ? new RouterError("out_of_memory", "There is not enough graphics memory for this model.")
    : new RouterError("engine_failed", `The graphics processor made an error: ${error.message}`);
}
