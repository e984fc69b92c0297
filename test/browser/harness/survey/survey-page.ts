import {
  browserModelAvailability,
  promptApi,
  type BrowserModelAvailability,
} from "../../../../src/device/browser-model.ts";
import { catalogue } from "../../../../src/device/catalogue.ts";
import { surveyDevice } from "../../../../src/device/device-survey.ts";
import { whyNot } from "../../../../src/device/why-not.ts";
import type { EngineName } from "../../../../src/terms/catalogue.ts";
import type { DeviceReport } from "../../../../src/terms/device-report.ts";
import type { WhyNot } from "../../../../src/terms/model-offer.ts";

export interface SurveyHarness {
  survey(): Promise<DeviceReport>;
  /** What keeps each model of an engine from running here. */
  whyNots(engine: EngineName): Promise<readonly (WhyNot | null)[]>;
  browserModel(): Promise<BrowserModelAvailability>;
}

declare global {
  interface Window {
    deviceSurvey: SurveyHarness;
  }
}

const browserModel = () => browserModelAvailability(promptApi());

window.deviceSurvey = {
  survey: () => surveyDevice(),
  browserModel,
  async whyNots(engine) {
    const [report, availability] = await Promise.all([surveyDevice(), browserModel()]);
    return catalogue("/models/", document.baseURI)
      .filter((entry) => entry.engine === engine)
      .map((entry) =>
        whyNot(entry, report, {
          isBrowserModelAllowed: true,
          browserModel: availability,
          storedBytes: 0,
          memoryBudgetBytes: 64 * 2 ** 30,
        }),
      );
  },
};
