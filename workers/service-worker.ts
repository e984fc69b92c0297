import { matchPrecache, precacheAndRoute, type PrecacheEntry } from "workbox-precaching";
import { EndpointBook } from "./service-worker/endpoint-book.ts";
import { holdToOrigin, readEndpointMessage } from "./service-worker/endpoint-policy.ts";

declare const self: ServiceWorkerGlobalScope & {
  /** Every built file with its revision, written here by the build. */
  readonly __WB_MANIFEST: readonly PrecacheEntry[];
};

/** Code of an engine that most never choose: web-llm's library, and wllama's for browsers that lack what its own build needs. */
const ENGINE_CODE = /^\/assets\/(lib|wllama)-[\w-]+\.js$/;
const ENGINE_CACHE = "nearside-engine-code";
const EGRESS_SCRIPT = /^\/assets\/egress\.worker-[\w-]+\.js$/;

/**
 * Keeps the app's own files, so that it opens without a network: shell, workers, the classifier with its WebAssembly, and an
 * engine's code once it is chosen. Nothing else is ever kept: requests that are not GET, other origins and language models
 * pass by untouched.
 *
 * A new version is fetched whole while the old one goes on, and takes over when the last page of the old one is
 * closed: nobody calls `skipWaiting`, so a page never meets files of two versions. Responses are kept as they came,
 * with the policies in their headers; only the egress worker's is narrowed, to the endpoint that its page has set.
 */
function keepAppOffline(endpoints: EndpointBook): void {
  self.addEventListener("message", (event) => {
    const message = readEndpointMessage(event.data);
    if (message === null || !(event.source instanceof Client)) return;
    event.waitUntil(endpoints.note(event.source.id, message.origin));
  });
  // Before the listener of the kept files, which leaves alone what has been answered.
  self.addEventListener("fetch", (event) => {
    const { pathname, origin } = new URL(event.request.url);
    if (event.request.mode === "navigate") event.respondWith(openApp(event.request));
    else if (origin === self.location.origin && EGRESS_SCRIPT.test(pathname)) {
      event.respondWith(egressScript(event, endpoints));
    } else if (origin === self.location.origin && ENGINE_CODE.test(pathname)) {
      event.respondWith(engineCode(event.request));
    }
  });
  precacheAndRoute([...self.__WB_MANIFEST], { cleanURLs: false });
  // No two versions meet by this: only a first version finds pages without one.
  self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
}

/** A kept file, else the page. */
async function openApp(request: Request): Promise<Response> {
  return (await matchPrecache(request)) ?? (await matchPrecache("index.html")) ?? pass(request);
}

/** Kept when it first comes, in place of the version before, so that a chosen engine starts without a network too. */
async function engineCode(request: Request): Promise<Response> {
  const cache = await self.caches.open(ENGINE_CACHE);
  const kept = await cache.match(request);
  if (kept !== undefined) return kept;
  const response = await pass(request);
  if (!response.ok) return response;
  for (const old of await cache.keys()) {
    if (engineOf(old.url) === engineOf(request.url)) await cache.delete(old);
  }
  await cache.put(request, response.clone());
  return response;
}

function engineOf(url: string): string | undefined {
  return ENGINE_CODE.exec(new URL(url).pathname)?.[1];
}

/** The script whose policy decides where questions may go. A page that never said keeps the policy as it came. */
async function egressScript(event: FetchEvent, endpoints: EndpointBook): Promise<Response> {
  const response = (await matchPrecache(event.request)) ?? (await pass(event.request));
  const origin = await endpoints.originOf(event.clientId);
  if (origin === undefined) return response;
  const headers = new Headers(response.headers);
  const policy = headers.get("content-security-policy") ?? "";
  headers.set("content-security-policy", holdToOrigin(policy, origin));
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

/** For a cache that the browser has emptied: the request goes on as if nobody had stood between. */
function pass(request: Request): Promise<Response> {
  return fetch(request);
}

keepAppOffline(new EndpointBook(self.caches, self.clients));
