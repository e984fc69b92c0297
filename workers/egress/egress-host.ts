import type { ClearedRequest } from "../../src/privacy/clearance.ts";
import { verifyCleared } from "../../src/privacy/verify-cleared.ts";
import type { DestinationSettings, EgressEvent, EgressWorker } from "../egress.contract.ts";
import { EgressFailure } from "./failure.ts";
import { postRequest, type PostSurroundings } from "./post-request.ts";
import { publicMessage } from "./public-message.ts";

/** The egress worker's own state: destinations with their keys, running requests, and the ids it has taken. */
export class EgressHost implements EgressWorker {
  readonly #surroundings: PostSurroundings;
  readonly #destinations = new Map<string, DestinationSettings>();
  readonly #running = new Map<string, AbortController>();
  /** Grows by one short id a request; a clearance lives for minutes, a page rarely for thousands of requests. */
  readonly #taken = new Set<string>();
  #events: MessagePort | null = null;

  constructor(surroundings: PostSurroundings) {
    this.#surroundings = surroundings;
  }

  connect(events: MessagePort): Promise<void> {
    this.#events = events;
    return Promise.resolve();
  }

  setDestination(destination: string, settings: DestinationSettings): Promise<void> {
    this.#destinations.set(destination, settings);
    return Promise.resolve();
  }

  /** Accepts at once; all that follows comes as events under this id. */
  send(id: string, request: ClearedRequest): Promise<void> {
    const ends = new AbortController();
    this.#running.set(id, ends);
    void this.#answer(id, request, ends.signal).finally(() => this.#running.delete(id));
    return Promise.resolve();
  }

  stop(id: string): Promise<void> {
    this.#running.get(id)?.abort(new EgressFailure("cloud_failed", "The request was stopped."));
    return Promise.resolve();
  }

  async #answer(id: string, request: ClearedRequest, signal: AbortSignal): Promise<void> {
    // Those of this request, whatever the destination is set to later.
    let secrets: readonly string[] = [];
    try {
      const body = new TextEncoder().encode(request.body);
      const settings = this.#take(request, await sha256(body));
      secrets = secretsOf(settings);
      signal.throwIfAborted();
      this.#tell({ type: "body-sent", id, bytes: body.byteLength });
      const { destination, expiresAt } = request;
      const outgoing = { destination, body, expiresAt };
      for await (const event of postRequest(outgoing, settings, this.#surroundings, signal))
        this.#tell({ type: "answer", id, event });
    } catch (error) {
      this.#tell(failedEvent(id, error, secrets));
    }
  }

  /** Takes a request once, and gives what its destination needs. Fails with `clearance_invalid`. */
  #take(request: ClearedRequest, sha256OfBody: string): DestinationSettings {
    const fault = verifyCleared(request, { now: this.#surroundings.now(), sha256OfBody });
    if (fault !== null) throw refusal(`the clearance is ${fault}`);
    if (this.#taken.has(request.id)) throw refusal("it was sent before");
    const settings = this.#destinations.get(request.destination);
    if (settings === undefined) throw refusal("its destination is not set up");
    this.#taken.add(request.id);
    return settings;
  }

  #tell(event: EgressEvent): void {
    this.#events?.postMessage(event);
  }
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function refusal(reason: string): EgressFailure {
  return new EgressFailure("clearance_invalid", `This may not leave: ${reason}.`);
}

function failedEvent(id: string, error: unknown, secrets: readonly string[]): EgressEvent {
  // What is no failure of ours may quote what it likes: its words stay in the worker.
  if (!(error instanceof EgressFailure))
    return { type: "failed", id, code: "cloud_failed", message: "The cloud worker failed." };
  const { code, status } = error;
  const message = publicMessage(error, secrets);
  return { type: "failed", id, code, message, ...(status === undefined ? {} : { status }) };
}

/** The values that no message may show. */
function secretsOf({ key, headers }: DestinationSettings): readonly string[] {
  return [...(key === undefined ? [] : [key]), ...Object.values(headers)];
}
