/**
 * Starts the service worker, which keeps the app for visits without a network and holds the egress worker to the
 * endpoint that is set. Resolves to a function that tells it the endpoint; without service workers it does nothing.
 */
export function startOffline(): (baseUrl: string | null) => Promise<void> {
  if (!("serviceWorker" in navigator)) return () => Promise.resolve();
  const container = navigator.serviceWorker;
  const registered = container.register("/service-worker.js", { updateViaCache: "none" });
  // A browser may refuse, as in a private window: the app then works online alone.
  const worker = registered.then(
    () => container.ready,
    () => null,
  );
  return async (baseUrl) => {
    const active = (await worker)?.active;
    active?.postMessage({ type: "endpoint", origin: originOf(baseUrl) });
  };
}

function originOf(baseUrl: string | null): string | null {
  return baseUrl === null ? null : (URL.parse(baseUrl, location.href)?.origin ?? null);
}
