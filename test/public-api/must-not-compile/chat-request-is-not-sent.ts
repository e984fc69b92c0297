// within: src/cloud
import type { ChatRequest } from "../../../src/chat/chat-request.ts";
import type { CloudModels } from "../../../src/routing/ports.ts";

export function send(cloud: CloudModels, request: ChatRequest, signal: AbortSignal): unknown {
  return cloud.sendToCloud(request, signal, () => {}); // TS2345
}
