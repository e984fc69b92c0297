import { createCloudModels } from "./cloud/cloud-models.ts";
import { browserSurroundings } from "./device/browser-surroundings.ts";
import { readCalibrationSet } from "./device/calibration-set.ts";
import { catalogue } from "./device/catalogue.ts";
import { createClassifierClient } from "./device/classifier-client.ts";
import { ClassifierThread } from "./device/classifier-thread.ts";
import { createEmbedderClient } from "./device/embedder-client.ts";
import { openEncoderSource } from "./device/encoder-files.ts";
import { createGuardClient } from "./device/guard-client.ts";
import { idleConditions } from "./device/idle-conditions.ts";
import { noLocalModels } from "./device/no-local-models.ts";
import { openSharedModels } from "./device/open-shared-models.ts";
import { openRouterFiles } from "./device/router-files.ts";
import { createSkillsClient } from "./device/skills-client.ts";
import { toldModels } from "./device/told-models.ts";
import { openRouter, type Assembly } from "./open-router.ts";
import { emptyLedger } from "./privacy/consent-ledger.ts";
import { RouterError } from "./router-error.ts";
import { createRouterModels, loadBest } from "./router-models.ts";
import type { CloudOptions, Router, RouterOptions } from "./router.ts";
import { runCalibration } from "./routing/calibration-run.ts";
import { consentWithin } from "./routing/consent-within.ts";
import { countedCloud } from "./routing/counted-cloud.ts";
import type { RoutingParts } from "./routing/request-call.ts";
import { openRouterMemory } from "./storage/router-memory.ts";

/** A person who has not answered for this long has said no. */
const CONSENT_TIMEOUT_MS = 5 * 60_000;

/**
 * One endpoint in the page, over this browser's own parts. Nothing is loaded or sent before the first call; the browser is
 * asked what it offers to models. Fails with `options_invalid`. Needs a secure context: https, or localhost.
 */
export function createRouter(options: RouterOptions = {}): Router {
  const baseUrl = document.baseURI;
  const surroundings = browserSurroundings();
  const device = options.device === false ? {} : (options.device ?? {});
  const modelsUrl = device.modelsUrl ?? "/models/";
  const deviceIds = new Set(catalogue(modelsUrl, baseUrl).map(({ card }) => card.id));
  const cloud = createCloudModels({ pageUrl: baseUrl });
  const setCloud = (next: CloudOptions | null) => {
    const taken = next?.models?.find(({ id }) => deviceIds.has(id));
    if (taken === undefined) return cloud.setEndpoint(next);
    throw new RouterError("options_invalid", `"${taken.id}" is the name of a model on the device.`);
  };
  let cloudCards = setCloud(options.cloud ?? null);
  const models = options.device === false ? noLocalModels() : openSharedModels(device);
  const looked = models.look();
  const files = openRouterFiles(device.routerUrl, baseUrl);
  const thread = new ClassifierThread();
  const classifier = createClassifierClient({
    readManifest: () => Promise.resolve(files.manifest),
    readFiles: (signal) => files.read(signal),
    thread,
  });
  const guard = createGuardClient({});
  const skills = createSkillsClient();
  const memory = openRouterMemory({
    now: () => surroundings.now(),
    storage: options.storage ?? "indexeddb",
  });
  const sent = { messages: 0, bytes: 0, destinations: new Set<string>() };
  const onProgress = options.onProgress ?? (() => undefined);
  const hasGesture = () => surroundings.hasGesture();
  const { onConsent } = options;
  const parts: RoutingParts = {
    classifier,
    guard,
    skills,
    device: toldModels(models, onProgress),
    cloud: countedCloud(cloud, sent),
    memory,
    surroundings,
    askConsent: onConsent === undefined ? null : consentWithin(CONSENT_TIMEOUT_MS, onConsent),
    consents: { ledger: emptyLedger() },
  };
  const calibration = {
    device: models,
    memory,
    surroundings,
    conditions: idleConditions(),
    readQuestions: readCalibrationSet,
  };
  const assembly: Assembly = {
    parts,
    fleet: () => [...models.cards(), ...cloudCards],
    setCloud(next) {
      cloudCards = setCloud(next);
    },
    sent: () => ({ ...sent, destinations: [...sent.destinations] }),
    isReady: () => looked,
    loadDevice: (signal) => loadBest({ models, onProgress, hasGesture }, signal),
    embedder:
      options.device === false
        ? null
        : createEmbedderClient({ thread, source: openEncoderSource(modelsUrl, baseUrl) }),
    modelsWith: (withLife) =>
      createRouterModels({
        models,
        baseUrl,
        withLife,
        onProgress,
        hasGesture,
        calibrate: (model, onStanding, signal) =>
          runCalibration(model, calibration, {}, onStanding, signal),
      }),
    async dispose() {
      models.dispose();
      cloud.dispose();
      classifier.dispose();
      thread.dispose();
      guard.dispose();
      skills.dispose();
      await memory.close();
    },
  };
  return openRouter(assembly, options);
}
