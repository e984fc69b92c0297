import { createCloudModels } from "./cloud/cloud-models.ts";
import { browserSurroundings } from "./device/browser-surroundings.ts";
import { createClassifierClient } from "./device/classifier-client.ts";
import { DEVICE_CARDS } from "./device/device-cards.ts";
import { createGuardClient } from "./device/guard-client.ts";
import { openDeviceModels } from "./device/open-device-models.ts";
import { openRouterFiles } from "./device/router-files.ts";
import { openRouter, type Assembly } from "./open-router.ts";
import { emptyLedger } from "./privacy/consent-ledger.ts";
import { RouterError } from "./router-error.ts";
import type { CloudOptions, Router, RouterOptions } from "./router.ts";
import type { CloudModels, DeviceModels, LoadProgress } from "./routing/ports.ts";
import type { ConsentAnswer, ConsentQuestion, RoutingParts } from "./routing/request-call.ts";
import { openRouterMemory } from "./storage/router-memory.ts";
import type { ModelCard } from "./terms/model-card.ts";

/** A person who has not answered for this long has said no. */
const CONSENT_TIMEOUT_MS = 5 * 60_000;

/**
 * One endpoint in the page, over this browser's own parts. Nothing is loaded, asked or sent before the first call. Fails
 * with `options_invalid`. Needs a secure context: https, or localhost.
 */
export function createRouter(options: RouterOptions = {}): Router {
  const baseUrl = document.baseURI;
  const surroundings = browserSurroundings();
  const cloud = createCloudModels({ pageUrl: baseUrl });
  const setCloud = (next: CloudOptions | null): readonly ModelCard[] => {
    const taken = next?.models?.find(({ id }) => DEVICE_CARDS.some((card) => card.id === id));
    if (taken === undefined) return cloud.setEndpoint(next);
    throw new RouterError("options_invalid", `"${taken.id}" is the name of a model on the device.`);
  };
  let cloudCards = setCloud(options.cloud ?? null);
  const device = options.device === false ? null : openDeviceModels(options.device);
  const deviceCards: readonly ModelCard[] = device === null ? [] : DEVICE_CARDS;
  const files = openRouterFiles(options.device ? options.device.routerUrl : undefined, baseUrl);
  const classifier = createClassifierClient({
    readManifest: () => Promise.resolve(files.manifest),
    readFiles: (signal) => files.read(signal),
  });
  const guard = createGuardClient({});
  const memory = openRouterMemory({
    now: () => surroundings.now(),
    storage: options.storage ?? "indexeddb",
  });
  const sent = { messages: 0, bytes: 0, destinations: new Set<string>() };
  const told = device === null ? NO_DEVICE : withProgress(device, options.onProgress);
  const parts: RoutingParts = {
    classifier,
    guard,
    device: told,
    cloud: counted(cloud, sent),
    memory,
    surroundings,
    askConsent:
      options.onConsent === undefined ? null : consentIn(CONSENT_TIMEOUT_MS, options.onConsent),
    consents: { ledger: emptyLedger() },
  };
  const assembly: Assembly = {
    parts,
    fleet: () => [...deviceCards, ...cloudCards],
    setCloud(next) {
      cloudCards = setCloud(next);
    },
    sent: () => ({ ...sent, destinations: [...sent.destinations] }),
    async loadDevice(signal) {
      const [card] = deviceCards;
      if (card === undefined) throw noDevice();
      await told.load(card.id, () => undefined, signal);
    },
    async dispose() {
      device?.dispose();
      cloud.dispose();
      classifier.dispose();
      guard.dispose();
      await memory.close();
    },
  };
  return openRouter(assembly, options);
}

/** A page without device models. */
const NO_DEVICE: DeviceModels = {
  states: () => [],
  load: () => Promise.reject(noDevice()),
  // oxlint-disable-next-line require-yield
  async *generate() {
    await Promise.reject(noDevice());
  },
};

function noDevice(): RouterError {
  return new RouterError("model_unknown", "No model runs in this browser.");
}

/** A request that finds its model unloaded loads it, and the page sees how far that is. */
function withProgress(
  device: DeviceModels,
  onProgress: ((progress: LoadProgress) => void) | undefined,
): DeviceModels {
  if (onProgress === undefined) return device;
  const load: DeviceModels["load"] = (model, onBytes, signal) =>
    device.load(model, (progress) => (onBytes(progress), onProgress(progress)), signal);
  return {
    states: () => device.states(),
    load,
    async *generate(model, request, priority, signal) {
      await load(model, () => undefined, signal);
      yield* device.generate(model, request, priority, signal);
    },
  };
}

/** Counts what leaves, as it leaves. */
function counted(
  cloud: CloudModels,
  sent: { messages: number; bytes: number; readonly destinations: Set<string> },
): CloudModels {
  return {
    prepareBody: (model, request, effort) => cloud.prepareBody(model, request, effort),
    sendToCloud: (request, signal, onSent) =>
      cloud.sendToCloud(request, signal, (bytes) => {
        sent.messages++;
        sent.bytes += bytes;
        sent.destinations.add(request.destination);
        onSent(bytes);
      }),
  };
}

/** Asks the page, and takes a time-out, an error or an abort for a no. */
function consentIn(
  timeoutMs: number,
  onConsent: NonNullable<RouterOptions["onConsent"]>,
): NonNullable<RoutingParts["askConsent"]> {
  return async (question: ConsentQuestion, signal: AbortSignal): Promise<ConsentAnswer> => {
    const ends = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const no = new Promise<ConsentAnswer>((resolve) => {
      ends.addEventListener("abort", () => resolve("keep"), { once: true });
    });
    try {
      return await Promise.race([onConsent(question, ends), no]);
    } catch {
      return "keep";
    }
  };
}
