import { matchPrecache, precacheAndRoute, type PrecacheEntry } from "workbox-precaching";

declare const self: ServiceWorkerGlobalScope & {
  /** Every built file with its revision, written here by the build. */
  readonly __WB_MANIFEST: readonly PrecacheEntry[];
};

/**
 * Keeps the app's own files, so that it opens without a network: shell, workers, WebAssembly, classifier. Nothing
 * else is ever kept: requests that are not GET, other origins and language models pass by untouched.
 *
 * A new version is fetched whole while the old one goes on, and takes over when the last page of the old one is
 * closed: nobody calls `skipWaiting`, so a page never meets files of two versions. Responses are kept as they came,
 * with the policies in their headers.
 */
function keepAppOffline(): void {
  // First of the two listeners to be asked: it alone answers for addresses that no file has.
  self.addEventListener("fetch", (event) => {
    if (event.request.mode === "navigate") event.respondWith(openApp(event.request));
  });
  // eslint-disable-next-line no-underscore-dangle -- the name that the build looks for
  precacheAndRoute([...self.__WB_MANIFEST], { cleanURLs: false });
  // Safe because of the above: only a first version finds pages without one.
  self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
}

/** A kept file, else the page. A cache that the browser has emptied sends the request on. */
async function openApp(request: Request): Promise<Response> {
  const kept = (await matchPrecache(request)) ?? (await matchPrecache("index.html"));
  // eslint-disable-next-line no-restricted-globals -- the app's own page, as the browser itself would
  return kept ?? fetch(request);
}

keepAppOffline();
