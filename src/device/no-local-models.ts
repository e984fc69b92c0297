import { RouterError } from "../router-error.ts";
import { surveyDevice } from "./device-survey.ts";
import type { LocalModels } from "./local-models.ts";

/** A page that runs no models in this browser. */
export function noLocalModels(): LocalModels {
  const refuse = () => Promise.reject(new RouterError("model_unknown", NOTHING_RUNS));
  return {
    look: () => Promise.resolve(),
    report: () => surveyDevice(),
    states: () => [],
    cards: () => [],
    offers: () => Promise.resolve([]),
    load: refuse,
    generate: nothing,
    generateFor: nothing,
    download: refuse,
    update: refuse,
    remove: refuse,
    unload: () => Promise.resolve(),
    add() {
      throw new RouterError("options_invalid", NOTHING_RUNS);
    },
    addFile: refuse,
    allowBrowserModel() {},
    setMeasured() {},
    onNotice: () => () => {},
    dispose() {},
  };
}

const NOTHING_RUNS = "No model runs in this browser: the option `device` is false.";

// oxlint-disable-next-line require-yield
async function* nothing(): AsyncGenerator<never, void> {
  throw new RouterError("model_unknown", NOTHING_RUNS);
}
