import { transfer, wrap, type Remote } from "comlink";
import type { EgressEvent, EgressWorker } from "../../workers/egress.contract.ts";
import { RouterError } from "../router-error.ts";
import { EventQueue } from "./event-queue.ts";

/** A live egress worker: its calls, and the events of each request. */
export interface EgressConnection {
  readonly remote: Remote<EgressWorker>;
  /** The events of this request until `forget`. Fails with `worker_died` or `worker_timeout` if the worker is gone. */
  listen(id: string): EventQueue<EgressEvent>;
  forget(id: string): void;
  /** Ends the worker as soon as no request runs: at once, or after the last one. */
  retire(): void;
  /** Ends the worker; whatever still runs fails with `reason`. */
  end(reason: RouterError): void;
}

/** A worker that has answered once answers at once: two questions without an answer, and it is dead. */
const UNANSWERED = 2;
/** A worker whose script still loads may take longer. */
const UNANSWERED_AT_START = 12;

/**
 * Connects to a worker. While a request runs, the worker is asked every `pulseMs` whether it lives: one that was
 * ended from outside tells nobody. `onEnd` is called once it is given up, before its requests fail.
 */
export function connectEgress(
  worker: Worker,
  pulseMs: number,
  onEnd: () => void,
): EgressConnection {
  const { port1: port, port2 } = new MessageChannel();
  const queues = new Map<string, EventQueue<EgressEvent>>();
  const remote = wrap<EgressWorker>(worker);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hasAnswered = false;
  let unanswered = 0;
  let isRetired = false;

  function end(reason: RouterError): void {
    clearTimeout(timer);
    onEnd();
    worker.terminate();
    port.close();
    for (const queue of queues.values()) queue.fail(reason);
  }

  function answered(): void {
    hasAnswered = true;
    unanswered = 0;
  }

  function pulse(): void {
    timer = undefined;
    if (queues.size === 0) return;
    if (unanswered >= (hasAnswered ? UNANSWERED : UNANSWERED_AT_START)) {
      end(hasAnswered ? died() : neverStarted());
      return;
    }
    unanswered++;
    // Stopping nothing is the cheapest question there is.
    void remote.stop("").then(answered);
    timer = setTimeout(pulse, pulseMs);
  }

  port.onmessage = ({ data }: MessageEvent<EgressEvent>) => queues.get(data.id)?.push(data);
  worker.onerror = () => end(died());
  void remote.connect(transfer(port2, [port2])).then(answered);

  return {
    remote,
    listen(id) {
      const queue = new EventQueue<EgressEvent>();
      queues.set(id, queue);
      unanswered = 0;
      timer ??= setTimeout(pulse, pulseMs);
      return queue;
    },
    forget(id) {
      queues.delete(id);
      if (isRetired && queues.size === 0) end(died());
    },
    retire() {
      isRetired = true;
      if (queues.size === 0) end(died());
    },
    end,
  };
}

function died(): RouterError {
  return new RouterError("worker_died", "The cloud worker died.");
}

function neverStarted(): RouterError {
  return new RouterError("worker_timeout", "The cloud worker did not start in time.");
}
