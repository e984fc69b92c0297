// within: src/cloud
import type { ClearedRequest } from "../../../src/privacy/clearance.ts";
import type { CloudModels } from "../../../src/routing/ports.ts";

export function send(cloud: CloudModels, request: ClearedRequest): unknown {
  return cloud.sendToCloud(request); // TS2554
}
