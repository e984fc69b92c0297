import type { ChatRequest } from "../chat/chat-request.ts";
import type { Effort } from "../terms/place.ts";

/**
 * The exact JSON that is posted for a request: OpenAI's fields, the endpoint's own model id, the decided effort, and
 * always a stream with its usage. Nearside's own field never leaves. Pure: equal inputs give equal bytes.
 */
export function prepareBody(
  model: string,
  request: ChatRequest,
  effort: Effort | undefined,
): string {
  const { nearside: _controls, reasoning_effort: _wish, model: _choice, ...asked } = request;
  return JSON.stringify({
    ...asked,
    model,
    ...(effort === undefined ? {} : { reasoning_effort: effort }),
    stream: true,
    stream_options: { include_usage: true },
  });
}
