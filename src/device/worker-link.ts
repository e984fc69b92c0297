import { releaseProxy, transfer, wrap, type Remote } from "comlink";
import type { RouterError } from "../router-error.ts";

/** What every worker with an event port offers. */
interface Connectable {
  connect(events: MessagePort): Promise<void>;
}

export interface WorkerLinkOptions<Event> {
  readonly worker: Worker;
  onEvent(event: Event): void;
  /** The worker failed by itself: a script that does not load, or an error that nothing caught. */
  onDeath(): void;
}

/** A running worker: its calls through Comlink, its events on a port of their own, in order. */
export class WorkerLink<Api extends Connectable, Event> {
  readonly remote: Remote<Api>;
  /** Aborted with the reason when the worker is ended. */
  readonly ended: AbortSignal;
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #end = new AbortController();

  constructor({ worker, onEvent, onDeath }: WorkerLinkOptions<Event>) {
    this.#worker = worker;
    this.ended = this.#end.signal;
    worker.onerror = (event) => {
      event.preventDefault?.();
      onDeath();
    };
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }: MessageEvent<Event>) => onEvent(data);
    this.remote = wrap<Api>(worker);
    // A lost connection shows in the first call that waits for an event, which has a deadline.
    void Promise.resolve(this.remote.connect(transfer(port2, [port2]) as never)).catch(onDeath);
  }

  /** Ends the worker and closes its ports. Nothing arrives afterwards. */
  end(reason: RouterError): void {
    if (this.ended.aborted) return;
    this.#port.onmessage = null;
    this.#port.close();
    this.#worker.onerror = null;
    (this.remote as unknown as { [releaseProxy](): void })[releaseProxy]();
    this.#worker.terminate();
    this.#end.abort(reason);
  }
}
