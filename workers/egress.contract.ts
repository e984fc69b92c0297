import type { ClearedRequest } from "../src/privacy/clearance.ts";
import type { RouterErrorCode } from "../src/router-error.ts";
import type { AnswerEvent } from "../src/terms/answer-event.ts";

/**
 * The egress worker: the only place that reaches the network for answers. It takes cleared requests alone,
 * hashes each body again, and keeps keys in its memory, from where nothing reads them back.
 */
export interface EgressWorker {
  connect(events: MessagePort): Promise<void>;
  /** Sets what a destination needs; replaces what was set before. */
  setDestination(destination: string, settings: DestinationSettings): Promise<void>;
  send(id: string, request: ClearedRequest): Promise<void>;
  stop(id: string): Promise<void>;
}

export interface DestinationSettings {
  /** Sent as `authorization: Bearer …`; absent for a same-origin relay. */
  readonly key?: string;
  /** Send cookies: for a same-origin relay. */
  readonly sendsCookies: boolean;
  /** Constant headers that a card names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly timeouts: Timeouts;
  /** Attempts after the first, only before the first byte. */
  readonly maxRetries: number;
}

export interface Timeouts {
  readonly headersMs: number;
  readonly firstTokenMs: number;
  readonly betweenTokensMs: number;
}

/** `answer-ended` or `failed` is last for each id. `body-sent` says that the request has left. */
export type EgressEvent =
  | { readonly type: "body-sent"; readonly id: string; readonly bytes: number }
  | { readonly type: "answer"; readonly id: string; readonly event: AnswerEvent }
  | {
      readonly type: "failed";
      readonly id: string;
      readonly code: RouterErrorCode;
      readonly message: string;
      readonly status?: number;
    };
