// within: src/cloud
import type { CloudModels } from "../../../src/routing/ports.ts";

export function send(cloud: CloudModels, signal: AbortSignal): unknown {
  const request = { id: "1", body: "{}", bodySha256: "", destination: "", model: "m", expiresAt: 1 };
  return cloud.sendToCloud(request, signal, () => {}); // TS2345
}
