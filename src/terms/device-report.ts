/** How much of a machine this is, from the least to the most. */
export type DeviceTier = "minimal" | "processor" | "small-gpu" | "medium-gpu" | "large-gpu";

/** What a browser says of its graphics adapter. */
export interface GpuReport {
  /** True where it is software: slower than no GPU at all. */
  readonly isFallback: boolean;
  readonly vendor: string;
  readonly architecture: string;
  /** WebGPU features by name, sorted. */
  readonly features: readonly string[];
  /** The WebGPU limits that models depend on, by name. */
  readonly limits: Readonly<Record<string, number>>;
}

/** Why there is no adapter. */
export type GpuAbsence = "no_webgpu" | "no_adapter" | "probe_failed";

/** What this device and browser offer to models; asked before anything is downloaded. Null: the browser does not tell. */
export interface DeviceReport {
  readonly gpu: GpuReport | null;
  /** Null where there is an adapter. */
  readonly gpuAbsence: GpuAbsence | null;
  /** As the browser tells it, in steps and at most 8 GiB or so. */
  readonly memoryBytes: number | null;
  readonly cores: number;
  /** Threads can share memory. */
  readonly isIsolated: boolean;
  /** WebAssembly with 64-bit memory and promise integration: what the wllama build needs; its other build otherwise. */
  readonly hasModernWasm: boolean;
  readonly isPhone: boolean;
  readonly storage: {
    readonly quotaBytes: number;
    readonly usageBytes: number;
    readonly isPersistent: boolean;
  } | null;
  /** Null where the browser has no battery interface. */
  readonly battery: { readonly isCharging: boolean; readonly level: number } | null;
  readonly wantsToSaveData: boolean;
  /** As the browser estimates it. */
  readonly downlinkBytesPerSecond: number | null;
  readonly tier: DeviceTier;
}
