import { transfer, wrap, type Remote } from "comlink";
import type {
  DestinationSettings,
  EgressEvent,
  EgressWorker,
} from "../../workers/egress.contract.ts";
import type { ClearedRequest } from "../privacy/clearance.ts";
import { RouterError } from "../router-error.ts";
import type { CloudOptions } from "../router.ts";
import type { CloudModels } from "../routing/ports.ts";
import type { AnswerEvent } from "../terms/answer-event.ts";
import type { ModelCard } from "../terms/model-card.ts";
import { cloudCards } from "./cloud-cards.ts";
import { EventQueue } from "./event-queue.ts";
import { prepareBody } from "./prepare-body.ts";

/** Until an answer's headers, its first token, and between two tokens. */
const TIMEOUTS = { headersMs: 30_000, firstTokenMs: 60_000, betweenTokensMs: 30_000 };
const MAX_RETRIES = 2;

export interface CloudClientOptions {
  /** Resolves relative base URLs. */
  readonly pageUrl: string;
  /** Made at the first send, and anew whenever the last one died; the real worker unless set. */
  readonly createWorker?: () => Worker;
}

/** The cloud behind its egress worker. The worker does not exist until something leaves. */
export interface CloudClient extends CloudModels {
  /** Replaces the endpoint; null: none. Fails with `options_invalid`, and then nothing has changed. */
  setEndpoint(options: CloudOptions | null): readonly ModelCard[];
  dispose(): void;
}

interface Running {
  readonly worker: Worker;
  readonly remote: Remote<EgressWorker>;
  readonly port: MessagePort;
  readonly queues: Map<string, EventQueue<EgressEvent>>;
}

/** Makes the page's side of the egress worker. */
export function createCloudModels(options: CloudClientOptions): CloudClient {
  const createWorker = options.createWorker ?? createEgressWorker;
  let endpoint: CloudOptions | null = null;
  let running: Running | null = null;

  function run(): Running {
    if (running !== null) return running;
    const worker = createWorker();
    const { port1, port2 } = new MessageChannel();
    const queues = new Map<string, EventQueue<EgressEvent>>();
    const started: Running = { worker, remote: wrap<EgressWorker>(worker), port: port1, queues };
    port1.onmessage = ({ data }: MessageEvent<EgressEvent>) => queues.get(data.id)?.push(data);
    worker.onerror = () => end(started, new RouterError("worker_died", "The cloud worker died."));
    void started.remote.connect(transfer(port2, [port2]));
    running = started;
    return started;
  }

  function end({ worker, port, queues }: Running, reason: RouterError): void {
    if (running?.worker === worker) running = null;
    worker.terminate();
    port.close();
    for (const queue of queues.values()) queue.fail(reason);
  }

  async function* sendToCloud(
    request: ClearedRequest,
    signal: AbortSignal,
  ): AsyncGenerator<AnswerEvent, void> {
    signal.throwIfAborted();
    const settings = await settingsOf(endpoint);
    signal.throwIfAborted();
    const current = run();
    const queue = new EventQueue<EgressEvent>();
    current.queues.set(request.id, queue);
    const stop = (): void => {
      queue.fail(signal.reason);
      void current.remote.stop(request.id);
    };
    signal.addEventListener("abort", stop, { once: true });
    let isOver = false;
    try {
      await queue.orFailure(current.remote.setDestination(request.destination, settings));
      await queue.orFailure(current.remote.send(request.id, request));
      for await (const event of queue) {
        if (event.type === "body-sent") continue;
        isOver = event.type === "failed" || event.event.type === "answer-ended";
        if (event.type === "failed") throw errorOf(event);
        yield event.event;
        if (isOver) return;
      }
    } finally {
      signal.removeEventListener("abort", stop);
      current.queues.delete(request.id);
      if (!isOver && running === current) void current.remote.stop(request.id);
    }
  }

  return {
    prepareBody,
    sendToCloud,
    setEndpoint(next) {
      const cards = next === null ? [] : cloudCards(next, options.pageUrl);
      endpoint = next;
      return cards;
    },
    dispose() {
      if (running !== null)
        end(running, new RouterError("router_disposed", "This router was disposed of."));
    },
  };
}

async function settingsOf(endpoint: CloudOptions | null): Promise<DestinationSettings> {
  const key = (await tokenOf(endpoint)) ?? endpoint?.apiKey;
  return {
    ...(key === undefined || key === "" ? {} : { key }),
    sendsCookies: endpoint?.credentials === "include",
    headers: endpoint?.headers ?? {},
    timeouts: { ...TIMEOUTS, ...endpoint?.timeouts },
    maxRetries: endpoint?.maxRetries ?? MAX_RETRIES,
  };
}

async function tokenOf(endpoint: CloudOptions | null): Promise<string | undefined> {
  try {
    return await endpoint?.getToken?.();
  } catch (cause) {
    throw new RouterError("cloud_unauthorized", "The page could not get a token.", { cause });
  }
}

function errorOf(event: Extract<EgressEvent, { type: "failed" }>): RouterError {
  const { code, message, status } = event;
  return new RouterError(code, message, status === undefined ? {} : { status });
}

function createEgressWorker(): Worker {
  return new Worker(new URL("../../workers/egress.worker.ts", import.meta.url), { type: "module" });
}
