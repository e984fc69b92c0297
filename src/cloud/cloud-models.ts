import type { DestinationSettings, EgressEvent } from "../../workers/egress.contract.ts";
import type { ClearedRequest } from "../privacy/clearance.ts";
import { RouterError } from "../router-error.ts";
import type { CloudOptions } from "../router.ts";
import type { CloudModels } from "../routing/ports.ts";
import type { AnswerEvent } from "../terms/answer-event.ts";
import type { ModelCard } from "../terms/model-card.ts";
import { cloudCards } from "./cloud-cards.ts";
import { connectEgress, type EgressConnection } from "./egress-connection.ts";
import { endpointOf, type Endpoint } from "./endpoint.ts";
import { prepareBody } from "./prepare-body.ts";

/** How often a worker with a running request is asked whether it lives. In milliseconds. */
const PULSE_MS = 5_000;

export interface CloudClientOptions {
  /** Resolves relative base URLs. */
  readonly pageUrl: string;
  /** Made at the first send, and anew whenever the last one died; the real worker unless set. */
  readonly createWorker?: () => Worker;
  /** How often a working worker is asked whether it lives, in milliseconds; 5 s unless set. */
  readonly pulseMs?: number;
}

/** The cloud behind its egress worker. The worker does not exist until something leaves. */
export interface CloudClient extends CloudModels {
  /** Replaces the endpoint; null: none. Fails with `options_invalid`, and then nothing has changed. */
  setEndpoint(options: CloudOptions | null): readonly ModelCard[];
  /** Ends every request, running or to come, with `router_disposed`. */
  dispose(): void;
}

/** Makes the page's side of the egress worker. */
export function createCloudModels(options: CloudClientOptions): CloudClient {
  const createWorker = options.createWorker ?? createEgressWorker;
  const disposal = new AbortController();
  let endpoint: Endpoint | null = null;
  let running: EgressConnection | null = null;
  /** The running one, and those that finish what they began for an endpoint before. */
  const open = new Set<EgressConnection>();

  function run(): EgressConnection {
    if (running !== null) return running;
    const started = connectEgress(createWorker(), options.pulseMs ?? PULSE_MS, () => {
      open.delete(started);
      if (running === started) running = null;
    });
    open.add(started);
    running = started;
    return started;
  }

  /** Settings never go to another destination than their own: the endpoint may be replaced at any time. */
  async function settingsFor(
    { destination }: ClearedRequest,
    signal: AbortSignal,
  ): Promise<DestinationSettings> {
    signal.throwIfAborted();
    if (endpoint?.destination !== destination) throw elsewhere();
    const settings = await endpoint.settings(signal);
    signal.throwIfAborted();
    if (endpoint?.destination !== destination) throw elsewhere();
    return settings;
  }

  async function* sendToCloud(
    request: ClearedRequest,
    aborted: AbortSignal,
    onSent: (bytes: number) => void,
  ): AsyncGenerator<AnswerEvent, void> {
    const signal = AbortSignal.any([aborted, disposal.signal]);
    const settings = await settingsFor(request, signal);
    yield* answerFrom(run(), request, settings, signal, onSent);
  }

  return {
    prepareBody,
    sendToCloud,
    setEndpoint(next) {
      const cards = next === null ? [] : cloudCards(next, options.pageUrl);
      endpoint = next === null ? null : endpointOf(next, options.pageUrl);
      // A worker serves one endpoint: its keys and the policy it was loaded with end with it.
      running?.retire();
      running = null;
      return cards;
    },
    dispose() {
      const reason = new RouterError("router_disposed", "This router was disposed of.");
      endpoint = null;
      for (const connection of open) connection.end(reason);
      disposal.abort(reason);
    },
  };
}

/** One request through the worker; told to stop there if its reader goes. */
async function* answerFrom(
  connection: EgressConnection,
  request: ClearedRequest,
  settings: DestinationSettings,
  signal: AbortSignal,
  onSent: (bytes: number) => void,
): AsyncGenerator<AnswerEvent, void> {
  signal.throwIfAborted();
  const { remote } = connection;
  const queue = connection.listen(request.id);
  const aborted = (): void => {
    queue.fail(signal.reason);
    // At once: the reader may never ask for more.
    void remote.stop(request.id);
  };
  signal.addEventListener("abort", aborted, { once: true });
  let isOver = false;
  try {
    await queue.orFailure(remote.setDestination(request.destination, settings));
    await queue.orFailure(remote.send(request.id, request));
    for await (const event of queue) {
      if (event.type === "body-sent") {
        onSent(event.bytes);
        continue;
      }
      isOver = event.type === "failed" || event.event.type === "answer-ended";
      if (event.type === "failed") throw errorOf(event);
      yield event.event;
      if (isOver) return;
    }
  } finally {
    signal.removeEventListener("abort", aborted);
    connection.forget(request.id);
    // A worker that is gone hears nothing, and that harms nobody.
    if (!isOver) void remote.stop(request.id);
  }
}

function elsewhere(): RouterError {
  return new RouterError(
    "clearance_invalid",
    "This request was cleared for a cloud endpoint that is no longer set.",
  );
}

function errorOf(event: Extract<EgressEvent, { type: "failed" }>): RouterError {
  const { code, message, status } = event;
  return new RouterError(code, message, status === undefined ? {} : { status });
}

function createEgressWorker(): Worker {
  return new Worker(new URL("../../workers/egress.worker.ts", import.meta.url), { type: "module" });
}
