import { RouterError } from "../../../src/router-error.ts";

/**
 * The worker's `CacheStorage`, for a library that looks there before it fetches: each of its caches holds the model's
 * files, and what is not among them is a failure and no request. Nothing is stored a second time.
 */
export class BlobCaches implements CacheStorage {
  readonly #cache: BlobCache;

  constructor(files: ReadonlyMap<string, Blob>) {
    this.#cache = new BlobCache(files);
  }

  async open(): Promise<Cache> {
    return this.#cache;
  }

  async match(request: RequestInfo | URL): Promise<Response | undefined> {
    return this.#cache.match(request);
  }

  async has(): Promise<boolean> {
    return true;
  }

  async keys(): Promise<string[]> {
    return [];
  }

  async delete(): Promise<boolean> {
    return false;
  }
}

class BlobCache implements Cache {
  readonly #files: ReadonlyMap<string, Blob>;

  constructor(files: ReadonlyMap<string, Blob>) {
    this.#files = files;
  }

  async match(request: RequestInfo | URL): Promise<Response | undefined> {
    const blob = this.#files.get(urlOf(request));
    return blob && new Response(blob);
  }

  async keys(): Promise<readonly Request[]> {
    return [...this.#files.keys()].map((url) => new Request(url));
  }

  async add(request: RequestInfo | URL): Promise<void> {
    throw absent(urlOf(request));
  }

  async addAll(requests: readonly RequestInfo[]): Promise<void> {
    for (const request of requests) throw absent(urlOf(request));
  }

  async matchAll(): Promise<readonly Response[]> {
    return [];
  }

  async put(request: RequestInfo | URL): Promise<void> {
    throw absent(urlOf(request));
  }

  async delete(): Promise<boolean> {
    return false;
  }
}

function urlOf(request: RequestInfo | URL): string {
  if (typeof request === "string") return request;
  return request instanceof URL ? request.href : request.url;
}

function absent(url: string): RouterError {
  const name = url.split("/").at(-1) ?? url;
  return new RouterError("model_missing", `The model is not whole: ${name} is missing.`);
}
