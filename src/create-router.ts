import { createCloudModels } from "./cloud/cloud-models.ts";
import { browserSurroundings } from "./device/browser-surroundings.ts";
import { DEVICE_MODEL_IDS } from "./device/device-model-ids.ts";
import { createClassifierClient } from "./device/classifier-client.ts";
import { ClassifierThread } from "./device/classifier-thread.ts";
import { createGuardClient } from "./device/guard-client.ts";
import { openRouterFiles } from "./device/router-files.ts";
import { createSkillsClient } from "./device/skills-client.ts";
import type { Assembly } from "./assembly.ts";
import { LazyDevice } from "./lazy-device.ts";
import { lazyRouterModels } from "./lazy-router-models.ts";
import { openRouter } from "./open-router.ts";
import { emptyLedger } from "./privacy/consent-ledger.ts";
import { RouterError } from "./router-error.ts";
import type { CloudOptions, Router, RouterOptions } from "./router.ts";
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
  const cloud = createCloudModels({ pageUrl: baseUrl });
  // Before anything is opened: a wrong endpoint leaves no worker behind.
  const cloudCards = cloudSetter(cloud);
  cloudCards.set(options.cloud ?? null);
  const { device: deviceOptions = {}, onProgress = () => undefined } = options;
  const routerUrl = deviceOptions === false ? undefined : deviceOptions.routerUrl;
  const files = openRouterFiles(routerUrl, baseUrl);
  const thread = new ClassifierThread();
  const storage = options.storage ?? "indexeddb";
  const memory = openRouterMemory({ now: () => surroundings.now(), storage });
  const around = { baseUrl, thread, memory, surroundings, onProgress };
  return {
    surroundings,
    cloud,
    cloudCards,
    memory,
    device: new LazyDevice(async () =>
      (await import("./open-device.ts")).openDevice(deviceOptions, around),
    ),
    classifier: createClassifierClient({
      readManifest: () => Promise.resolve(files.manifest),
      readFiles: (signal) => files.read(signal),
      thread,
    }),
    guard: createGuardClient({}),
    skills: createSkillsClient(),
  };
}

function assemblyOf(adapters: Adapters, { onConsent }: RouterOptions): Assembly {
  const { device, cloud, cloudCards, memory, surroundings } = adapters;
  const { classifier, guard, skills } = adapters;
  const sent = { messages: 0, bytes: 0, destinations: new Set<string>() };
  const parts: RoutingParts = {
    classifier,
    guard,
    skills,
    device: device.models(),
    cloud: countedCloud(cloud, sent),
    memory,
    surroundings,
    askConsent: onConsent === undefined ? null : consentWithin(CONSENT_TIMEOUT_MS, onConsent),
    consents: { ledger: emptyLedger() },
  };
  return {
    parts,
    fleet: () => [...device.cards(), ...cloudCards.get()],
    setCloud: (next) => cloudCards.set(next),
    sent: () => ({ ...sent, destinations: [...sent.destinations] }),
    isReady: (signal) => device.isReady(signal),
    loadDevice: async (signal) => (await device.part()).loadBest(signal),
    createEmbeddings: async (request, signal) =>
      (await device.part()).createEmbeddings(request, signal),
    modelsWith: (withLife) =>
      lazyRouterModels(async () => (await device.part()).modelsWith(withLife)),
    dispose: () => closeAdapters(adapters),
  };
}

/** The cards of the endpoint that is set. Fails with `options_invalid`, and then nothing has changed. */
function cloudSetter(cloud: ReturnType<typeof createCloudModels>) {
  let cards: readonly ModelCard[] = [];
  return {
    get: () => cards,
    set(next: CloudOptions | null): void {
      const taken = next?.models?.find(({ id }) => DEVICE_MODEL_IDS.has(id))?.id;
      if (taken !== undefined)
        throw new RouterError(
          "options_invalid",
          `"${taken}" is the name of a model on the device.`,
        );
      cards = cloud.setEndpoint(next);
    },
  };
}

async function closeAdapters(adapters: Adapters): Promise<void> {
  const { device, cloud, classifier, guard, skills, memory } = adapters;
  // The encoder shares the classifier's worker.
  for (const part of [device, cloud, classifier, guard, skills]) part.dispose();
  await memory.close();
}
