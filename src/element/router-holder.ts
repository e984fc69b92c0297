import { RouterError } from "../index.ts";
import type { Router, RouterErrorCode, RouterStatus } from "../index.ts";
import { cloudOptions } from "./cloud-settings.ts";
import type { CloudSettings } from "./cloud-settings.ts";
import type { PublicCloud } from "./element-events.ts";
import { noRouterStatus } from "./no-router-status.ts";

/** Where a router comes from: the page that gave one, or the element that makes one. */
export interface RouterSource {
  readonly isConnected: boolean;
  readonly router: Router | null;
  cloud: PublicCloud | null;
  makeRouter(): Router;
}

/** The one router of an element. What a wrong option makes fail is kept as a fault to show, and never thrown. */
export class RouterHolder {
  fault: RouterErrorCode | null = null;
  readonly #source: RouterSource;
  readonly #onChange: () => void;
  #own: Router | null = null;
  /** The endpoint that the router has. */
  #cloud: PublicCloud | null = null;

  constructor(source: RouterSource, onChange: () => void) {
    this.#source = source;
    this.#onChange = onChange;
  }

  /** The router the page gave, or the element's own, made when it is first needed. Fails with `options_invalid`. */
  current(): Router {
    if (this.#source.router !== null) return this.#source.router;
    if (this.#own === null) {
      this.#own = this.#source.makeRouter();
      this.#cloud = this.#source.cloud;
    }
    return this.#own;
  }

  status(): RouterStatus {
    if (!this.#source.isConnected || this.fault === "options_invalid") return noRouterStatus;
    try {
      return this.current().status();
    } catch (error) {
      this.fault = codeOf(error);
      return noRouterStatus;
    }
  }

  /** Disposes of the element's own router; the next need makes another. */
  drop(): void {
    void this.#own?.dispose();
    this.#own = null;
    this.fault = null;
  }

  /** Runs something that a wrong option can make fail. */
  attempt(run: (router: Router) => void): void {
    try {
      run(this.current());
      this.fault = null;
    } catch (error) {
      this.fault = codeOf(error);
    }
    this.#onChange();
  }

  /** Sets the endpoint a person typed in. Its key goes on to the router, and is kept nowhere here. */
  setCloud(settings: CloudSettings | null): void {
    this.attempt((router) => {
      router.configure({ cloud: settings === null ? null : cloudOptions(settings) });
      this.#cloud = settings === null ? null : withoutKey(settings);
      this.#source.cloud = this.#cloud;
    });
  }

  /** Takes an endpoint that the page has set. */
  followCloud(): void {
    if (this.#source.cloud !== this.#cloud) this.setCloud(this.#source.cloud);
  }
}

function withoutKey({ key: _key, ...rest }: CloudSettings): PublicCloud {
  return rest;
}

function codeOf(error: unknown): RouterErrorCode {
  if (error instanceof RouterError) return error.code;
  throw error;
}
