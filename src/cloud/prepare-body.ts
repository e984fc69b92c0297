import type { ChatRequest } from "../chat/chat-request.ts";
import type { Effort } from "../terms/place.ts";

/**
 * The exact JSON that is posted for a request: OpenAI's fields as the caller gave them (`user`, `metadata` and
 * `max_tokens` too), the endpoint's own model id, the decided effort, and always a stream with its usage. Nearside's own
 * field never leaves, and neither do fields that say nothing, null or `n` of 1: some endpoints refuse them.
 * Pure: equal inputs give equal bytes.
 */
export function prepareBody(
  model: string,
  request: ChatRequest,
  effort: Effort | undefined,
): string {
  const { nearside: _controls, reasoning_effort: _wish, model: _choice, ...asked } = request;
  const said = Object.entries(asked).filter(
    ([name, value]) => value !== null && !(name === "n" && value === 1),
  );
  return JSON.stringify({
    ...Object.fromEntries(said),
    model,
    ...(effort === undefined ? {} : { reasoning_effort: effort }),
    stream: true,
    stream_options: { include_usage: true },
  });
}
