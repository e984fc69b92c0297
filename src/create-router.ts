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
import type { Assembly } from "./assembly.ts";
import { openRouter } from "./open-router.ts";
import { emptyLedger } from "./privacy/consent-ledger.ts";
import { RouterError } from "./router-error.ts";
import { createRouterModels, loadBest } from "./router-models.ts";
import type { CloudOptions, Router, RouterOptions } from "./router.ts";
import { runCalibration } from "./routing/calibration-run.ts";
import { consentWithin } from "./routing/consent-within.ts";
import { countedCloud } from "./routing/counted-cloud.ts";
import type { RoutingParts } from "./routing/request-call.ts";
import { openRouterMemory } from "./storage/router-memory.ts";
import type { ModelCard } from "./terms/model-card.ts";

/** A person who has not answered for this long has said no. */
const CONSENT_TIMEOUT_MS = 5 * 60_000;

/** The browser's own parts of one router. */
type Adapters = ReturnType<typeof openAdapters>;

/**
 * One endpoint in the page, over this browser's own parts. Nothing is loaded or sent before the first call; the browser is
 * asked what it offers to models. Fails with `options_invalid`. Needs a secure context: https, or localhost.
 */
export function createRouter(options: RouterOptions = {}): Router {
  return openRouter(assemblyOf(openAdapters(options), options), options);
}

function openAdapters(options: RouterOptions) {
  const baseUrl = document.baseURI;
  const surroundings = browserSurroundings();
  const { device = {} } = options;
  const { modelsUrl = "/models/", routerUrl } = device === false ? {} : device;
  const cloud = createCloudModels({ pageUrl: baseUrl });
  // Before anything is opened: a wrong endpoint leaves no worker behind.
  const cloudCards = cloudSetter(cloud, modelsUrl, baseUrl);
  cloudCards.set(options.cloud ?? null);
  const models = device === false ? noLocalModels() : openSharedModels(device);
  const files = openRouterFiles(routerUrl, baseUrl);
  const thread = new ClassifierThread();
  const source = openEncoderSource(modelsUrl, baseUrl);
  return {
    baseUrl,
    surroundings,
    cloud,
    cloudCards,
    models,
    thread,
    looked: models.look(),
    classifier: createClassifierClient({
      readManifest: () => Promise.resolve(files.manifest),
      readFiles: (signal) => files.read(signal),
      thread,
    }),
    embedder: device === false ? null : createEmbedderClient({ thread, source }),
    guard: createGuardClient({}),
    skills: createSkillsClient(),
    memory: openRouterMemory({
      now: () => surroundings.now(),
      storage: options.storage ?? "indexeddb",
    }),
  };
}

function assemblyOf(adapters: Adapters, { onConsent, onProgress }: RouterOptions): Assembly {
  const { models, cloud, cloudCards, memory, surroundings, embedder, looked, baseUrl } = adapters;
  const { classifier, guard, skills } = adapters;
  const sent = { messages: 0, bytes: 0, destinations: new Set<string>() };
  const tell = onProgress ?? (() => undefined);
  const parts: RoutingParts = {
    classifier,
    guard,
    skills,
    device: toldModels(models, tell),
    cloud: countedCloud(cloud, sent),
    memory,
    surroundings,
    askConsent: onConsent === undefined ? null : consentWithin(CONSENT_TIMEOUT_MS, onConsent),
    consents: { ledger: emptyLedger() },
  };
  const here = {
    models,
    baseUrl,
    onProgress: tell,
    hasGesture: () => surroundings.hasGesture(),
    calibrate: calibrationOf(adapters),
  };
  return {
    parts,
    fleet: () => [...models.cards(), ...cloudCards.get()],
    setCloud: (next) => cloudCards.set(next),
    sent: () => ({ ...sent, destinations: [...sent.destinations] }),
    isReady: () => looked,
    loadDevice: (signal) => loadBest(here, signal),
    embedder,
    modelsWith: (withLife) => createRouterModels({ ...here, withLife }),
    dispose: () => closeAdapters(adapters),
  };
}

/** The cards of the endpoint that is set. Fails with `options_invalid`, and then nothing has changed. */
function cloudSetter(
  cloud: ReturnType<typeof createCloudModels>,
  modelsUrl: string,
  baseUrl: string,
) {
  const deviceIds = new Set(catalogue(modelsUrl, baseUrl).map(({ card }) => card.id));
  let cards: readonly ModelCard[] = [];
  return {
    get: () => cards,
    set(next: CloudOptions | null): void {
      const taken = next?.models?.find(({ id }) => deviceIds.has(id))?.id;
      if (taken !== undefined)
        throw new RouterError(
          "options_invalid",
          `"${taken}" is the name of a model on the device.`,
        );
      cards = cloud.setEndpoint(next);
    },
  };
}

function calibrationOf({
  models: device,
  memory,
  surroundings,
}: Adapters): Parameters<typeof createRouterModels>[0]["calibrate"] {
  const conditions = idleConditions();
  const parts = { device, memory, surroundings, conditions, readQuestions: readCalibrationSet };
  return (model, onStanding, signal) => runCalibration(model, parts, {}, onStanding, signal);
}

async function closeAdapters(adapters: Adapters): Promise<void> {
  const { models, cloud, classifier, thread, guard, skills, memory } = adapters;
  for (const part of [models, cloud, classifier, thread, guard, skills]) part.dispose();
  await memory.close();
}
