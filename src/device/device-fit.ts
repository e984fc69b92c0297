import type { CatalogueEntry } from "../terms/catalogue.ts";
import type { DeviceReport } from "../terms/device-report.ts";
import type { WhyNot } from "../terms/model-offer.ts";
import type { BrowserModelAvailability } from "./browser-model.ts";
import { whyNot } from "./why-not.ts";

export interface DeviceFitOptions {
  /** Never fails. */
  survey(): Promise<DeviceReport>;
  /** Never fails. */
  browserModel(): Promise<BrowserModelAvailability>;
  /** Null: what the device's memory allows. */
  readonly memoryBudgetBytes: number | null;
  readonly isBrowserModelAllowed: boolean;
}

/** What this device offers, and whether a model fits. */
export class DeviceFit {
  readonly #options: DeviceFitOptions;
  #report: DeviceReport | null = null;
  #browserModel: BrowserModelAvailability = "unavailable";
  #isBrowserModelAllowed: boolean;

  constructor(options: DeviceFitOptions) {
    this.#options = options;
    this.#isBrowserModelAllowed = options.isBrowserModelAllowed;
  }

  get isBrowserModelAllowed(): boolean {
    return this.#isBrowserModelAllowed;
  }

  get browserModel(): BrowserModelAvailability {
    return this.#browserModel;
  }

  /** Null until the first look. */
  get known(): DeviceReport | null {
    return this.#report;
  }

  allowBrowserModel(isAllowed: boolean): void {
    this.#isBrowserModelAllowed = isAllowed;
  }

  /** Asks the device anew. */
  async look(): Promise<DeviceReport> {
    const { survey, browserModel } = this.#options;
    const [report, availability] = await Promise.all([survey(), browserModel()]);
    this.#report = report;
    this.#browserModel = availability;
    return report;
  }

  /** Null where the model can run, and before the first look. */
  whyNot(entry: CatalogueEntry, storedBytes: number): WhyNot | null {
    if (this.#report === null) return null;
    return whyNot(entry, this.#report, {
      isBrowserModelAllowed: this.#isBrowserModelAllowed,
      browserModel: this.#browserModel,
      storedBytes,
      memoryBudgetBytes: this.#options.memoryBudgetBytes,
    });
  }
}
