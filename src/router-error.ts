/** Every way in which Nearside can fail. A closed list: callers branch on it, people read the sentence beside it. */
export type RouterErrorCode =
  // the request
  | "request_invalid"
  | "messages_missing"
  | "role_unknown"
  | "text_empty"
  | "text_too_long"
  | "text_malformed"
  | "model_unknown"
  | "context_overflow"
  | "unsupported_parameter"
  | "options_invalid"
  | "decision_stale"
  // no way to answer
  | "no_allowed_path"
  | "answer_withheld"
  | "consent_required"
  | "consent_refused"
  | "cloud_blocked_by_policy"
  | "offline_needs_cloud"
  | "clearance_invalid"
  // the cloud
  | "cloud_unreachable"
  | "cloud_unauthorized"
  | "cloud_not_found"
  | "cloud_request_refused"
  | "cloud_rate_limited"
  | "cloud_failed"
  | "cloud_malformed"
  | "cloud_stream_broken"
  | "cloud_timeout"
  // the device
  | "model_missing"
  | "model_corrupt"
  | "model_source_unreachable"
  | "quota_exceeded"
  | "out_of_memory"
  | "engine_failed"
  | "model_unsupported"
  | "model_not_downloaded"
  | "webgpu_unavailable"
  | "shader_f16_missing"
  | "device_lost"
  | "queue_full"
  | "worker_died"
  | "worker_timeout"
  // learning
  | "graded_answers_invalid"
  // the router itself
  | "classifier_unavailable"
  | "guard_unavailable"
  | "storage_failed"
  | "router_disposed";

/** The one error that Nearside throws, besides `AbortError`. Branch on `code`; `message` is for a person. */
export class RouterError extends Error {
  override readonly name = "RouterError";
  readonly code: RouterErrorCode;
  /** HTTP status of the upstream answer, where there was one. */
  readonly status: number | undefined;
  /** What of the answer had come before it broke. */
  readonly partialText: string | undefined;

  constructor(
    code: RouterErrorCode,
    message: string,
    options: { cause?: unknown; status?: number; partialText?: string } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.status = options.status;
    this.partialText = options.partialText;
  }
}
