/** Which origin each open page has set. Kept in the cache, since a browser ends a service worker at any time. */
export class EndpointBook {
  readonly #cacheName = "nearside-endpoints";
  /** Answers at once, before the cache has the entry. */
  readonly #known = new Map<string, string | null>();

  readonly #caches: CacheStorage;
  readonly #clients: Clients;

  constructor(caches: CacheStorage, clients: Clients) {
    this.#caches = caches;
    this.#clients = clients;
  }

  /** Notes the origin of a page (null: none), and forgets pages that are closed. */
  async note(clientId: string, origin: string | null): Promise<void> {
    this.#known.set(clientId, origin);
    const cache = await this.#caches.open(this.#cacheName);
    await cache.put(addressOf(clientId), new Response(JSON.stringify(origin)));
    for (const request of await cache.keys()) {
      const id = request.url.slice(request.url.lastIndexOf("/") + 1);
      if ((await this.#clients.get(id)) === undefined) await cache.delete(request);
    }
  }

  /** The origin of a page; undefined if it never said. */
  async originOf(clientId: string): Promise<string | null | undefined> {
    const known = this.#known.get(clientId);
    if (known !== undefined) return known;
    const kept = await this.#caches.match(addressOf(clientId), { cacheName: this.#cacheName });
    return kept === undefined ? undefined : ((await kept.json()) as string | null);
  }
}

/** Client ids are UUIDs. */
function addressOf(clientId: string): string {
  return `/endpoints/${clientId}`;
}
