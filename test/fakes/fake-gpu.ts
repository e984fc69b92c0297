/** What a fake adapter has, and what happens to its device. */
export interface FakeGpuOptions {
  readonly hasAdapter?: boolean;
  readonly features?: readonly string[];
}

/** A device on which nothing runs: tests lose it, make errors on it, and let its shaders take long. */
export class FakeDevice extends EventTarget {
  readonly lost: Promise<{ readonly reason: string }>;
  lose!: (reason: "unknown" | "destroyed") => void;
  /** Pipelines are ready when their test says so. */
  readonly compiling: (() => void)[] = [];

  constructor() {
    super();
    this.lost = new Promise((resolve) => {
      this.lose = (reason) => resolve({ reason });
    });
  }

  async createComputePipelineAsync(_descriptor: unknown): Promise<unknown> {
    await new Promise<void>((resolve) => this.compiling.push(resolve));
    return {};
  }

  fail(error: Error): void {
    this.dispatchEvent(Object.assign(new Event("uncapturederror"), { error }));
  }
}

/** `navigator.gpu`, and the devices that were made of it. */
export function fakeGpu({ hasAdapter = true, features = ["shader-f16"] }: FakeGpuOptions = {}) {
  const devices: FakeDevice[] = [];
  const requestDevice = async () => {
    const device = new FakeDevice();
    devices.push(device);
    return device;
  };
  const requestAdapter = async () =>
    hasAdapter ? { features: new Set(features), requestDevice } : null;
  return { gpu: { requestAdapter } as unknown as Pick<GPU, "requestAdapter">, devices };
}
