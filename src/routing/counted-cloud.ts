import type { CloudModels } from "./ports.ts";

/** What has left since the router was made. */
export interface SentTotals {
  messages: number;
  bytes: number;
  readonly destinations: Set<string>;
}

/** Counts what leaves, as it leaves. */
export function countedCloud(cloud: CloudModels, sent: SentTotals): CloudModels {
  return {
    prepareBody: (model, request, effort) => cloud.prepareBody(model, request, effort),
    sendToCloud: (request, signal, onSent) =>
      cloud.sendToCloud(request, signal, (bytes) => {
        sent.messages++;
        sent.bytes += bytes;
        sent.destinations.add(request.destination);
        onSent(bytes);
      }),
  };
}
