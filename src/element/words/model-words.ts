import type {
  CalibrationProgress,
  DeviceNotice,
  DeviceReport,
  HashSource,
  ModelOffer,
  WhyNot,
} from "../../index.ts";

/** Every word about the models in this browser, in one language. They are loaded with the pages that show them. */
export interface ModelWords {
  /** What this device is, in one sentence. */
  device(report: DeviceReport, cores: string): string;
  readonly exactFigures: string;
  readonly figures: {
    readonly adapter: string;
    readonly none: string;
    readonly memory: string;
    readonly cores: string;
    readonly threads: string;
    readonly storage: string;
    readonly tier: string;
    readonly notTold: string;
  };
  readonly tiers: Readonly<Record<DeviceReport["tier"], string>>;
  /** Used and allowed, as sizes. */
  storage(used: string, quota: string): string;
  readonly isPersistent: string;
  readonly persist: string;
  readonly engines: Readonly<Record<ModelOffer["engine"], string>>;
  readonly stored: Readonly<Record<ModelOffer["stored"], string>>;
  readonly hashes: Readonly<Record<HashSource, string>>;
  readonly isLoaded: string;
  readonly isRecommended: string;
  readonly isStarter: string;
  readonly languages: string;
  readonly licence: string;
  speed(tokensPerSecond: string): string;
  readonly speedUnknown: string;
  measured(right: string, asked: string, date: string): string;
  readonly abilityUnknown: string;
  readonly actions: {
    download(size: string): string;
    readonly resume: string;
    readonly pause: string;
    readonly load: string;
    readonly unload: string;
    readonly remove: string;
    readonly removeSure: string;
    readonly update: string;
    readonly measure: string;
  };
  /** As in "about 4 minutes". */
  about(milliseconds: number): string;
  readonly isMeasuring: string;
  asked(count: string, most: string): string;
  readonly waits: Readonly<Record<NonNullable<CalibrationProgress["waitsFor"]>, string>>;
  whyNot(reason: WhyNot): string;
  notForThisDevice(count: string): string;
  readonly ownTitle: string;
  readonly ownText: string;
  readonly pickFile: string;
  readonly url: string;
  readonly hash: string;
  readonly addUrl: string;
  readonly browserModel: string;
  readonly browserModelText: string;
  /** On a first visit with a good GPU. */
  offer(model: string, size: string, time: string | null): string;
  readonly notNow: string;
  notice(notice: DeviceNotice, nameOf: (id: string) => string): string;
  readonly looking: string;
}
