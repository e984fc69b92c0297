import { expose } from "comlink";

/** A `Worker` for Node: what it exposes runs in this thread, behind a real message channel. */
export class FakeWorker extends EventTarget {
  isTerminated = false;
  readonly #page: MessagePort;

  constructor(exposed: object) {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#page = port1;
    port1.addEventListener("message", (event) => {
      this.dispatchEvent(new MessageEvent("message", { data: event.data as unknown }));
    });
    port1.start();
    expose(exposed, port2);
  }

  postMessage(message: unknown, transfer: Transferable[]): void {
    if (!this.isTerminated) this.#page.postMessage(message, transfer);
  }

  terminate(): void {
    this.isTerminated = true;
    this.#page.close();
  }

  /** As a script that throws or cannot be loaded. */
  die(): void {
    this.dispatchEvent(new Event("error"));
  }
}
