import { textOf } from "../../../../src/chat/message-text.ts";
import { browserSurroundings } from "../../../../src/device/browser-surroundings.ts";
import { readCalibrationSet } from "../../../../src/device/calibration-set.ts";
import { SMOLLM2_CARD } from "../../../../src/device/device-cards.ts";
import { idleConditions } from "../../../../src/device/idle-conditions.ts";
import { openDeviceModels } from "../../../../src/device/open-device-models.ts";
import {
  runCalibration,
  type CalibrationParts,
  type CalibrationStanding,
} from "../../../../src/routing/calibration-run.ts";
import { openRouterMemory } from "../../../../src/storage/router-memory.ts";
import type { MeasuredAbility } from "../../../../src/terms/model-offer.ts";

/** What came of a run in this page. */
export interface RunReport {
  readonly measured: MeasuredAbility | null;
  /** Code or name of what it failed with. */
  readonly failure: string | null;
  readonly progress: readonly CalibrationStanding[];
  /** Prompts in the order they were asked. */
  readonly asked: readonly string[];
}

export interface RunOptions {
  readonly most: number;
  /** Aborts once progress tells so many answers. */
  readonly abortAt?: number;
  /** Aborts once it waits for this. */
  readonly abortAtWait?: CalibrationStanding["waitsFor"];
}

const policy = (window as { trustedTypes?: TrustedTypes }).trustedTypes;
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}
policy?.createPolicy("default", {
  createScriptURL(url) {
    if (new URL(url, location.href).origin === location.origin) return url;
    throw new TypeError(`Not one of our scripts: ${url}`);
  },
});

const models = openDeviceModels({ threads: 1 });
const memory = openRouterMemory({ now: Date.now });
const model = SMOLLM2_CARD.id;

async function run({ most, abortAt, abortAtWait }: RunOptions): Promise<RunReport> {
  const offer = (await models.offers()).find(({ id }) => id === model);
  const controller = new AbortController();
  const progress: CalibrationStanding[] = [];
  const asked: string[] = [];
  const parts: CalibrationParts = {
    device: {
      states: () => models.states(),
      generate(id, request, priority, signal) {
        asked.push(request.messages.map(textOf).join("\n"));
        return models.generate(id, request, priority, signal);
      },
    },
    memory,
    surroundings: browserSurroundings(),
    conditions: idleConditions(),
    readQuestions: readCalibrationSet,
  };
  const onProgress = (standing: CalibrationStanding) => {
    progress.push(standing);
    if (standing.asked === abortAt) controller.abort();
    if (abortAtWait !== undefined && standing.waitsFor === abortAtWait) controller.abort();
  };
  // Only a model that is here can be measured: work in the background downloads nothing.
  if (abortAtWait === undefined) await models.load(model, () => {}, new AbortController().signal);
  const calibrated = { card: SMOLLM2_CARD, revision: offer?.revision ?? "" };
  try {
    const measured = await runCalibration(
      calibrated,
      parts,
      { most },
      onProgress,
      controller.signal,
    );
    models.setMeasured(model, measured);
    return { measured, failure: null, progress, asked };
  } catch (error) {
    const { code, name } = error as { code?: unknown; name?: string };
    const failure = typeof code === "string" ? code : String(name);
    return { measured: null, failure, progress, asked };
  }
}

/** What the tests drive. */
export const calibrationHarness = {
  run,
  memoryNote: () => memory.note(),
  /** The ability on the card as it is now, and where it comes from. */
  card() {
    const card = models.cards().find(({ id }) => id === model);
    return card === undefined ? null : { ability: card.ability, source: card.abilitySource };
  },
};

declare global {
  interface Window {
    calibration: typeof calibrationHarness;
  }
}
window.calibration = calibrationHarness;
